import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePart, form, readForm } from '../../src/reading/form.ts';

test('decodes values as the gateway does: + is a space, %XX a byte', () => {
  expect(form().read('goods_name=a+b%26c&note=%E5%92%96%E5%95%A1&txamt=100').parameters).toEqual([
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
  expect(form().read(text)).toMatchObject({
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

test('keeps the bytes of a value that is not UTF-8, and says so', () => {
  const read = form().read('a=1&goods_name=%D6%D0+x');
  expect(read).toMatchObject({ faults: [], value_bytes: [['goods_name', Buffer.from([0xd6, 0xd0, 0x20, 0x78])]] });
  expect(read.notes).toContain('goods_name is not UTF-8 when it is percent-decoded: QFPay takes UTF-8 only');
});

test('keeps each value as it stood on the wire, beside its decoded name', () => {
  expect(form().read('%61=%2B+1&b=2').wire).toEqual([
    ['a', '%2B+1'],
    ['b', '2'],
  ]);
});

test.each([
  ['a plus sign', 'a=1&b=x+y', 'each + in b is read as a space: a plus sign is written %2B in a form'],
  ['what is encoded twice', 'a=1&b=%2541', 'b is percent-encoded twice: it was decoded once, as a server does'],
  ['line ends between its parts', 'a=1\n&b=2', 'line ends beside an & are no part of the form, and were dropped'],
])('says what it did with %s', (_what, text, note) => {
  expect(form().read(text).notes).toEqual([note]);
});

test.each(['a=1&b=100%25', 'a=1&b=%2B', 'a=1&b=x%20y'])('has nothing to say about %s', (text) => {
  expect(form().read(text).notes).toEqual([]);
});

test('a form of bytes that are not UTF-8 keeps them, on the wire as escapes', () => {
  expect(readForm('a=\xd6\xd0&b=1', 'latin1')).toMatchObject({
    value_bytes: [['a', Buffer.from([0xd6, 0xd0])]],
    wire: [
      ['a', '%D6%D0'],
      ['b', '1'],
    ],
  });
});

test('names each part without = or without a name', () => {
  expect(
    form()
      .read('a=1&b&=2')
      .faults.map(({ field, rule }) => `${field} ${rule}`),
  ).toEqual(['parameter 2 must be name=value', 'parameter 3 must have a name before the =']);
});

test('reads back what URLSearchParams writes', () => {
  const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, (parameters) => {
      const body = new URLSearchParams(parameters).toString();
      expect(form().read(body)).toMatchObject({ parameters, faults: [] });
    }),
  );
});
