import { describe, expect, test } from 'vitest';
import { resumeOpenCommand } from '../../src/commands/resume.ts';
import type { HttpRequest } from '../../src/context/network.ts';
import { CancelledError, ConfigError, TransportError, UsageError } from '../../src/errors.ts';
import { readHistory, recordOutcome, recordSending } from '../../src/history/history.ts';
import { attemptsOf, type RecordedSending } from '../../src/history/history-entry.ts';
import { paidRecord } from '../lookup/fake-books.ts';
import { type TestWorld, testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const sandbox: RecordedSending = {
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://openapi-int.qfapi.com',
  app_code: testAppCode,
  endpoint: 'payment',
  out_trade_no: 'ORD-1',
  pay_type: '800201',
  txamt: '1280',
  txcurrcd: 'HKD',
};
const prod: RecordedSending = {
  ...sandbox,
  env: 'prod',
  base_url: 'https://openapi-hk.qfapi.com',
  out_trade_no: 'ORD-2',
};
const credentials = {
  QFPAY_STATE_DIR: '/state',
  QFPAY_SANDBOX_APPCODE: testAppCode,
  QFPAY_SANDBOX_KEY: testKeys.sandbox,
};
const both = { ...credentials, QFPAY_PROD_APPCODE: testAppCode, QFPAY_PROD_KEY: testKeys.prod };

/** Books by number; each query gives the records of the number it names. */
function gateway(books: Readonly<Record<string, object>>) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    const number = new URLSearchParams(request.body).get('out_trade_no') ?? '';
    const record = books[number];
    const data = record ? [paidRecord({ out_trade_no: number, ...record })] : [];
    return { status: 200, headers: {}, body: Buffer.from(JSON.stringify({ respcd: '0000', data })) };
  };
  return { requests, http };
}

function shop(world: TestWorld = {}) {
  let counter = 0;
  const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => counter++), fraction: () => 0 };
  return testContext({ env: credentials, random, ...world });
}

async function resume(context: ReturnType<typeof shop>, args: string[] = [], options = {}) {
  return resumeOpenCommand.run(options, args, context);
}

test('what is open is asked about, written down once, and told', async () => {
  const { requests, http } = gateway({ 'ORD-1': {} });
  const context = shop({ http });
  await recordSending(context, sandbox);
  expect(await resume(context)).toMatchObject({
    command: 'resume',
    exit_code: 0,
    data: { entries: [{ out_trade_no: 'ORD-1', before: 'unknown', outcome: 'paid', open: false, exit: 0 }] },
  });
  expect(readHistory(context).entries[0]?.settled).toMatchObject({
    outcome: 'paid',
    respcd: '0000',
    syssn: '20260302180500020000000001',
  });
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/trade/v1/query']);
  expect(context.interruption.resume).toBeUndefined();
});

test('what is settled, or was surely not sent, is left alone, without credentials too', async () => {
  const context = shop({ env: { QFPAY_STATE_DIR: '/state' } });
  for (const outcome of ['paid', 'declined', 'not_sent', 'closed'])
    await recordOutcome(context, await recordSending(context, sandbox), { outcome });
  expect(await resume(context)).toMatchObject({ exit_code: 0, data: { entries: [] } });
});

test('what has not changed is not written down again', async () => {
  const context = shop({ http: gateway({ 'ORD-1': { respcd: '1143' } }).http });
  await recordSending(context, sandbox);
  await resume(context);
  const size = context.files.facts('/state/history.ndjson')?.size;
  expect(await resume(context)).toMatchObject({ exit_code: 5, data: { entries: [{ before: 'pending' }] } });
  expect(context.files.facts('/state/history.ndjson')?.size).toBe(size);
});

test.each(['awaiting_payer', 'pending', 'unknown'])(
  'a call that the gateway does not know is 8, though %s was written down: nobody has seen that now',
  async (outcome) => {
    const context = shop({ http: gateway({}).http });
    await recordOutcome(context, await recordSending(context, sandbox), { outcome });
    expect(await resume(context, ['ORD-1'])).toMatchObject({
      exit_code: 8,
      data: { entries: [{ before: outcome, open: true, exit: 8, message: 'the gateway does not know the number' }] },
      error: { message: expect.stringMatching(outcome === 'unknown' ? / is unknown / : / was .* when last seen /) },
    });
  },
);

test.each([
  ['awaiting_payer', 5],
  ['pending', 5],
  ['unknown', 8],
])('a call that is not asked about and was %s is never 0', async (outcome, exit) => {
  const context = shop({ http: gateway({}).http });
  await recordOutcome(context, await recordSending(context, { ...sandbox, app_code: 'OTHER' }), { outcome });
  expect(await resume(context)).toMatchObject({
    exit_code: exit,
    data: { entries: [{ needs: expect.any(String), exit }] },
  });
});

test('a call that was sent twice is one line, is asked about once, and both its sendings are settled by that', async () => {
  const { requests, http } = gateway({ 'ORD-1': { respcd: '1203' } });
  const context = shop({ http });
  await recordSending(context, sandbox);
  await recordSending(context, sandbox);
  const { data } = await resume(context);
  expect([data['entries'], requests.length]).toEqual([
    [expect.objectContaining({ out_trade_no: 'ORD-1', before: 'unknown', outcome: 'declined' })],
    1,
  ]);
  expect(readHistory(context).entries.map((entry) => attemptsOf(entry).map(({ settled }) => settled?.outcome))).toEqual(
    [['declined', 'declined']],
  );
  expect((await resume(context)).data['entries']).toEqual([]);
});

describe('calls of several environments', () => {
  async function twoCalls(world: TestWorld) {
    const context = shop(world);
    await recordSending(context, sandbox);
    await recordSending(context, prod);
    return context;
  }

  test('are each asked about in their own', async () => {
    const { requests, http } = gateway({ 'ORD-1': {}, 'ORD-2': { respcd: '1143' } });
    const report = await resume(await twoCalls({ http, env: both }));
    expect(report).toMatchObject({ exit_code: 5, data: { entries: [{ outcome: 'paid' }, { outcome: 'pending' }] } });
    expect(requests.map(({ url }) => new URL(url).host)).toEqual(['openapi-int.qfapi.com', 'openapi-hk.qfapi.com']);
  });

  test('that have no credentials here are told and not touched', async () => {
    const { requests, http } = gateway({ 'ORD-1': {} });
    const context = await twoCalls({ http });
    const report = await resume(context);
    expect(report).toMatchObject({
      exit_code: 8,
      data: { entries: [{ outcome: 'paid' }, { outcome: 'unknown', needs: expect.stringContaining('--env prod') }] },
    });
    expect(requests).toHaveLength(1);
    expect(readHistory(context).entries[1]).not.toHaveProperty('settled');
  });

  test('are left alone but for the one that is typed', async () => {
    const { requests, http } = gateway({ 'ORD-1': {}, 'ORD-2': {} });
    const report = await resume(await twoCalls({ http, env: both }), [], { env: 'sandbox' });
    expect(report.data['entries']).toMatchObject([{ outcome: 'paid' }, { needs: '--env prod' }]);
    expect(requests).toHaveLength(1);
  });

  test('of another merchant are not asked about: he would not know them', async () => {
    const { requests, http } = gateway({});
    const context = shop({ http });
    await recordSending(context, { ...sandbox, app_code: 'OTHER' });
    const report = await resume(context);
    expect(report).toMatchObject({ exit_code: 8, data: { entries: [{ needs: expect.stringContaining('OTHER') }] } });
    expect(requests).toEqual([]);
  });
});

describe('a number that is named', () => {
  test('is the only one asked about, also when it is settled', async () => {
    const { requests, http } = gateway({ 'ORD-1': {} });
    const context = shop({ http });
    await recordSending(context, { ...sandbox, out_trade_no: 'OTHER' });
    await recordOutcome(context, await recordSending(context, sandbox), { outcome: 'declined', respcd: '1201' });
    expect(await resume(context, ['ORD-1'])).toMatchObject({
      exit_code: 4,
      data: { entries: [{ out_trade_no: 'ORD-1', outcome: 'declined', open: false }] },
    });
    expect(requests).toEqual([]);
  });

  test('was surely not processed when it was not sent', async () => {
    const context = shop();
    await recordOutcome(context, await recordSending(context, sandbox), { outcome: 'not_sent' });
    expect((await resume(context, ['ORD-1'])).exit_code).toBe(7);
  });

  test('has to be in the history', async () => {
    await expect(resume(shop(), ['NEVER'])).rejects.toThrow(UsageError);
  });

  test.each([
    ['of an environment without credentials', prod, {}],
    ['of another environment than the one that is typed', prod, { env: 'sandbox' }],
    ['of another merchant', { ...sandbox, app_code: 'OTHER', out_trade_no: 'ORD-2' }, {}],
  ])('%s is a fault of the settings', async (_what, sending, options) => {
    const context = shop();
    await recordSending(context, sending);
    const error = await resume(context, ['ORD-2'], options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      facts: { out_trade_no: 'ORD-2', known: { entries: [{ needs: expect.any(String) }] } },
    });
  });
});

test('a gateway that cannot be reached is asked once, and every call stays open', async () => {
  let asked = 0;
  const http = async () => {
    asked += 1;
    throw new TransportError('connect ECONNREFUSED', { connected: false, fault: 'refused' });
  };
  const context = shop({ http });
  await recordSending(context, sandbox);
  await recordSending(context, { ...sandbox, out_trade_no: 'ORD-2' });
  const report = await resume(context);
  expect(report).toMatchObject({
    exit_code: 7,
    data: { entries: [{ problem: expect.stringContaining('ECONNREFUSED') }, { problem: expect.any(String) }] },
    error: { details: [{ value: 'ORD-1' }, { value: 'ORD-2' }] },
  });
  const first = asked;
  expect(readHistory(context).entries.every(({ settled }) => settled === undefined)).toBe(true);
  await recordSending(context, { ...sandbox, out_trade_no: 'ORD-3' });
  await resume(context);
  expect(asked).toBe(2 * first);
});

test.each<[string, object, number]>([
  ['a gateway that refuses the signature', { respcd: '1108', resperr: 'bad' }, 6],
  ['a gateway that is limited', { status: 429 }, 9],
])('%s ends the questions with %j', async (_what, answer, exit_code) => {
  const { status = 200, ...body } = answer as { status?: number };
  const http = async () => ({ status, headers: {}, body: Buffer.from(JSON.stringify(body)) });
  const context = shop({ http });
  await recordSending(context, sandbox);
  expect((await resume(context)).exit_code).toBe(exit_code);
});

test('an interruption leaves the command to go on with', async () => {
  const context = shop({
    http: async () => {
      throw new CancelledError('interrupted');
    },
  });
  await recordSending(context, sandbox);
  await expect(resume(context, ['ORD-1'], { env: 'sandbox' })).rejects.toThrow(CancelledError);
  expect(context.interruption.resume).toEqual({ out_trade_no: 'ORD-1', command: 'qfpay resume ORD-1 --env sandbox' });
});
