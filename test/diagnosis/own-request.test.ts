import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import { checkOwnRequest } from '../../src/diagnosis/own-request.ts';
import { prepareRequest } from '../../src/gateway/create-gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
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
