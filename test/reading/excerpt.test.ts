import { expect, test } from 'vitest';
import { cutNotes, excerpt, nameList } from '../../src/reading/lines.ts';
import { testKeys } from '../support/keys.ts';

test.each([
  ['2026-03-02 10:00:00,123 INFO qfpay.client: POST data=', '"2026-03-02 10:00:00,123 INFO qfpay.client: POST data="'],
  ['[2026-03-02T10:00:00+08:00] app.INFO: sent', '"[2026-03-02T10:00:00+08:00] app.INFO: sent"'],
  ['key abcd1234 and abc_12 x', '"key … and … x"'],
  ['a '.repeat(100), `"${'a '.repeat(30)}…"`],
  ['\n', '""'],
])('of %j shows words and times only', (text, shown) => {
  expect(excerpt(text)).toBe(shown);
});

test.each(Object.entries(testKeys))('shows no part of the key %s', (_name, key) => {
  for (const part of key.split(/\s+/).filter((word) => word.length > 1))
    expect(excerpt(`is ${key} ok`)).not.toContain(part);
});

test('says nothing of white space that was cut off', () => {
  expect(cutNotes(' \n', '')).toEqual([]);
  expect(cutNotes('', 'x\n')).toEqual(['cut off behind it: "x" (1 characters)']);
});

test('names the first few', () => {
  expect(nameList(['a', 'b', 'a'])).toBe('a, b');
  expect(nameList([...'abcdefg'])).toBe('a, b, c, d, e and 2 more');
});
