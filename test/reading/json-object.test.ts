import { expect, test } from 'vitest';
import { jsonObject } from '../../src/reading/json-values.ts';

test.each([
  ['a whole number', '100', '100'],
  ['a number with decimals', '1.0', '1.0'],
  ['an exponent', '1e2', '1e2'],
  ['a number of 26 digits', '20260302180500020000000001', '20260302180500020000000001'],
  ['a string with escapes', '"\\u5496\\n\\"\\/"', '咖\n"/'],
  ['null, which is no value', 'null', ''],
  ['true', 'true', 'true'],
  ['an object', '{"b": 1.0, "a": []}', '{"b": 1.0, "a": []}'],
  ['a list', '[1, 2]', '[1, 2]'],
])('signs %s as the text that stands there', (_what, raw, value) => {
  expect(jsonObject().read(`{"x": ${raw}}`)).toMatchObject({ parameters: [['x', value]], faults: [] });
});

test('says that a nested value is signed as JSON text, and what a boolean becomes', () => {
  expect(jsonObject().read('{"extend_info": {"a": 1}, "flag": true, "txamt": 1}').notes).toEqual([
    'extend_info is nested: its JSON text is signed as it stands in the input',
    'flag is a JSON true: the text true is signed',
  ]);
});

test.each([
  ['[{"a":1}]', 'input must be one JSON object, not an array'],
  ['{"a":1', 'input must be valid JSON'],
  ['{"":"x"}', 'input must not have an empty name'],
  ['{"a":"\\ud800"}', 'a must not hold half of a surrogate pair'],
])('refuses %s', (text, message) => {
  expect(
    jsonObject()
      .read(text)
      .faults.map(({ field, rule }) => `${field} ${rule}`),
  ).toEqual([message]);
});

test('a fault never repeats the text around it, which may hold a key', () => {
  expect(JSON.stringify(jsonObject().read('{"a": kS4ndb0xK3y}').faults)).not.toContain('kS4nd');
});
