import { expect, test } from 'vitest';
import { duplicateRules } from '../../../src/variants/rules/value-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

test.each([
  ['the first of two values', 'a=1&b=2&a=3', 'a=1&b=2', 'signed-first'],
  ['the last of two values', 'a=1&b=2&a=3', 'a=3&b=2', 'signed-last'],
  ['values made one by a comma', 'a=1&b=2&a=3', 'a=1,3&b=2', 'signed-joined'],
  ['values in reverse', 'a=1&b=2&a=3', 'a=3&a=1&b=2', 'signed-reversed'],
  ['one value twice', 'a=1&b=2', 'a=1&a=1&b=2', 'signed-twice'],
])('finds that what was signed is %s', (_what, sent, signed, evidence) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['duplicate-param', evidence, { name: 'a' }]]);
});

test('does not wonder at a name that comes once, or without a value', () => {
  expect(triedBy(duplicateRules, 'duplicate-param', 'a=&b=')).toEqual([]);
  expect(triedBy(duplicateRules, 'duplicate-param', 'a=1')).toEqual(['signed-twice a']);
});
