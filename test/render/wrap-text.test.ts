import { describe, expect, test } from 'vitest';
import { renderHanging, wrapText } from '../../src/render/wrap-text.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

test.each<[string, string, number, string[]]>([
  ['what fits stays', 'one two', 7, ['one two']],
  ['Latin breaks between words', 'one two three', 8, ['one two', 'three']],
  ['Chinese breaks between its characters', '一二三四五', 6, ['一二三', '四五']],
  ['a full stop begins no line', '一二三。四', 6, ['一二', '三。四']],
  ['a bracket ends none', '一二（三）四', 6, ['一二', '（三）', '四']],
  ['both in one line', '支付宝 App 支付', 10, ['支付宝 App', '支付']],
  [
    'a number stays whole even where it is wider',
    'no 20260302180500020000000001',
    10,
    ['no', '20260302180500020000000001'],
  ],
])('%s', (_what, text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

describe('where all has to fit,', () => {
  test('a long word breaks', () => {
    expect(wrapText('no 20260302180500', 6, { hard: true })).toEqual(['no', '202603', '021805', '00']);
  });

  test('what is one letter stays one', () => {
    expect(wrapText('🇭🇰🇭🇰🇭🇰', 5, { hard: true })).toEqual(['🇭🇰🇭🇰', '🇭🇰']);
    expect(wrapText('e\u0301e\u0301e\u0301', 2, { hard: true })).toEqual(['e\u0301e\u0301', 'e\u0301']);
  });
});

test('a word of a megabyte is no trouble', () => {
  const word = 'x'.repeat(200_000);
  expect(cpuSeconds(() => wrapText(`a ${word}`, 80))).toBeLessThan(3);
});

test.each([
  [
    'a command that fits stands on one line',
    'to see it: run qfpay query A-1001 --wait; then wait',
    30,
    ['to see it: run', 'qfpay query A-1001 --wait;', 'then wait'],
  ],
  [
    'one of Chinese too',
    '请运行 qfpay profile show 查看；再试一次',
    24,
    ['请运行', 'qfpay profile show 查', '看；再试一次'],
  ],
  [
    'with its variables',
    'first: QFPAY_ENV=prod qfpay doctor, twice',
    30,
    ['first:', 'QFPAY_ENV=prod qfpay doctor,', 'twice'],
  ],
])('%s', (_title, text, width, lines) => {
  expect(renderHanging('', text, width).split('\n')).toEqual(lines);
});
