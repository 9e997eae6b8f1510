import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePart, form } from '../../src/reading/form.ts';

test('decodes values as the gateway does: + is a space, %XX a byte', () => {
  expect(form.read('goods_name=a+b%26c&note=%E5%92%96%E5%95%A1&txamt=100').parameters).toEqual([
    ['goods_name', 'a b&c'],
    ['note', '咖啡'],
    ['txamt', '100'],
  ]);
});

test.each([
  ['a question mark before it', '?a=1&b=2'],
  ['a line end after it', 'a=1&b=2\r\n'],
  ['empty parts', '&a=1&&b=2&'],
])('takes %s', (_what, text) => {
  expect(form.read(text)).toMatchObject({
    parameters: [
      ['a', '1'],
      ['b', '2'],
    ],
    faults: [],
  });
});

test.each([
  ['100%', '100%'],
  ['%zz', '%zz'],
  ['%4', '%4'],
  ['%%41', '%A'],
  ['%2541', '%41'],
])('leaves a percent sign that starts no byte: %s', (text, value) => {
  expect(decodePart(text)).toBe(value);
});

test('refuses bytes that are not UTF-8, instead of signing replacement characters', () => {
  expect(form.read('a=1&goods_name=%BF%A7').faults).toEqual([
    { field: 'goods_name', rule: 'must be UTF-8 when it is percent-decoded' },
  ]);
});

test('names each part without = or without a name', () => {
  expect(form.read('a=1&b&=2').faults.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
    'parameter 2 must be name=value',
    'parameter 3 must have a name before the =',
  ]);
});

test('reads back what URLSearchParams writes', () => {
  const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, (parameters) => {
      const body = new URLSearchParams(parameters).toString();
      expect(form.read(body)).toMatchObject({ parameters, faults: [] });
    }),
  );
});
