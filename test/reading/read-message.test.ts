import { expect, test } from 'vitest';
import { queryOf, readMessage } from '../../src/reading/read-message.ts';

test.each([
  ['https://x/y?a=1&b=2', 'a=1&b=2'],
  ['/y?a=1?b', 'a=1?b'],
  ['https://x/y?a=1#z?b=2', 'a=1'],
  ['https://x/checkstand/#/?a=1&b=2', 'a=1&b=2'],
  ['https://x/checkstand/#?a=1', 'a=1'],
  ['https://x/y#z', ''],
  ['', ''],
])('the query of %s is %j', (target, query) => {
  expect(queryOf(target)).toBe(query);
});

test('says when parameters come from two places', () => {
  const message = { direction: 'request', target: '/x?a=1', body: Buffer.from('b=2&c=3') } as const;
  expect(readMessage(message).notes).toEqual(['parameters come from the query string (1) and from the body (2)']);
  expect(readMessage({ ...message, body: Buffer.alloc(0) }).notes).toEqual([]);
});

test('decodes a body as a server does, even one that could be a line', () => {
  const body = Buffer.from('goods_name=a+b');
  expect(readMessage({ direction: 'request', body }).parameters).toEqual([['goods_name', 'a b']]);
});

test('takes lines in a body for what they are', () => {
  const body = Buffer.from('a=1\nb=x y\n');
  expect(readMessage({ direction: 'request', body }).parameters).toEqual([
    ['a', '1'],
    ['b', 'x y'],
  ]);
});

test('keeps the bytes of a body that is not UTF-8', () => {
  const body = Buffer.from([0x61, 0x3d, 0xd6, 0xd0]);
  expect(readMessage({ direction: 'request', body })).toMatchObject({
    body,
    faults: [],
    value_bytes: [['a', body.subarray(2)]],
  });
});

test.each([
  ['multipart/form-data; boundary=x', 'must be multipart with its boundaries'],
  ['application/json', undefined],
])('a body of type %s: %s', (type, rule) => {
  const body = Buffer.from('--x\r\n');
  const { faults } = readMessage({ direction: 'request', headers: { 'content-type': type }, body });
  expect(faults.some((fault) => fault.rule.startsWith('must be multipart'))).toBe(rule !== undefined);
});
