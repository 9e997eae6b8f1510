import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonEntries } from '../../src/reading/json-values.ts';

test('keeps the text of each value, every digit and space of it', () => {
  expect(
    jsonEntries(' { "a" : 1.0 ,"b":[1, {"c": "]}"}], "d":20260302180500020000000001,"e":"\\u5496","f":{}}\n'),
  ).toEqual([
    { name: 'a', raw: '1.0' },
    { name: 'b', raw: '[1, {"c": "]}"}]' },
    { name: 'd', raw: '20260302180500020000000001' },
    { name: 'e', raw: '"\\u5496"' },
    { name: 'f', raw: '{}' },
  ]);
});

test('keeps members of the same name, in order', () => {
  expect(jsonEntries('{"a":1,"b":2,"a":3}')?.map(({ name, raw }) => name + raw)).toEqual(['a1', 'b2', 'a3']);
});

test.each(['', '[]', '1', 'null', '"{}"', '{', '{"a":}', "{'a': 1}", '{"a":1,}', '{"a":01}'])(
  '%j is no JSON object',
  (text) => {
    expect(jsonEntries(text)).toBeUndefined();
  },
);

test('an empty object has no members', () => {
  expect(jsonEntries(' {} ')).toEqual([]);
});

test('agrees with JSON.parse about every object, however it is spaced', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
      fc.integer({ min: 0, max: 3 }),
      (object, space) => {
        const text = JSON.stringify(object, null, space);
        const read = (jsonEntries(text) ?? []).map(({ name, raw }) => [name, JSON.parse(raw)]);
        expect(read).toEqual(Object.entries(JSON.parse(text)));
      },
    ),
  );
});

test('reads an object that is nested ten thousand times', () => {
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  expect(jsonEntries(deep)).toMatchObject([{ name: 'a' }]);
});
