import { describe, expect, test } from 'vitest';
import { type Endpoint, endpoints } from '../../src/catalog/endpoints.ts';
import type { Http, HttpRequest, HttpResponse } from '../../src/context/network.ts';
import {
  CancelledError,
  CancelledUnsentError,
  NetworkError,
  QfpayError,
  RateLimitedError,
  TransportError,
  type TransportFault,
  UnknownOutcomeError,
} from '../../src/errors.ts';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { Limiter } from '../../src/gateway/limiter.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const settings: Settings = {
  env: 'sandbox',
  base_url: 'https://openapi-int.qfapi.com',
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  verbose: false,
  warnings: [],
};

type Step = HttpResponse | TransportError;

function answer(body: string, status = 200, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers, body: Buffer.from(body) };
}

function broken(connected: boolean, fault: TransportFault): TransportError {
  return new TransportError(`it was ${fault}`, { connected, fault });
}

const ok = answer('{"respcd": "0000", "resperr": "success"}');
const limited = answer('slow down', 429);

/** A gateway whose server takes these steps, the last for ever. */
function world(steps: readonly Step[], overrides: Partial<Settings> = {}) {
  const sent: HttpRequest[] = [];
  const http: Http = async (request) => {
    const step = steps[Math.min(sent.length, steps.length - 1)];
    sent.push(request);
    if (step instanceof TransportError || step === undefined) throw step;
    return step;
  };
  const context = testContext({ http });
  return { sent, context, gateway: createGateway({ ...settings, ...overrides }, context) };
}

const params = [
  ['txamt', '100'],
  ['out_trade_no', 'ORDER1'],
] as const;

/** What a call ends with, and how often it was sent. */
async function ending(endpoint: Endpoint, steps: readonly Step[], overrides: Partial<Settings> = {}) {
  const { gateway, sent, context } = world(steps, overrides);
  const error = await gateway.send(endpoint, params).then(
    () => expect.fail('there was an answer'),
    (error: unknown) => error,
  );
  if (!(error instanceof QfpayError)) throw error;
  return { error, times: sent.length, context };
}

const moving = [endpoints.payment, endpoints.refund, endpoints.reversal, endpoints.close];

test('sends what it prepared, with the time limit of the settings', async () => {
  const { gateway, sent } = world([ok]);
  const { method, url, headers, body } = gateway.prepare(endpoints.payment, params);
  expect(await gateway.send(endpoints.payment, params)).toMatchObject({ respcd: '0000', http_status: 200 });
  expect(sent).toEqual([{ method, url, headers, body, fresh: true, timeout_ms: 30_000 }]);
});

test.each([400, 401, 403, 404])('a %i with a respcd is an answer', async (status) => {
  const { gateway } = world([answer('{"respcd": "1108", "resperr": "sign error"}', status)]);
  expect(await gateway.send(endpoints.payment, params)).toMatchObject({ respcd: '1108', http_status: status });
});

const inDoubt: [string, Step][] = [
  ['a timeout', broken(true, 'timeout')],
  ['a reset', broken(true, 'reset')],
  ['another broken exchange', broken(true, 'other')],
  ['a 301', answer('{"respcd": "0000"}', 301, { location: 'https://other.example/x?auth_code=1' })],
  ['a 500', answer('{"respcd": "0000"}', 500)],
  ['a 503 that says when to come back', answer('', 503, { 'retry-after': '1' })],
  ['HTML', answer('<html></html>')],
  ['a 404 of HTML', answer('<html></html>', 404)],
  ['cut JSON', answer('{"respcd": "00')],
  ['JSON without respcd', answer('{}')],
  ['a 204', answer('', 204)],
];

test('a query without a connection is said not to be sent: whether it was processed concerns nobody', async () => {
  const refused = broken(false, 'refused');
  const { error } = await ending(
    endpoints.query,
    Array.from({ length: 9 }, () => refused),
  );
  expect(error.message).toBe('query was not sent: it was refused');
});

describe.each(moving)('$name moves money', (endpoint) => {
  test.each(inDoubt)('%s is in doubt, and never sent again', async (_what, step) => {
    const { error, times } = await ending(endpoint, [step, ok]);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error.exit_code).toBe(8);
    expect(times).toBe(1);
    expect(error.facts).toMatchObject({ out_trade_no: 'ORDER1', resume: 'qfpay query ORDER1 --env sandbox' });
    expect(error.facts.hint).toContain('qfpay query ORDER1');
  });

  test.each(['refused', 'dns', 'unreachable', 'tls', 'proxy', 'timeout', 'other'] as const)(
    'no connection (%s): surely not processed, and left to the caller to repeat',
    async (fault) => {
      const { error, times } = await ending(endpoint, [broken(false, fault), ok]);
      expect(error).toBeInstanceOf(NetworkError);
      expect(error.message).toBe(`${endpoint.name} was surely not processed: it was ${fault}`);
      expect(error.facts.out_trade_no).toBe('ORDER1');
      expect(times).toBe(1);
    },
  );

  test('429 was not processed: the same request goes again, byte for byte', async () => {
    const { gateway, sent, context } = world([limited, limited, ok]);
    expect(await gateway.send(endpoint, params)).toMatchObject({ respcd: '0000' });
    expect(sent).toHaveLength(3);
    expect(sent[2]).toEqual(sent[0]);
    expect(context.slept).toEqual([1_125, 2_250]);
    expect(context.written.err).toContain(`${endpoint.name}: HTTP 429, too many requests; waiting 1.1 s\n`);
  });

  test('a doubt after a 429 is a doubt', async () => {
    const { error, times } = await ending(endpoint, [limited, broken(true, 'reset'), ok]);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(times).toBe(2);
  });
});

describe('a reading call', () => {
  test.each<[string, Step, number]>([
    ['a reset', broken(true, 'reset'), 4],
    ['a 500', answer('<html>', 500), 4],
    ['a timeout', broken(true, 'timeout'), 2],
    ['HTML', answer('<html>'), 1],
    ['cut JSON', answer('{"respcd"'), 1],
    ['a 302', answer('', 302), 1],
    ['a 404 of HTML', answer('<html>', 404), 1],
    ['a refused connection', broken(false, 'refused'), 1],
  ])('that always meets %s is a network error', async (_what, step, tries) => {
    const { error, times } = await ending(endpoints.query, [step]);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.exit_code).toBe(7);
    expect(error.facts.resume).toBeUndefined();
    expect(times).toBe(tries);
  });

  test('is answered after resets and a 500', async () => {
    const { gateway, sent } = world([broken(true, 'reset'), answer('', 500), broken(true, 'reset'), ok]);
    expect(await gateway.send(endpoints.query, params)).toMatchObject({ respcd: '0000' });
    expect(sent).toHaveLength(4);
  });
});

describe('a call that changes something, and a second time does no harm', () => {
  const changing: Endpoint = { name: 'customer_delete', method: 'POST', path: '/x', moves_money: false, changes: true };
  const [reset, refused] = [broken(true, 'reset'), broken(false, 'refused')];

  test.each<[string, readonly Step[], number]>([
    ['always lost', [reset], 4],
    ['lost, and then the server is gone', [reset, refused], 2],
    ['lost, and then one of too many', [answer('', 500), limited], 7],
    ['no JSON', [answer('<html>')], 1],
  ])('is repeated, and nobody knows where its answer is %s', async (_what, steps, tries) => {
    const { error, times } = await ending(changing, steps);
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error.message).toContain('may have been processed');
    expect(error.facts.hint).toContain('run the same command');
    expect([times, error.facts.resume]).toEqual([tries, undefined]);
  });

  test('is answered after a reset, and surely not processed where no byte has left', async () => {
    const { gateway } = world([reset, ok]);
    expect(await gateway.send(changing, params)).toMatchObject({ respcd: '0000' });
    expect((await ending(changing, [refused])).error).toBeInstanceOf(NetworkError);
    expect((await ending(changing, [limited])).error).toBeInstanceOf(RateLimitedError);
  });
});

describe('429', () => {
  test.each([endpoints.query, endpoints.refund])('6 times ends $name, and names the support', async (endpoint) => {
    const { error, times, context } = await ending(endpoint, [limited]);
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error.exit_code).toBe(9);
    expect(error.facts.hint).toContain('technical.support@qfpay.com');
    expect(times).toBe(6);
    expect(context.slept).toHaveLength(5);
  });

  test.each([
    ['seconds', '7', 7_350],
    ['a date', 'Mon, 02 Mar 2026 07:04:25 GMT', 21_000],
    ['no time', '0', 0],
  ])('with Retry-After as %s waits as it says, and a little longer', async (_what, header, ms) => {
    const { gateway, context } = world([answer('', 429, { 'retry-after': header }), ok]);
    await gateway.send(endpoints.payment, params);
    expect(context.slept).toEqual([ms]);
  });

  test('with a Retry-After of hours ends at once, and says how long the server asked to wait', async () => {
    const { error, times, context } = await ending(endpoints.payment, [answer('', 429, { 'retry-after': '86400' })]);
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error.message).toBe(
      'payment was not processed: HTTP 429, too many requests; the server asks to wait 86400 s',
    );
    expect([times, context.slept]).toEqual([1, []]);
  });

  test('with a body that looks like success is no success', async () => {
    const { error } = await ending(endpoints.payment, [answer('{"respcd": "0000"}', 429)]);
    expect(error).toBeInstanceOf(RateLimitedError);
  });
});

describe('an interruption', () => {
  test('while the request is in the air comes through as it is', async () => {
    const context = testContext({ http: () => Promise.reject(new CancelledError('interrupted')) });
    await expect(createGateway(settings, context).send(endpoints.query, params)).rejects.toThrow(CancelledError);
  });

  test('ends a back-off, and a call that moves money has surely not been processed', async () => {
    const { clock } = testContext();
    const sleep = () => Promise.reject(new CancelledError('interrupted'));
    const context = testContext({ http: async () => limited, clock: { ...clock, sleep } });
    const gateway = createGateway(settings, context);
    for (const endpoint of moving)
      await expect(gateway.send(endpoint, params)).rejects.toBeInstanceOf(CancelledUnsentError);
    await expect(gateway.send(endpoints.query, params)).rejects.not.toBeInstanceOf(CancelledUnsentError);
  });

  test('ends the wait for a turn, when it has surely not left', async () => {
    const limiter: Limiter = {
      run: () => Promise.reject(new CancelledError('interrupted')),
      pause: () => {},
      timeFor: () => 0,
    };
    const gateway = createGateway(settings, testContext(), { limiter });
    await expect(gateway.send(endpoints.refund, params)).rejects.toBeInstanceOf(CancelledUnsentError);
  });

  test('leaves a call that moves money in doubt while it is in the air, also after a 429', async () => {
    let count = 0;
    const http = async () => {
      count += 1;
      if (count > 1) throw new CancelledError('interrupted');
      return limited;
    };
    const sending = createGateway(settings, testContext({ http })).send(endpoints.payment, params);
    await expect(sending).rejects.toThrow(CancelledError);
    await expect(sending).rejects.not.toBeInstanceOf(CancelledUnsentError);
  });
});

test('the 401st request in a minute waits until the first is a minute old', async () => {
  const { gateway, context } = world([ok]);
  for (let count = 0; count < 401; count += 1) await gateway.send(endpoints.query, params);
  expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_061);
});

test('a 429 holds up whatever else is sent for this merchant', async () => {
  const { context } = world([limited, ok]);
  const paused: number[] = [];
  const limiter: Limiter = { run: (work) => work(), pause: (ms) => paused.push(ms), timeFor: () => 0 };
  await createGateway(settings, context, { limiter }).send(endpoints.query, params);
  expect(paused).toEqual([1_125]);
});

test('a redirect names the other server, and nothing else of its address', async () => {
  const { error } = await ending(endpoints.payment, [answer('', 301, { location: 'https://u:p@other.example/x?a=1' })]);
  expect(error.message).toBe('payment may have been processed: HTTP 301 to other.example: redirects are not followed');
});

test.each([
  ['blank and quote', "O'R 1", {}, "qfpay query 'O'\\''R 1' --env sandbox"],
  ['a profile', 'ORDER1', { profile: 'shop hk' }, "qfpay query ORDER1 --profile 'shop hk'"],
  ['the embedded emulator', 'ORDER1', { env: 'local' }, 'qfpay query ORDER1 --env local'],
] as const)(
  'the command to go on with fits a shell, and the same merchant: %s',
  async (_what, number, overrides, resume) => {
    const { gateway } = world([answer('')], overrides);
    await expect(gateway.send(endpoints.payment, [['out_trade_no', number]])).rejects.toMatchObject({
      facts: { resume },
    });
  },
);

describe("an answer's own signature", () => {
  const wrong = answer('{"respcd": "0000"}', 200, { 'x-qf-sign': '0'.repeat(32) });

  test('that does not match is warned about once, and the outcome decides', async () => {
    const { gateway, context } = world([wrong]);
    expect(await gateway.send(endpoints.query, params)).toMatchObject({
      respcd: '0000',
      signature: { present: true, verified: false },
    });
    await gateway.send(endpoints.query, params);
    expect(context.written.err.match(/warning: .*signature does not match/g)).toHaveLength(1);
  });

  test('that is missing is nothing to speak of', async () => {
    const { gateway, context } = world([ok]);
    await gateway.send(endpoints.query, params);
    expect(context.written.err).toBe('');
  });
});
