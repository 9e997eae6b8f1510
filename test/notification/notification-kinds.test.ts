import { expect, test } from 'vitest';
import { eventKey, hasAmount, notifyTypes } from '../../src/notification/notification-kinds.ts';

const whole = {
  ...{ syssn: '20261130000000000000000001', tokenid: 'tk_1', event: 'NEW' },
  ...{ subscription_id: 'sub_1', state: 'ACTIVE', sysdtm: '2026-11-30 13:00:00' },
};

test('QFPay documents six kinds', () => {
  expect(notifyTypes).toEqual([
    ...['payment', 'refund', 'unfreeze'],
    ...['payment_token', 'subscription', 'subscription_payment'],
  ]);
});

test.each([
  ['payment', ['syssn']],
  ['refund', ['syssn']],
  ['unfreeze', ['syssn']],
  ['cancel', ['syssn']],
  ['payment_token', ['tokenid', 'event']],
  ['subscription', ['subscription_id', 'state', 'sysdtm']],
  ['subscription_payment', ['syssn']],
])('a %s is told from another by %j, and by nothing else', (notify_type, identity) => {
  const key = eventKey({ notify_type, ...whole });
  for (const [field, value] of Object.entries(whole)) {
    const other = eventKey({ notify_type, ...whole, [field]: `${value}-other` });
    expect(other === key, field).toBe(!identity.includes(field));
    const without = eventKey({ notify_type, ...whole, [field]: '' });
    expect(without === undefined, field).toBe(identity.includes(field));
  }
});

test('of the same number, another kind is another event, and no kind is none', () => {
  expect(eventKey({ ...whole, notify_type: 'payment' })).not.toBe(eventKey({ ...whole, notify_type: 'refund' }));
  expect(eventKey(whole)).toBeUndefined();
});

test('a token and a state of a subscription are about no amount', () => {
  expect(notifyTypes.filter((type) => !hasAmount(type))).toEqual(['payment_token', 'subscription']);
});
