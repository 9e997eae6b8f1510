import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/catalog/endpoints.ts';
import type { Http } from '../../src/context/network.ts';
import { CancelledError, TransportError } from '../../src/errors.ts';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const settings: Settings = {
  env: 'sandbox',
  base_url: 'https://openapi-int.qfapi.com',
  merchant: { app_code: testAppCode, client_key: new ClientKey(testKeys.sandbox) },
  sign_type: 'SHA256',
  timezone: 'Asia/Hong_Kong',
  timeout_ms: 30_000,
  lang: 'en',
  log: '/log/qfpay.ndjson',
  verbose: false,
  warnings: [],
};

const personal = {
  auth_code: '280000000000000001',
  sub_openid: 'oPayer00000001',
  openid: '2088000000000001',
  goods_name: 'a very private thing',
  extend_info: '{"user_truename":"Wang"}',
};
const params = Object.entries({ out_trade_no: 'ORDER1', txamt: '100', ...personal });

function logged(context: ReturnType<typeof testContext>): string {
  return Buffer.from(context.files.read('/log/qfpay.ndjson') ?? []).toString();
}

/** All that was written but for the limiter's own file. */
function filesOf(context: ReturnType<typeof testContext>): string[] {
  return [...context.files.entries.keys()].filter((path) => !path.includes('/traffic/'));
}

test('has one line for each exchange, repeated ones too', async () => {
  let count = 0;
  const { clock } = testContext();
  const http: Http = async () => {
    await clock.sleep(25);
    count += 1;
    if (count === 1) return { status: 429, headers: {}, body: Buffer.from('') };
    return { status: 200, headers: {}, body: Buffer.from('{"respcd": "0000", "syssn": "2026", "resperr": "好"}') };
  };
  const context = testContext({ http, clock });
  await createGateway(settings, context).send(endpoints.payment, params);
  const same = { env: 'sandbox', endpoint: 'payment', out_trade_no: 'ORDER1' };
  const lines = logged(context).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: '2026-03-02T07:04:05.000Z', ...same, http_status: 429, duration_ms: 25, attempt: 1, error: 'rate-limited' },
    {
      time: '2026-03-02T07:04:06.150Z',
      ...same,
      syssn: '2026',
      http_status: 200,
      respcd: '0000',
      duration_ms: 25,
      attempt: 2,
    },
  ]);
});

test('has a line for an exchange that broke, without a status', async () => {
  const error = new TransportError('cut', { connected: true, fault: 'reset' });
  const context = testContext({ http: () => Promise.reject(error) });
  await createGateway(settings, context)
    .send(endpoints.refund, [['syssn', '2026']])
    .catch(() => {});
  const entry: unknown = JSON.parse(logged(context));
  expect(entry).toMatchObject({ endpoint: 'refund', syssn: '2026', error: 'reset', attempt: 1 });
  expect(entry).not.toHaveProperty('http_status');
});

test('has a line for an exchange that was interrupted', async () => {
  const context = testContext({ http: () => Promise.reject(new CancelledError('interrupted')) });
  await expect(createGateway(settings, context).send(endpoints.payment, params)).rejects.toThrow(CancelledError);
  const entry: unknown = JSON.parse(logged(context));
  expect(entry).toMatchObject({ endpoint: 'payment', out_trade_no: 'ORDER1', attempt: 1, error: 'interrupted' });
  expect(entry).not.toHaveProperty('respcd');
});

test('holds nothing of the payer and no key', async () => {
  const echoed = { openid: 'oEcho', cardcd: '5200000000001096', resperr: 'Mr Wang', syssn: `oops ${testKeys.sandbox}` };
  const body = JSON.stringify({ respcd: '0000', ...echoed });
  const context = testContext({ http: async () => ({ status: 200, headers: {}, body: Buffer.from(body) }) });
  const gateway = createGateway(settings, context);
  await gateway.send(endpoints.payment, params);
  const text = logged(context);
  for (const value of [...Object.values(personal), 'oEcho', '5200000000001096', 'Wang'])
    expect(text).not.toContain(value);
  expect(leakedKeys(text)).toEqual([]);
});

test('that cannot be written is a warning, once, and the payment goes on', async () => {
  const base = testContext();
  const files = {
    ...base.files,
    append: () => {
      throw new Error('EROFS: read-only file system');
    },
  };
  const http: Http = async () => ({ status: 200, headers: {}, body: Buffer.from('{"respcd": "0000"}') });
  const context = testContext({ http, files });
  const gateway = createGateway(settings, context);
  expect(await gateway.send(endpoints.payment, params)).toMatchObject({ respcd: '0000' });
  await gateway.send(endpoints.payment, params);
  expect(context.written.err).toBe('warning: QFPAY_LOG cannot be written: EROFS: read-only file system\n');
});

test('makes no folder: a missing one is a warning, once', async () => {
  const http: Http = async () => ({ status: 200, headers: {}, body: Buffer.from('{"respcd": "0000"}') });
  const context = testContext({ http });
  const gateway = createGateway({ ...settings, log: '/missing/x.log' }, context);
  await gateway.send(endpoints.payment, params);
  await gateway.send(endpoints.payment, params);
  expect(context.written.err).toBe('warning: QFPAY_LOG cannot be written: its folder is not there\n');
  expect(filesOf(context)).toEqual([]);
});

const paid: Http = async () => ({ status: 200, headers: {}, body: Buffer.from('{"respcd": "0000"}') });

test('is there before the request leaves', async () => {
  const files = memoryFiles();
  let was_there = false;
  const http: Http = async (request) => {
    was_there = files.entries.has('/log/qfpay.ndjson');
    return paid(request);
  };
  await createGateway(settings, testContext({ http, files })).send(endpoints.payment, params);
  expect(was_there).toBe(true);
});

test('that is a pipe is told of before the request leaves, and the payment goes on without it', async () => {
  const files = memoryFiles();
  files.entries.set('/log/qfpay.ndjson', { bytes: Buffer.from(''), mode: 0o600, is_regular: false });
  const told: string[] = [];
  const http: Http = (request) => {
    told.push(context.written.err);
    return paid(request);
  };
  const context = testContext({ files, http });
  await createGateway(settings, context).send(endpoints.payment, params);
  expect(told).toEqual(['warning: QFPAY_LOG cannot be written: it is no regular file\n']);
  expect(context.written.err).toBe(told[0]);
});

describe('a file that is no log is left as it is', () => {
  const history = '{"kind":"sending","time":"2026-03-02T07:00:00Z","id":"1","endpoint":"payment"}\n';
  test.each([
    [
      'the profiles',
      '/home/tester/.config/qfpay/profiles.json',
      '{"schema_version":1,"profiles":{}}',
      'keeps for itself',
    ],
    ['profiles that are yet to be saved', '/home/tester/.config/qfpay/profiles.json', undefined, 'keeps for itself'],
    ['the history', '/home/tester/.local/state/qfpay/history.ndjson', history, 'keeps for itself'],
    ['the .env of the folder', '/shop/.env', 'QFPAY_ENV=test', 'keeps for itself'],
    ["a lock's file", '/shop/a.journal.ndjson.lock', undefined, 'keeps for itself'],
    ['a journal', '/shop/a.journal.ndjson', '{"kind":"journal","version":1}\n', 'holds something else'],
    ['a history by another name', '/shop/other.ndjson', history, 'holds something else'],
    ["a shell's settings", '/home/tester/.bashrc', 'export PATH\n', 'holds something else'],
  ])('%s', async (_what, log, text, reason) => {
    const files = memoryFiles(text === undefined ? {} : { [log]: text });
    const context = testContext({ http: paid, files });
    const gateway = createGateway({ ...settings, log }, context);
    expect(await gateway.send(endpoints.payment, params)).toMatchObject({ respcd: '0000' });
    await gateway.send(endpoints.payment, params);
    expect(files.entries.get(log)?.bytes.toString()).toBe(text);
    expect(context.written.err.split('\n')).toEqual([expect.stringContaining(reason), '']);
  });
});

test('that an earlier command has begun is gone on with', async () => {
  const files = memoryFiles();
  await createGateway(settings, testContext({ http: paid, files })).send(endpoints.payment, params);
  const context = testContext({ http: paid, files });
  await createGateway(settings, context).send(endpoints.payment, params);
  expect(context.written.err).toBe('');
  expect(logged(context).split('\n')).toHaveLength(3);
});

test('is not written when nobody asked for it', async () => {
  const http: Http = async () => ({ status: 200, headers: {}, body: Buffer.from('{"respcd": "0000"}') });
  const context = testContext({ http });
  const { log: _log, ...unlogged } = settings;
  await createGateway(unlogged, context).send(endpoints.payment, params);
  expect(filesOf(context)).toEqual([]);
});
