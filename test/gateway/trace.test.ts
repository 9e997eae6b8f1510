import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import type { Http } from '../../src/context/network.ts';
import { TransportError } from '../../src/errors.ts';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { Parameter } from '../../src/signature/sign.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';

const settings: Settings = {
  env: 'sandbox',
  base_url: 'https://openapi-int.qfapi.com',
  merchant: { app_code: 'APPCODE', client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'MD5',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  verbose: true,
  warnings: [],
};

/** What stands on stderr after one call. */
async function traceOf(
  parameters: readonly Parameter[],
  body: string,
  {
    endpoint = endpoints.payment,
    headers = {},
    ...overrides
  }: { endpoint?: typeof endpoints.close; headers?: Record<string, string> } & Partial<Settings> = {},
): Promise<string> {
  const http: Http = async () => ({ status: 200, headers, body: Buffer.from(body) });
  const context = testContext({ http });
  await createGateway({ ...settings, ...overrides }, context)
    .send(endpoint, parameters)
    .catch(() => {});
  return context.written.err;
}

test('shows the request with its parameters decoded, then the answer', async () => {
  const text = await traceOf(
    [
      ['goods_name', 'a cup of 茶 & more'],
      ['txamt', '100'],
    ],
    '{"respcd": "0000"}',
    { headers: { 'content-type': 'application/json' } },
  );
  expect(text).toMatchInlineSnapshot(`
    "> POST https://openapi-int.qfapi.com/trade/v1/payment
    > X-QF-APPCODE: APPCODE
    > X-QF-SIGN: 2CD9FD471C2FB485E2FCB38259EBA359
    > X-QF-SIGNTYPE: MD5
    > Content-Type: application/x-www-form-urlencoded
    >   goods_name = a cup of 茶 & more
    >   txamt = 100
    < HTTP 200
    < content-type: application/json
    <   {"respcd": "0000"}
    "
  `);
});

test('shows a GET without its query string, for the parameters stand below', async () => {
  const text = await traceOf([['auth_code', '280000000000000001']], '{"respcd": "0000"}', {
    endpoint: endpoints.close,
  });
  expect(text).toContain('> GET https://openapi-int.qfapi.com/trade/v1/close\n');
  expect(text).not.toContain('280000000000000001');
});

test('shows why there is no answer', async () => {
  const error = new TransportError('connection refused by 127.0.0.1:1', { connected: false, fault: 'refused' });
  const context = testContext({ http: () => Promise.reject(error) });
  await expect(createGateway(settings, context).send(endpoints.query, [])).rejects.toThrow();
  expect(context.written.err).toContain('! connection refused by 127.0.0.1:1\n');
});

test('is silent unless it was asked for', async () => {
  expect(await traceOf([['txamt', '1']], '{"respcd": "0000"}', { verbose: false })).toBe('');
});

describe('masks', () => {
  test.each(['auth_code', 'sub_openid', 'openid', 'extend_info', 'user_creid', 'user_truename', 'userid', 'cardcd'])(
    '%s that is sent, also where it is echoed',
    async (name) => {
      const text = await traceOf([[name, 'pers0nal value']], '<html>you sent pers0nal value</html>');
      expect(text).toContain(`>   ${name} = ***`);
      expect(text).not.toContain('pers0nal');
    },
  );

  test.each([
    ['text', '{"respcd":"0000","cardcd":"5200\\"0096","userid": "pers0nal"}'],
    ['numbers', '{"respcd":"0000","cardcd":5200990096,"userid":2500990096}'],
    ['JSON within text', '{"respcd":"0000","attach":"{\\"openid\\": \\"pers0nal\\", \\"a\\": 1}"}'],
    ['records', '{"respcd":"0000","data":[{"userid":"pers0nal","txamt":"100"}]}'],
  ])('personal members of the answer: %s', async (_what, body) => {
    const text = await traceOf([['txamt', '100']], body);
    expect(text).toContain('***');
    expect(text).not.toMatch(/pers0nal|0096/);
    expect(text).toContain('"respcd":"0000"');
  });

  test('keeps the rest of the answer as it came', async () => {
    const text = await traceOf([], '{"respcd": "0000", "cardcd": "1", "syssn": 20260302180500020000000001}');
    expect(text).toContain('<   {"respcd": "0000", "cardcd": "***", "syssn": 20260302180500020000000001}\n');
  });

  test('a session cookie', async () => {
    expect(await traceOf([], '{}', { headers: { 'set-cookie': 'sid=secret' } })).toContain('< set-cookie: ***');
  });

  test('the key, should somebody have put it where it does not belong', async () => {
    const key = testKeys.sandbox;
    const merchant = { ...settings.merchant, app_code: key };
    const text = await traceOf([], `{"echo": "${key}"}`, { merchant });
    expect(text).toContain('> X-QF-APPCODE: <key ');
    expect(leakedKeys(text)).toEqual([]);
  });
});

test('what the other side sends cannot steer the terminal', async () => {
  const text = await traceOf([], '{"resperr": "\u001b[2J\u009b31m\u202e"}\r\n', {
    headers: { server: 'x\u001b]0;t\u0007' },
  });
  expect(text).toContain('\\u001b[2J\\u009b31m\\u202e');
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('a very long body is cut, and its length told', async () => {
  const text = await traceOf([], 'x'.repeat(5_000_000));
  expect(text.length).toBeLessThan(21_000);
  expect(text).toContain('(5000000 bytes)');
});
