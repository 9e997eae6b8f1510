import { describe, expect, test } from 'vitest';
import { notifyCommand } from '../../src/commands/notify.ts';
import type { HttpRequest, HttpResponse } from '../../src/context/network.ts';
import { TransportError } from '../../src/errors.ts';
import { signNotification } from '../../src/notification/notification.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { failureOf } from '../merchant/world.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

type Options = Parameters<typeof notifyCommand.run>[0];

const key = new ClientKey(testKeys.sandbox);
const url = 'http://localhost:3000/notify';
const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_APPCODE: testAppCode, QFPAY_BASE_URL: 'https://gateway.example' };

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly answer?: (request: HttpRequest, count: number) => Partial<Omit<HttpResponse, 'body'>> & { body?: string };
  readonly env?: Readonly<Record<string, string>>;
}

async function run(words: readonly string[], options: Options = {}, world: World = {}) {
  const requests: HttpRequest[] = [];
  const context = testContext({
    env: world.env ?? env,
    files: memoryFiles(world.files ?? {}),
    http: async (request) => {
      requests.push(request);
      const { status = 200, headers = {}, body = 'SUCCESS' } = world.answer?.(request, requests.length) ?? {};
      return { status, headers, body: Buffer.from(body) };
    },
  });
  const report = await notifyCommand.run({ url, ...options }, words, context);
  expect(leakedKeys(JSON.stringify([report, requests]))).toEqual([]);
  const sent = requests.map(({ bytes = [], headers }) => ({
    body: Buffer.from(bytes).toString(),
    headers: small(headers),
  }));
  return { ...report, requests, sent, fields: JSON.parse(sent.at(-1)?.body || '{}') };
}

/** Names in small letters, as a server sees them. */
function small(headers: HttpRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

describe('send', () => {
  test('spells its headers as QFPay does', async () => {
    const { requests } = await run(['send', 'txamt=1280']);
    expect(Object.keys(requests[0]?.headers ?? {})).toEqual(['Content-Type', 'X-QF-SIGN']);
  });

  test('signs the very bytes that it sends, as JSON, past any proxy of this machine', async () => {
    const { sent, requests, exit_code } = await run(['send', 'txamt=1280', 'goods_name=奶茶']);
    const [message] = sent;
    expect(message?.body).toContain('"goods_name": "\\u5976\\u8336"');
    expect(message?.headers).toEqual({
      'content-type': 'application/json',
      'x-qf-sign': signNotification(message?.body ?? '', key),
    });
    expect(requests[0]).toMatchObject({ method: 'POST', url });
    expect(exit_code).toBe(0);
  });

  test('makes up what is not given, so that it looks like QFPay’s', async () => {
    const { fields } = await run(['send', 'txamt=1280']);
    expect(fields).toMatchObject({
      ...{ status: '1', notify_type: 'payment', respcd: '0000', cancel: '0', txcurrcd: 'HKD', pay_type: '800201' },
      ...{ txdtm: '2026-03-02 15:04:05', sysdtm: '2026-03-02 15:04:05', paydtm: '2026-03-02 15:04:05' },
    });
    expect(fields.syssn).toMatch(/^20260302\d{18}$/);
    expect(fields.out_trade_no).toMatch(/^QF20260302150405/);
    expect(fields).not.toHaveProperty('mchid');
  });

  test.each<[string, Options, string | undefined]>([
    ['of the configuration', {}, 'ZaMVg12345'],
    ['of the flag before it', { mchid: 'M1' }, 'M1'],
    ['of nobody where the flag is empty', { mchid: '' }, undefined],
  ])('names the store %s', async (_what, options, mchid) => {
    const { fields } = await run(['send', 'txamt=1280'], options, { env: { ...env, QFPAY_MCHID: 'ZaMVg12345' } });
    expect(fields.mchid).toBe(mchid);
  });

  test('a refund names its payment and has no status', async () => {
    const { fields } = await run(['send', 'txamt=100', 'orig_syssn=1'], { kind: 'refund', mchid: 'M1' });
    expect(fields).toMatchObject({ notify_type: 'refund', orig_syssn: '1', txamt: '100', mchid: 'M1' });
    expect(fields).not.toHaveProperty('status');
    expect(fields.orig_out_trade_no).toMatch(/^QF20260302150405/);
    expect(fields.orig_out_trade_no).not.toBe(fields.out_trade_no);
  });

  test('takes fields of a file, and words beside it', async () => {
    const files = { 'fields.json': '{"txamt": 1280, "syssn": 20260302180500020000000002}' };
    const { fields } = await run(['send', 'new_field=x'], { input_file: 'fields.json' }, { files });
    expect(fields).toMatchObject({ txamt: '1280', syssn: '20260302180500020000000002', new_field: 'x' });
  });

  test('--repeat hands the same bytes over again', async () => {
    const { sent, data } = await run(['send', 'txamt=1280'], { repeat: '3' });
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(sent).toHaveLength(3);
    expect(data['deliveries']).toHaveLength(3);
  });

  test('--dry-run shows the body and the headers, and sends nothing', async () => {
    const { requests, data } = await run(['send', 'txamt=1280'], { dry_run: true });
    expect(requests).toEqual([]);
    const { body, headers } = data['request'] as { body: string; headers: Record<string, string> };
    expect(headers['x-qf-sign']).toBe(signNotification(body, key));
  });
});

describe('--of', () => {
  const record = {
    ...{ syssn: '20260302180500020000000001', out_trade_no: 'A-1001', txamt: '1280', txcurrcd: 'HKD' },
    ...{ pay_type: '800101', respcd: '0000', cancel: '0', order_type: 'payment', goods_name: '茶', origssn: null },
    ...{ txdtm: '2026-03-02 15:04:05', sysdtm: '2026-03-02 15:04:06', paydtm: '2026-03-02 15:04:30' },
  };
  const books = (...records: object[]): World => ({
    answer: ({ url: asked }) =>
      asked.endsWith('/query') ? { body: JSON.stringify({ respcd: '0000', resperr: '', data: records }) } : {},
  });

  test.each(['A-1001', '20260302180500020000000001'])('sends the fields of the transaction %s', async (of) => {
    const { fields, data, exit_code } = await run(['send'], { of, mchid: 'M1' }, books(record));
    const { origssn: _none, order_type: _kind, ...same } = record;
    expect(fields).toMatchObject({ ...same, notify_type: 'payment', mchid: 'M1' });
    expect(data['acknowledged']).toBe(true);
    expect(exit_code).toBe(0);
  });

  test('of a refund is a refund’s, and a word goes before the books', async () => {
    const refund = { ...record, order_type: 'refund', origssn: '20260302180500020000000009' };
    const { fields } = await run(['send', 'txamt=1'], { of: 'A-1001' }, books(refund));
    expect(fields).toMatchObject({
      notify_type: 'refund',
      orig_syssn: '20260302180500020000000009',
      txamt: '1',
    });
  });

  test('of a capture is a payment’s, which names its hold', async () => {
    const capture = { ...record, pay_type: '801801', origssn: '20260302180500020000000009' };
    const { fields } = await run(['send'], { of: 'A-1001' }, books(capture));
    expect(fields).toMatchObject({ notify_type: 'payment', orig_syssn: '20260302180500020000000009' });
  });

  test.each<[string, object[], string, number]>([
    ['that there is not', [], 'A-1001', 4],
    ['that is not paid', [{ ...record, respcd: '1143' }], '1143', 2],
    ['that is a hold', [{ ...record, pay_type: '801801' }], 'A-1001 is a hold', 2],
    ['that ended an order', [{ ...record, order_type: 'close' }], 'ends an order', 2],
  ])('a transaction %s is not sent', async (_what, records, told, exit) => {
    const error = await failureOf(run(['send'], { of: 'A-1001' }, books(...records)));
    expect(error.exit_code).toBe(exit);
    expect(error.told).toContain(told);
  });
});

describe('the exit status', () => {
  test.each<[string, { status?: number; body?: string }, number]>([
    ['200 with SUCCESS', {}, 0],
    ['200 with a page', { body: '<html>' }, 4],
    ['another status', { status: 201 }, 4],
    ['a redirect', { status: 302, body: 'SUCCESS' }, 4],
    ['an error', { status: 500, body: 'boom' }, 4],
  ])('of %s', async (_what, answer, exit) => {
    const { exit_code, data } = await run(['send', 'txamt=1'], {}, { answer: () => answer });
    expect(exit_code).toBe(exit);
    expect(data['acknowledged']).toBe(exit === 0);
  });

  test('of one failure among several is not 0', async () => {
    const answer = (_request: HttpRequest, count: number) => (count === 2 ? { status: 500 } : {});
    expect((await run(['send', 'txamt=1'], { repeat: '3' }, { answer })).exit_code).toBe(4);
  });

  test('of no answer is 7, before every other', async () => {
    const answer = (_request: HttpRequest, count: number) => {
      if (count === 1) throw new TransportError('no answer within 30 s', { connected: true, fault: 'timeout' });
      return { status: 500 };
    };
    const { exit_code, data, error } = await run(['send', 'txamt=1'], { repeat: '2' }, { answer });
    expect(exit_code).toBe(7);
    expect(data['deliveries']).toMatchObject([{ problem: 'no answer within 30 s' }, { status: 500 }]);
    expect(error?.message).toBe('no answer within 30 s');
  });
});

describe('--tamper', () => {
  test.each(['signature', 'amount', 'body'])('%s is warned about when the endpoint takes it', async (tamper) => {
    const { exit_code, warnings, error, sent, data } = await run(['send', 'txamt=1280'], { tamper });
    expect(exit_code).toBe(4);
    expect(data).toMatchObject({ tampered: tamper, acknowledged: true, refused: false });
    expect(error?.message).toContain('took the forgery');
    expect(warnings?.[0]).toContain(`ACCEPTED a notification whose ${tamper} was tampered with`);
    const [message] = sent;
    expect(message?.headers['x-qf-sign']).not.toBe(signNotification(message?.body ?? '', key));
  });

  test('is as it should be when the endpoint refuses it: exit 0', async () => {
    const answer = () => ({ status: 401, body: 'bad signature' });
    const { exit_code, warnings, error, data } = await run(['send', 'txamt=1280'], { tamper: 'amount' }, { answer });
    expect(exit_code).toBe(0);
    expect(warnings).toEqual([]);
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ tampered: 'amount', acknowledged: false, refused: true });
  });

  test.each([
    ['after a byte order mark', 200, '\ufeffSUCCESS'],
    ['in quotes', 200, '"SUCCESS"'],
    ['in small letters', 200, 'success'],
    ['with another status', 201, 'SUCCESS'],
  ])('is taken by an endpoint that says SUCCESS %s, which acknowledges nothing', async (_how, status, body) => {
    const answer = () => ({ status, body });
    const { exit_code, data, error } = await run(['send', 'txamt=1280'], { tamper: 'amount' }, { answer });
    expect(exit_code).toBe(4);
    expect(data).toMatchObject({ acknowledged: false, refused: false });
    expect(error?.message).toContain('took the forgery');
  });

  test.each(['unsuccessful', 'FAIL', 'SUCCESS: no'])('is refused by an endpoint that says %s', async (body) => {
    const answer = () => ({ status: 200, body });
    expect(await run(['send', 'txamt=1'], { tamper: 'body' }, { answer })).toMatchObject({ exit_code: 0 });
  });

  test('of several the one that was taken decides, also where another got no answer', async () => {
    const answer = (_request: HttpRequest, count: number) => {
      if (count === 1) throw new TransportError('no answer within 30 s', { connected: true, fault: 'timeout' });
      return count === 2 ? {} : { status: 401, body: 'no' };
    };
    const { exit_code } = await run(['send', 'txamt=1'], { tamper: 'body', repeat: '3' }, { answer });
    expect(exit_code).toBe(4);
  });

  test('no answer shows nothing: exit 7', async () => {
    const answer = () => {
      throw new TransportError('no answer within 30 s', { connected: true, fault: 'timeout' });
    };
    expect(await run(['send', 'txamt=1'], { tamper: 'body' }, { answer })).toMatchObject({ exit_code: 7 });
  });

  test.each([404, 405, 302, 500])('HTTP %i is warned about, as it may come from no endpoint at all', async (status) => {
    const { warnings } = await run(['send', 'txamt=1'], { tamper: 'body' }, { answer: () => ({ status, body: 'x' }) });
    expect(warnings?.[0]).toContain(`HTTP ${status} may be no refusal`);
  });
});

describe('replay', () => {
  const body = '{"notify_type":"payment",  "txamt":1280}\n';
  const kept = {
    'kept/a.json': body,
    'kept/a.headers.json': '{"x-qf-sign": "ABC", "content-type": "text/x", "x-qf-new": "1"}',
  };

  test('hands on the bytes and the headers as they were kept, and needs no key', async () => {
    const { sent } = await run(['replay', 'kept/a.json'], {}, { files: kept, env: {} });
    expect(sent).toEqual([{ body, headers: { 'x-qf-sign': 'ABC', 'content-type': 'text/x', 'x-qf-new': '1' } }]);
  });

  test('takes a raw HTTP message as well', async () => {
    const files = { 'raw.http': `POST /x HTTP/1.1\r\nHost: x\r\nX-QF-SIGN: ABC\r\nCookie: a\r\n\r\n${body}` };
    const { sent } = await run(['replay', 'raw.http'], {}, { files });
    expect(sent).toEqual([{ body, headers: { 'x-qf-sign': 'ABC' } }]);
  });

  test('can be tampered with', async () => {
    const { sent } = await run(['replay', 'kept/a.json'], { tamper: 'amount' }, { files: kept });
    expect(sent[0]?.body).toBe(body.replace('1280', '12800'));
  });

  test.each<[string, string[], Options, Record<string, string>, string]>([
    ['no file', ['replay'], {}, {}, 'must be exactly one'],
    ['two files', ['replay', 'kept/a.json', 'kept/b.json'], {}, {}, 'must be exactly one'],
    ['a file that is not there', ['replay', 'x.json'], {}, {}, 'x.json is not there'],
    ['a body without its headers', ['replay', 'a.json'], {}, { 'a.json': body }, 'notify send --input'],
    [
      'headers that are none',
      ['replay', 'a.json'],
      {},
      { 'a.json': body, 'a.headers.json': '[]' },
      'JSON object of headers',
    ],
    [
      'a header with a line end',
      ['replay', 'a.json'],
      {},
      { 'a.json': body, 'a.headers.json': '{"x-qf-sign": "A\\r\\nB: c"}' },
      'JSON object of headers',
    ],
    ['flags of send', ['replay', 'kept/a.json'], { of: 'A', kind: 'refund' }, kept, 'does not go with notify replay'],
  ])('refuses %s', async (_what, words, options, files, told) => {
    const error = await failureOf(run(words, options, { files }));
    expect([error.exit_code, error.told]).toEqual([2, expect.stringContaining(told)]);
  });
});

describe('refuses, and sends nothing', () => {
  test.each<[string, string[], Options, string]>([
    ['no action', [], {}, 'send or replay'],
    ['another action', ['sent'], {}, 'send or replay'],
    ['no URL', ['send', 'txamt=1'], { url: undefined as unknown as string }, '--url'],
    ['a URL without its scheme', ['send', 'txamt=1'], { url: 'localhost:3000' }, 'http://localhost:3000'],
    ['another scheme', ['send', 'txamt=1'], { url: 'ftp://x/' }, 'http:// or https://'],
    ['no amount', ['send'], {}, 'txamt'],
    ['a decimal amount', ['send', 'txamt=12.80'], {}, 'whole number of cents'],
    ['a time that is none', ['send', 'txamt=1', 'paydtm=yesterday'], {}, 'paydtm'],
    ['a field twice', ['send', 'txamt=1', 'txamt=2'], {}, 'given once'],
    ['a word that is no field', ['send', 'txamt'], {}, 'name=value'],
    ['another kind', ['send', 'txamt=1'], { kind: 'close' }, 'payment or refund'],
    ['another change', ['send', 'txamt=1'], { tamper: 'all' }, 'signature, amount, body'],
    ['no repetition', ['send', 'txamt=1'], { repeat: '0' }, 'from 1 to 1000'],
    ['the key as a field', ['send', 'txamt=1', `goods_name=${testKeys.sandbox}`], {}, 'holds the client key'],
  ])('%s', async (_what, words, options, told) => {
    const error = await failureOf(run(words, options));
    expect([error.exit_code, error.told]).toEqual([2, expect.stringContaining(told)]);
    expect(leakedKeys(error.told)).toEqual([]);
  });

  test('every fault at once', async () => {
    const { told } = await failureOf(run(['send', 'txamt=x', 'y'], { url: 'z', repeat: '-1', tamper: 'q', kind: 'k' }));
    for (const field of ['txamt', 'url', 'repeat', 'tamper', 'kind', 'argument']) expect(told).toContain(field);
  });
});
