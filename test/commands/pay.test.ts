import { describe, expect, test } from 'vitest';
import { payCommand } from '../../src/commands/pay.ts';
import type { Handler, HttpRequest, Serve } from '../../src/context/network.ts';
import { CancelledError, UsageError } from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import { loadCatalogue } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import type { PayOptions } from '../../src/money/payment-request.ts';
import type { Report } from '../../src/report/report.ts';
import { type TestWorld, testContext } from '../support/context.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

/** A network of one server: what is served is reached by whatever is sent. */
function network() {
  const requests: HttpRequest[] = [];
  let handler: Handler | undefined;
  const serve: Serve = async (_port, wanted) => {
    handler = wanted;
    return { url: 'http://127.0.0.1:49152', close: async () => {} };
  };
  const http = async (request: HttpRequest) => {
    requests.push(request);
    const { pathname, search } = new URL(request.url);
    const { method, headers, body = '' } = request;
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const served = await handler?.({
      method,
      path: pathname,
      query: search.slice(1),
      headers: lower,
      body: Buffer.from(body),
    });
    if (!served) throw new Error(`nothing is served at ${request.url}`);
    return { status: served.status, headers: served.headers, body: Buffer.from(served.body) };
  };
  return { requests, serve, http };
}

async function pay(options: PayOptions & GlobalOptions, world: TestWorld = {}) {
  const net = network();
  const context = testContext({ env: { QFPAY_STATE_DIR: '/state' }, serve: net.serve, http: net.http, ...world });
  const running = payCommand.run(options, [], context);
  const report = await running.catch((error: unknown) => error);
  return { context, report, requests: net.requests };
}

const wechat = { pay_type: 'wechat-mpm', amount: '12.80' };

test('an order on the embedded emulator is made, drawn, paid by the simulated wallet and seen paid', async () => {
  const { report, context } = await pay({ ...wechat, env: 'local', wait: true, qr: true });
  expect(report).toMatchObject({
    command: 'pay',
    exit_code: 0,
    data: { env: 'local', outcome: 'paid', respcd: '0000', transaction: { txamt: '1280', txcurrcd: 'HKD' } },
  });
  expect(context.written.err).toMatch(/^out_trade_no QF\d{17}[0-9A-Z]{11}\n/);
  expect(context.written.err).toMatch(/█/);
  expect(context.written.out).toBe('');
});

test('faults of its own, of its environment and of the folder of its picture are told together, and nothing is sent', async () => {
  const { report, requests, context } = await pay({ amount: '12.80', env: 'foo', qr_file: '/missing/a.png' });
  expect(report).toBeInstanceOf(UsageError);
  const fields = (report as UsageError).facts.details?.map((detail) => 'field' in detail && detail.field);
  expect(fields).toEqual(['pay_type', 'qr_file', '--env']);
  expect((report as UsageError).message).toMatch(/^pay_type .* \(and 2 more\)$/);
  expect(requests).toEqual([]);
  expect(context.files.entries.size).toBe(0);
});

test('without --wait the order awaits its payer', async () => {
  const { report } = await pay({ ...wechat, env: 'local' });
  expect(report).toMatchObject({
    exit_code: 0,
    data: { outcome: 'awaiting_payer', transaction: { qrcode: expect.any(String) } },
  });
});

test('the same number again is the same order, told as repeated, and another amount is refused', async () => {
  const files = memoryFiles();
  const options = { ...wechat, env: 'local', out_trade_no: 'A-1' };
  await pay(options, { files });
  expect((await pay({ ...options, wait: true }, { files })).report).toMatchObject({
    exit_code: 0,
    data: { outcome: 'paid', repeated: true },
  });
  const other = await pay({ ...options, amount: '12.81' }, { files });
  expect(other.report).toMatchObject({ exit_code: 4, data: { outcome: 'declined' }, error: { out_trade_no: 'A-1' } });
});

test('--dry-run shows the request, sends nothing and writes nothing down', async () => {
  const { report, requests, context } = await pay({ ...wechat, env: 'local', dry_run: true });
  expect(requests).toEqual([]);
  expect(readHistory(context).entries).toEqual([]);
  expect(report).toMatchObject({
    exit_code: 0,
    data: {
      request: {
        method: 'POST',
        url: expect.stringContaining('/trade/v1/payment'),
        headers: { 'X-QF-SIGN': expect.stringMatching(/^[0-9A-F]{64}$/) },
        params: { txamt: '1280', txcurrcd: 'HKD', pay_type: '800201', txdtm: '2026-03-02 15:04:05' },
        body: expect.stringContaining('txamt=1280'),
        signing_string: expect.stringMatching(/txdtm=2026-03-02 15:04:05<key [0-9a-f]{8}>$/),
      },
    },
  });
});

test('what is wrong is told before credentials are looked for, and nothing is sent', async () => {
  const { report, requests, context } = await pay({ pay_type: 'wechat', amount: '0', currency: 'hkd' });
  expect(report).toBeInstanceOf(UsageError);
  expect((report as UsageError).facts.details).toHaveLength(3);
  expect(requests).toEqual([]);
  expect(context.files.entries.size).toBe(0);
});

const prod = { QFPAY_STATE_DIR: '/state', QFPAY_PROD_APPCODE: testAppCode, QFPAY_PROD_KEY: testKeys.prod };

test('prod off a terminal wants --yes, and nothing is sent or written down without', async () => {
  const { report, requests, context } = await pay({ ...wechat, env: 'prod' }, { env: prod });
  expect(report).toBeInstanceOf(UsageError);
  expect(requests).toEqual([]);
  expect(context.files.entries.size).toBe(0);
});

test('prod on a terminal is stopped by another amount than the one that was asked for', async () => {
  const { report, requests } = await pay({ ...wechat, env: 'prod' }, { env: prod, is_tty: true, answers: ['12.81'] });
  expect(report).toBeInstanceOf(CancelledError);
  expect(requests).toEqual([]);
});

test('prod needs no confirmation to show what would be sent', async () => {
  const { report } = await pay({ ...wechat, env: 'prod', dry_run: true }, { env: prod });
  expect(report).toMatchObject({ exit_code: 0, data: { env: 'prod' } });
});

const answerOf = (body: object) => async () => ({ status: 200, headers: {}, body: Buffer.from(JSON.stringify(body)) });

test.each([
  ['QFPay, is made for card tests', {}, true],
  ['an emulator on this machine, is said nothing of', { QFPAY_BASE_URL: 'http://127.0.0.1:8437' }, false],
])('sandbox, where it is %s', async (_what, more, is_told) => {
  const env = { QFPAY_STATE_DIR: '/state', QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, ...more };
  const context = testContext({ env, http: answerOf({ respcd: '0000', syssn: 'S1', qrcode: 'weixin://x' }) });
  await payCommand.run({ ...wechat, env: 'sandbox' }, [], context);
  expect(context.written.err.includes('sandbox is made for card tests')).toBe(is_told);
});

test('test says that real money moves, and how to give it back, before the request leaves', async () => {
  const env = { QFPAY_STATE_DIR: '/state', QFPAY_TEST_APPCODE: testAppCode, QFPAY_TEST_KEY: testKeys.sandbox };
  let before = '';
  const context = testContext({
    env,
    http: async (request) => {
      before = context.written.err;
      return answerOf({ respcd: '0000', syssn: 'S1', qrcode: 'weixin://x' })().then((response) => ({
        ...response,
        url: request.url,
      }));
    },
  });
  await payCommand.run({ ...wechat, env: 'test', out_trade_no: 'A|1' }, [], context);
  expect(before).toContain('real money');
  expect(before).toContain("qfpay refund 'A|1' --full --env test");
});

test('a state folder that .env names holds nothing', async () => {
  const files = memoryFiles({ '/shop/.env': 'QFPAY_STATE_DIR=/elsewhere\n' });
  await pay({ ...wechat, env: 'local' }, { env: {}, files });
  expect([...files.entries.keys()].filter((path) => path.startsWith('/elsewhere'))).toEqual([]);
});

test('a warning about a low amount is on stderr before the number', async () => {
  const { context } = await pay({ pay_type: 'wechat-mpm', txamt: '200', env: 'local' });
  expect(context.written.err).toMatch(/^warning: txamt 200 is 200 or less/);
});

test('what a rule would refuse is sent when the rule is skipped, said, and written down', async () => {
  const options = { ...wechat, env: 'local', out_trade_no: 'shop/1', skip_rule: ['out-trade-no-characters'] };
  const { report, context } = await pay(options);
  expect(report).toMatchObject({ exit_code: 0 });
  expect(context.written.err).toContain('rule out-trade-no-characters is skipped');
  expect(readHistory(context).entries[0]?.skipped_rules).toEqual(['out-trade-no-characters']);
});

describe('at a terminal', () => {
  const terminal = { is_tty: true };

  test('what is missing is asked for, and paid', async () => {
    const { report, context } = await pay({ env: 'local', wait: true }, { ...terminal, answers: ['octopus qr', '1'] });
    expect(report).toMatchObject({ data: { outcome: 'paid', transaction: { txamt: '100', pay_type: '803701' } } });
    expect(context.written.err).toContain('qfpay pay --env local --pay-type octopus-mpm --amount 1 --wait\n');
  });

  test.each<[string, PayOptions & GlobalOptions, string]>([
    ['a flag that is wrong', { env: 'local', currency: 'hkd' }, 'txcurrcd'],
    ['a folder that is not there', { env: 'local', qr_file: '/missing/a.png' }, 'qr_file'],
    ['a refund that cannot be', { env: 'local', pay_type: 'fps-mpm', refund_after: true }, 'pay_type'],
    ['a merchant that is missing', { env: 'sandbox' }, 'QFPAY_APPCODE'],
  ])('%s is told before anything is asked', async (_what, options, field) => {
    const { report, context } = await pay(options, terminal);
    expect(JSON.stringify((report as UsageError).facts.details)).toContain(field);
    expect(context.asked).toEqual([]);
  });

  test('the amount is typed once more in prod', async () => {
    const { report, context, requests } = await pay(
      { env: 'prod', pay_type: 'wechat-mpm' },
      { ...terminal, env: prod, answers: ['12.80', '12.81'] },
    );
    expect(report).toBeInstanceOf(CancelledError);
    expect(context.asked[1]).toMatch(/^Type the amount to go ahead/);
    expect(requests).toEqual([]);
  });
});

test('a payment speaks the language of the person from its first line to its last', async () => {
  speak(await loadCatalogue('zh-Hant'));
  const { report, context } = await pay({ ...wechat, amount: '1', env: 'local', wait: true, lang: 'zh-Hant' });
  const [headline] = (report as Report).blocks;
  expect(context.written.err).toContain('警告：txamt 100 不超過 200：QFPay 風控可能拒絕\n');
  expect(headline).toMatchObject({ word: '已付款（模擬）', text: 'HKD 1.00 - 沒有真實資金變動' });
});
