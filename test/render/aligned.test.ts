import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { renderAligned } from '../../src/render/aligned.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

const screen = (columns: number, is_tty = true) => ({ is_tty, columns, color: 0 }) as const;

test('marks what differs beneath it, and the labels stand in one column', () => {
  const lines = [
    { label: '', text: 'a=1' },
    { label: 'signed', text: '&b=2', mark: { start: 3, end: 4 } },
    { label: 'right', text: '&b=34', mark: { start: 3, end: 5 } },
  ];
  expect(renderAligned(lines, screen(80)).split('\n')).toEqual([
    '        a=1',
    'signed  &b=2',
    '           ^',
    'right   &b=34',
    '           ^^',
  ]);
});

test('a mark of nothing is one that points', () => {
  const lines = [{ label: 'x', text: 'ab', mark: { start: 2, end: 2 } }];
  expect(renderAligned(lines, screen(80)).split('\n')).toEqual(['x  ab', '     ^']);
});

test('Chinese takes two columns, in the text, in what is marked and in the label', () => {
  const lines = [{ label: '签名', text: 'g=奶茶店', mark: { start: 3, end: 4 } }];
  expect(renderAligned(lines, screen(80)).split('\n')).toEqual(['签名  g=奶茶店', '          ^^']);
});

describe.each([40, 80])('on %i columns', (columns) => {
  test.each([
    ['at the beginning', 2, 4],
    ['in the middle', 150, 153],
    ['at the end', 298, 300],
    ['all over', 0, 300],
  ])('a long text with marks %s is cut to fit, its marks beneath what they are of', (_where, start, end) => {
    for (const letter of ['a', '茶']) {
      const text = letter.repeat(start) + 'X'.repeat(end - start) + letter.repeat(300 - end);
      const [shown = '', marks = ''] = renderAligned(
        [{ label: 'signed', text, mark: { start, end } }],
        screen(columns),
      ).split('\n');
      expect(stringWidth(shown)).toBeLessThanOrEqual(columns);
      expect(marks.length).toBeLessThanOrEqual(columns);
      const first = stringWidth(shown.slice(0, shown.indexOf('X')));
      expect(marks.indexOf('^')).toBe(first);
    }
  });
});

test('a pipe gets the whole text', () => {
  const text = 'x'.repeat(300);
  expect(renderAligned([{ label: '', text }], screen(80, false))).toContain(text);
});

test('a text of megabytes is cut in no time', () => {
  const line = { label: '', text: 'x'.repeat(200_000), mark: { start: 1, end: 2 } };
  expect(cpuSeconds(() => renderAligned([line], screen(80)))).toBeLessThan(1);
});
