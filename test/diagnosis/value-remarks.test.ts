import { expect, test } from 'vitest';
import { valueRemarks } from '../../src/diagnosis/value-remarks.ts';

test.each([
  ['mchid', '', 'mchid is empty'],
  ['goods_name', ' tea', 'starts or ends with white space'],
  ['goods_name', 'tea\n', 'starts or ends with white space'],
  ['goods_name', 'a\nb', 'holds a line end'],
  ['goods_name', 'a%20b', 'looks percent-encoded'],
  ['txamt', '1.00', 'has a decimal point'],
  ['txamt', '1e2', 'is no whole number'],
  ['txamt', '1,000', 'is no whole number'],
  ['txdtm', '2026-03-02 03:04:05 PM', 'is a 12-hour time'],
  ['txdtm', '2026-03-02 下午03:04:05', 'is a 12-hour time'],
  ['txdtm', '2026-03-02T15:04:05Z', 'is not of the form'],
  ['start_time', '2026-03-02 24:00:00', 'is not of the form'],
  ['goods_name', 'None', 'a programming language prints'],
  ['goods_info', '[object Object]', 'a programming language prints'],
  ['goods_name', 'a&amp;b', 'looks HTML-escaped'],
  ['goods_name', 'a\u200Bb', 'holds an invisible character'],
  ['goods_name', 'a\uFFFDb', 'U+FFFD'],
  [' txamt', '1', 'has a space around it'],
])('remarks on %s=%j', (name, value, words) => {
  const remarks = valueRemarks([[name, value]]);
  expect(remarks).toHaveLength(1);
  expect(remarks[0]).toContain(words);
});

test('says nothing about an ordinary request', () => {
  const parameters = [
    ['txamt', '100'],
    ['txcurrcd', 'HKD'],
    ['txdtm', '2026-03-02 15:04:05'],
    ['goods_name', '咖啡 50% off & tea'],
    ['goods_info', ''],
    ['return_url', 'https://shop.example/back?a=1&b=2'],
  ] as const;
  expect(valueRemarks(parameters)).toEqual([]);
});

test('says once that a name is given more than once, and not for one that has a single value', () => {
  const repeated = valueRemarks([
    ['a', '1'],
    ['a', '2'],
    ['a', '3'],
    ['b', ''],
    ['b', '1'],
  ]);
  expect(repeated).toEqual(['a is given more than once: all of its values are signed, in their order']);
});

test('of a value that has two faults each is said, and of an empty one only that mchid is', () => {
  expect(valueRemarks([['end_time', '2026/03/02']])[0]).toContain('end_time is not of the form');
  expect(valueRemarks([['txdtm', '']])).toEqual([]);
  expect(valueRemarks([['txamt', '']])).toEqual([]);
  expect(valueRemarks([['mchid', 'M1']])).toEqual([]);
  expect(valueRemarks([['goods_name', '5%a tea']])).toEqual([]);
  expect(valueRemarks([['goods_name', ' a%20b']])).toHaveLength(2);
});
