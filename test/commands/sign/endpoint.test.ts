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
  ['customer_create', 'POST', '/customer/v1/create'],
  ['trade_bill', 'GET', '/download/v1/trade_bill'],
  ['/download/v1/trade_bill', 'GET', '/download/v1/trade_bill'],
  ['/some/v2/path', 'POST', '/some/v2/path'],
  ['GET /some/v2/path', 'GET', '/some/v2/path'],
  ['GET reversal', 'GET', '/trade/v1/reversal'],
  ['post /trade/v1/close', 'POST', '/trade/v1/close'],
  ['POST /customer/v1/create', 'POST', '/customer/v1/create'],
])('%s is %s %s', async (text, method, path) => {
  expect(await readEndpoint(text)).toEqual({ method, path, is_checkout: false });
});

test('a checkout is a page of its own, and a login in WeChat a link', async () => {
  expect(await readEndpoint('checkout')).toMatchObject({ is_checkout: true });
  expect(await readEndpoint('wechat_oauth_code')).toMatchObject({ is_link: true, method: 'GET' });
});

test.each(['pay', '', 'https://x/y', '/a b', '/a?b=c'])('%j is none', async (text) => {
  expect(await readEndpoint(text)).toMatchObject({ field: '--endpoint', value: text });
});

test('a method that no source has for a call is told, and not passed over', async () => {
  expect(await readEndpoint('GET /customer/v1/create')).toMatchObject({ rule: 'must be POST for customer_create' });
  expect(await readEndpoint('POST trade_bill')).toMatchObject({ rule: 'must be GET for trade_bill' });
});
