import { expect, test } from 'vitest';
import { javaMap } from '../../src/reading/read-object.ts';

test('takes a map apart where a comma is followed by a name', () => {
  expect(javaMap().read('{a=1, b=x, y, c=z=w, d=}').parameters).toEqual([
    ['a', '1'],
    ['b', 'x, y'],
    ['c', 'z=w'],
    ['d', ''],
  ]);
});

test('says that null may be the text null', () => {
  expect(javaMap().read('{a=null, b=1}').notes.join()).toContain('a is null or the text null');
});

test.each([
  ['{a=1}', true],
  ['{}', false],
  ['{"a":1}', false],
  ['a=1', false],
])('%j is one: %s', (text, fits) => {
  expect(javaMap().fits(text)).toBe(fits);
});
