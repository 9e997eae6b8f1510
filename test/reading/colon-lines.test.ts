import { expect, test } from 'vitest';
import { colonLines } from '../../src/reading/reading.ts';

test('takes one space behind each colon away, and no more', () => {
  expect(colonLines().read('a: 1\nb:2\nc:  x: y \nd:\n').parameters).toEqual([
    ['a', '1'],
    ['b', '2'],
    ['c', ' x: y '],
    ['d', ''],
  ]);
});

test('leaves quotes, and says so', () => {
  const read = colonLines().read('a: "1"\nb: 2');
  expect(read.parameters[0]).toEqual(['a', '"1"']);
  expect(read.notes.join()).toContain('a stands in quotes');
});

test.each([
  ['a: 1\nb: 2', true],
  ['a=1\nb: 2', false],
  ['two words: 1', false],
  ['https://a', false],
  ['', false],
])('%j is name: value lines: %s', (text, fits) => {
  expect(colonLines().fits(text)).toBe(fits);
});
