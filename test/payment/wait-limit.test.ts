import { expect, test } from 'vitest';
import { resolvePayType } from '../../src/payment/resolve-pay-type.ts';
import { waitLimit } from '../../src/payment/wait-limit.ts';

test.each([
  ['a QR order', 'wechat-mpm', undefined, 1800],
  ['a QR order of 5 minutes', 'wechat-mpm', '5', 300],
  ['a web order', 'payme-web', undefined, 1800],
  ["a payer's code", 'wechat-cpm', undefined, 90],
])('%s is waited for until it expires', (_what, alias, expired_time, seconds) => {
  const parameters = expired_time === undefined ? [] : [['expired_time', expired_time] as const];
  expect(waitLimit(resolvePayType(alias), parameters)).toBe(seconds * 1000);
});
