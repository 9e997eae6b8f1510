import { expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import { createHttp } from '../../src/host/network/http.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { canonicalText, digest, type Parameter } from '../../src/signature/sign.ts';
import { testContext } from '../support/context.ts';
import { answerJson, faultServer, type Received } from '../support/fault-server.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const client_key = new ClientKey(testKeys.sandbox);

/** Whoever answers knows no key: he has the request, and what he can do with it. */
async function forgedAnswer(
  call: { readonly endpoint: keyof typeof endpoints; readonly parameters: readonly Parameter[] },
  sign_type: Settings['sign_type'],
  forge: (request: Received) => { readonly fields: object; readonly signature: string },
) {
  const { url } = await faultServer((request, response) => {
    const { fields, signature } = forge(request);
    response.setHeader('X-QF-SIGN', signature);
    response.setHeader('X-QF-SIGNTYPE', sign_type);
    answerJson(response, fields);
  });
  const settings: Settings = {
    ...{
      env: 'prod',
      base_url: url,
      sign_type,
      timezone: 'Asia/Hong_Kong',
      timeout_ms: 5_000,
      lang: 'en',
      verbose: false,
    },
    ...{ merchant: { app_code: testAppCode, client_key }, warnings: [], sources: {} },
  };
  const context = testContext({ http: createHttp({}, new AbortController().signal) });
  const answer = await createGateway(settings, context).send(endpoints[call.endpoint], call.parameters);
  return { answer, said: context.written.err };
}

const calls = [
  { endpoint: 'query', parameters: [['out_trade_no', 'A-1']] },
  {
    endpoint: 'query',
    parameters: [
      ['out_trade_no', 'A-1'],
      ['respcd', '0000'],
    ],
  },
  {
    endpoint: 'payment',
    parameters: [
      ['out_trade_no', 'A-1'],
      ['txamt', '1280'],
    ],
  },
] as const;

const cases = calls.flatMap((call) =>
  (['SHA256', 'MD5'] as const).map((sign_type) => [`${call.endpoint} of ${call.parameters}`, sign_type, call] as const),
);

test.each(cases)(
  'the signature of a %s, %s, handed back with its fields, verifies nothing',
  async (_what, type, call) => {
    const { answer, said } = await forgedAnswer(call, type, ({ params, headers }) => ({
      fields: { ...params, respcd: '0000', data: [{ out_trade_no: 'A-1', respcd: '0000', txamt: '999999' }] },
      signature: String(headers['x-qf-sign']),
    }));
    expect(answer.signature).toEqual({ present: true, verified: false, reflected: true });
    expect(said).toContain("the answer's signature is the request's own");
  },
);

test.each(cases)('nor does one of an earlier %s, %s, that held other fields', async (_what, sign_type, call) => {
  const earlier: Parameter[] = [...call.parameters, ['page', '7']];
  const { answer, said } = await forgedAnswer(call, sign_type, () => ({
    fields: { respcd: '0000', ...Object.fromEntries(earlier), data: [] },
    signature: digest(canonicalText(earlier), client_key, sign_type),
  }));
  expect(answer.signature).toMatchObject({ present: true, verified: false, covers: 'partial' });
  expect(said).toContain('covers only a part of it');
});
