import { expect, test } from 'vitest';
import { signNotification, tamper, tamperings } from '../../src/notification/notification.ts';
import { readNotification } from '../../src/notification/read-notification.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { recordedBody } from '../fixtures/bodies.ts';

const key = new ClientKey('KEY1abcdef');
const body = Buffer.from(recordedBody('51-notify-payment-2020'));
const signed = { body, signature: signNotification(body, key) };

test.each(tamperings)('a changed %s is no longer valid, and still reads as a notification', (what) => {
  const changed = tamper(signed, what);
  if (!changed) throw new Error('it was expected to change something');
  const read = readNotification({ body: changed.body, headers: { 'x-qf-sign': changed.signature } }, key);
  expect(read.is_valid).toBe(false);
  expect(read.fields).toMatchObject({ notify_type: 'payment', txamt: what === 'amount' ? '12800' : '1280' });
  expect(changed.signature.length).toBe(32);
});

test('changes one thing only', () => {
  expect(tamper(signed, 'signature')?.body).toBe(body);
  expect(tamper(signed, 'amount')?.signature).toBe(signed.signature);
  expect(Buffer.from(tamper(signed, 'body')?.body ?? []).toString()).toBe(
    body.toString().replace(/\}$/, ', "tampered": "yes"}'),
  );
});

test('leaves bytes that are no UTF-8 as they are', () => {
  const odd = Buffer.from([0x7b, 0xff, 0x22, 0x74, 0x78, 0x61, 0x6d, 0x74, 0x22, 0x3a, 0x31, 0x7d]);
  expect([...(tamper({ body: odd, signature: 'A' }, 'amount')?.body ?? [])]).toEqual([
    ...odd.subarray(0, -1),
    0x30,
    0x7d,
  ]);
});

test.each([
  ['amount', '{"a": 1}', 'A'],
  ['body', 'no object', 'A'],
  ['signature', '{}', ''],
] as const)('has nothing to change where there is no %s', (what, text, signature) => {
  expect(tamper({ body: Buffer.from(text), signature }, what)).toBeUndefined();
});
