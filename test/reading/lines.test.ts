import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../src/reading/json-values.ts';
import { filledLines, lines, linesOfDigests } from '../../src/reading/lines.ts';

test('takes values raw: spaces, percent signs, plus signs and = stay', () => {
  expect(lines().read('goods_name= 100%25 a+b \nurl=https://a/?b=c\n').parameters).toEqual([
    ['goods_name', ' 100%25 a+b '],
    ['url', 'https://a/?b=c'],
  ]);
});

test('drops CRLF line ends and blank lines', () => {
  expect(lines().read('a=1\r\n\r\nb=2\r\n').parameters).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('names the line that is at fault', () => {
  expect(lines().read('a=1\n\nfoo\n=2').faults).toEqual([
    { field: 'line 3', value: 'foo', rule: 'must be name=value' },
    { field: 'line 4', value: '=2', rule: 'must have a name before the =' },
  ]);
});

test('repeats no long line in a fault: it may be a key', () => {
  expect(lines().read('k'.repeat(32)).faults).toEqual([{ field: 'line 1', rule: 'must be name=value' }]);
});

test.each([
  ['a=1\nb=2', true],
  ['goods_name=50% off', true],
  ['mobile=+85291234567', true],
  ['a=1&b=2\n\n', false],
  ['goods_name=a%20b', false],
])('%j is name=value lines: %s', (text, fits) => {
  expect(lines().fits(text)).toBe(fits);
});

test('reads back every value without line ends', () => {
  const name = fc.stringMatching(/^[a-z_]{1,9}$/);
  const value = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { minLength: 1 }), (parameters) => {
      const text = parameters.map((pair) => pair.join('=')).join('\n');
      expect(lines().read(text).parameters).toEqual(parameters);
    }),
  );
});

test('of a text of many lines only so many are kept as show that they are too many', () => {
  expect(filledLines('a=1\n'.repeat(50_000))).toHaveLength(10_001);
});

test('brackets that nobody wrote are no JSON, whatever a parser has room for', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect([parseJson(nested(500)), parseJson(nested(499))]).toEqual([undefined, JSON.parse(nested(499))]);
});

test.each([10, 600_000])('tells the line of each place where a digest stands, in a text of %i letters', (size) => {
  const [one, other] = ['A1'.repeat(16), 'B2'.repeat(16)];
  const lineOf = linesOfDigests(`${'x'.repeat(size)}\n${one}\n${other}\n${one.toLowerCase()}\n`);
  expect([lineOf(one, 0), lineOf(other, 0), lineOf(one, 1), lineOf(one, 5), lineOf('C3', 0)]).toEqual([2, 3, 4, 4, 1]);
});
