import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import { checkOwnRequest } from '../../src/diagnosis/own-request.ts';
import { prepareRequest } from '../../src/gateway/create-gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest } from '../../src/signature/sign.ts';
import { testKeys } from '../support/keys.ts';

const settings: Settings = {
  env: 'sandbox',
  base_url: 'https://openapi-int.qfapi.com',
  merchant: { app_code: 'A', client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 1,
  lang: 'en',
  verbose: false,
  warnings: [],
};
const key = settings.merchant.client_key;

test('a published signature is right', () => {
  const sent = {
    method: 'POST',
    url: 'https://x/y',
    headers: { 'X-QF-SIGN': '3CB3AA9C21D818AB4CAFAA8FA3FEACF4' },
    body: 'txcurrcd=HKD&mchid=ZaMVg12345&txamt=100',
  };
  expect(checkOwnRequest(sent, new ClientKey('abcd1234'))).toEqual({ is_right: true, sign_type: 'MD5' });
  expect(checkOwnRequest({ ...sent, body: `${sent.body}1` }, new ClientKey('abcd1234')).is_right).toBe(false);
});

test('whatever this tool sends fits its signature, by body and by query string', () => {
  const parameter = fc.tuple(fc.stringMatching(/^[A-Za-z_]{1,12}$/), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(fc.array(parameter), fc.constantFrom(endpoints.payment, endpoints.close), (parameters, endpoint) => {
      const named = parameters.filter(([name]) => !/key|secret/i.test(name));
      return checkOwnRequest(prepareRequest(settings, endpoint, named), key).is_right;
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['names in the order of their bytes', 'b=2&a=1&B=3&b_c=4&bc=5', 'B=3&a=1&b=2&b_c=4&bc=5'],
  ['a name that comes twice in its order', 'a=2&b=1&a=1', 'a=2&a=1&b=1'],
  ['what has no value left out', 'a=&b=1&c&d=0', 'b=1&d=0'],
  ['sign and sign_type left out', 'sign=AB&sign_type=MD5&a=1&signs=2', 'a=1&signs=2'],
  ['bytes decoded, in names and in values', 'a%5F=%E5%92%96+%2B%26&z=1=2', 'a_=咖 +&&z=1=2'],
])('the form is read with %s', (_what, body, text) => {
  const headers = { 'X-QF-SIGN': digest(text, key, 'SHA256'), 'X-QF-SIGNTYPE': 'SHA256' };
  const right = { is_right: true, sign_type: 'SHA256' };
  expect(checkOwnRequest({ method: 'POST', url: 'https://x/y?a=9', headers, body }, key)).toEqual(right);
  expect(checkOwnRequest({ method: 'GET', url: `https://x/y?${body}`, headers }, key)).toEqual(right);
});

test('a request without a signature, or that is signed with another hash than it names, is not right', () => {
  const sent = { method: 'POST', url: 'https://x/y', body: 'a=1' };
  expect(checkOwnRequest({ ...sent, headers: {} }, key)).toEqual({ is_right: false, sign_type: 'MD5' });
  const headers = { 'X-QF-SIGN': digest('a=1', key, 'SHA256'), 'X-QF-SIGNTYPE': 'MD5' };
  expect(checkOwnRequest({ ...sent, headers }, key)).toEqual({ is_right: false, sign_type: 'MD5' });
});
