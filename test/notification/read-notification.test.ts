import { describe, expect, test } from 'vitest';
import { readNotification } from '../../src/notification/read-notification.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest } from '../../src/signature/sign.ts';
import { recordedBody, recordedSignature } from '../fixtures/bodies.ts';

const key = new ClientKey('KEY1abcdef');
const body = recordedBody('51-notify-payment-2020');
const signature = recordedSignature('51-notify-payment-2020');

function read(text: string | Uint8Array, headers: Record<string, string> = { 'x-qf-sign': signature }) {
  return readNotification({ body: Buffer.from(text), headers }, key);
}

test('takes the recorded bytes with the recorded signature, and knows the event by type and syssn', () => {
  expect(read(body)).toMatchObject({
    is_valid: true,
    announced: 'none',
    fields: { txamt: '1280', notify_type: 'payment', goods_name: '' },
    event_key: 'payment 20260302180500020000000001',
  });
});

describe('a signature is right', () => {
  test.each([
    ['in lower case', { 'x-qf-sign': signature.toLowerCase() }],
    ['with spaces about it', { 'x-qf-sign': ` ${signature} ` }],
    ['announced as MD5', { 'x-qf-sign': signature, 'x-qf-signtype': 'md5' }],
    ['announced as something that nobody knows', { 'x-qf-sign': signature, 'x-qf-signtype': 'CRC32' }],
    ['SHA256, announced', { 'x-qf-sign': digest(body, key, 'SHA256'), 'x-qf-signtype': 'SHA256' }],
  ])('%s', (_how, headers) => {
    expect(read(body, headers).is_valid).toBe(true);
  });
});

describe('is not valid', () => {
  test.each<[string, string | Uint8Array, Record<string, string>]>([
    ['with another amount', body.replace('1280', '1281'), { 'x-qf-sign': signature }],
    ['parsed and printed again', JSON.stringify(JSON.parse(body)), { 'x-qf-sign': signature }],
    ['with a line end added', `${body}\n`, { 'x-qf-sign': signature }],
    ['without a signature', body, {}],
    ['with an empty one', body, { 'x-qf-sign': '' }],
    ['with a part of it', body, { 'x-qf-sign': signature.slice(0, 16) }],
    ['by SHA256 that was not announced', body, { 'x-qf-sign': digest(body, key, 'SHA256') }],
    ['by MD5 where SHA256 was announced', body, { 'x-qf-sign': signature, 'x-qf-signtype': 'SHA256' }],
    ['by another key', body, { 'x-qf-sign': digest(body, new ClientKey('another'), 'MD5') }],
  ])('%s', (_what, text, headers) => {
    expect(read(text, headers).is_valid).toBe(false);
  });
});

test('keeps every digit of a number without quotes', () => {
  const { fields } = read('{"notify_type": "refund", "syssn": 20260302180500020000000002, "txamt": 10}');
  expect(fields).toMatchObject({ syssn: '20260302180500020000000002', txamt: '10' });
});

test.each([
  ['no JSON', 'not json'],
  ['a list', '[1]'],
  ['bytes that are no text', Uint8Array.of(0x7b, 0xff, 0x7d)],
])('has no fields and no event in %s, signed or not', (_what, text) => {
  const headers = { 'x-qf-sign': digest(Buffer.from(text), key, 'MD5') };
  expect(read(text, headers)).toMatchObject({ is_valid: true, fields: undefined, event_key: undefined });
});

test.each(['{"notify_type": "payment_token", "tokenid": "T"}', '{"syssn": "1"}', '{"notify_type": "", "syssn": "1"}'])(
  'tells no event by half of its name: %s',
  (text) => {
    expect(read(text).event_key).toBeUndefined();
  },
);

test('a member named like a part of every object is a field as any other', () => {
  const { fields } = read('{"__proto__": "x", "syssn": "1", "notify_type": "payment"}');
  expect(Object.keys(fields ?? {})).toContain('__proto__');
});
