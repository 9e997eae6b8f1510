import { expect, test } from 'vitest';
import { readEndpoint } from '../../../src/commands/sign.ts';

test.each([
  ['payment', 'POST', '/trade/v1/payment'],
  ['query', 'POST', '/trade/v1/query'],
  ['refund', 'POST', '/trade/v1/refund'],
  ['reversal', 'POST', '/trade/v1/reversal'],
  ['close', 'GET', '/trade/v1/close'],
  ['/trade/v1/close', 'GET', '/trade/v1/close'],
  ['/customer/v1/create', 'POST', '/customer/v1/create'],
])('%s is %s %s', (text, method, path) => {
  expect(readEndpoint(text)).toEqual({ method, path, is_checkout: false });
});

test('a checkout is a page of its own', () => {
  expect(readEndpoint('checkout')).toMatchObject({ is_checkout: true });
});

test.each(['pay', '', 'https://x/y', '/a b', '/a?b=c'])('%j is none', (text) => {
  expect(readEndpoint(text)).toMatchObject({ field: '--endpoint', value: text });
});
