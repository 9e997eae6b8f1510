import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { emulatorClient, order } from '../support/emulator-client.ts';
import { faultServer } from '../support/fault-server.ts';
import { documentOf, makeHome, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

const start = (...args: string[]) => serveQfpay(['emulator', '--port', '0', '--limits', 'off', ...args]);

async function admin(ready: Readonly<Record<string, unknown>>, path: string, body: object): Promise<Response> {
  const { url, token } = ready['admin'] as { url: string; token: string };
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('qfpay emulator', () => {
  test('says first that it is ready, with URL and port, and then each call on a line', async () => {
    const { ready, next } = await start();
    expect(ready).toMatchObject({
      ...{ schema_version: 1, command: 'emulator', event: 'ready', state: 'memory', auto_pay: 'off', limits: [] },
      url: `http://127.0.0.1:${ready.port}`,
      merchants: [{ app_code: localMerchant.app_code, key: '<key a184835e>' }],
    });
    const paid = order();
    await emulatorClient(ready.url).call('payment', paid);
    expect(await next()).toEqual({
      ...{ schema_version: 1, command: 'emulator', event: 'request', method: 'POST', path: '/trade/v1/payment' },
      ...{ status: 200, respcd: '0000', app_code: localMerchant.app_code, txamt: '1280', ms: expect.any(Number) },
      out_trade_no: paid['out_trade_no'],
    });
  });

  test('shows what is too long for it as well', async () => {
    const { ready, next } = await start();
    const body = 'x'.repeat(256 * 1024 + 1);
    expect((await fetch(`${ready.url}/trade/v1/payment?a=1`, { method: 'POST', body })).status).toBe(413);
    expect(await next()).toMatchObject({ event: 'request', method: 'POST', path: '/trade/v1/payment', status: 413 });
  });

  test('serves the tool itself with the key that it wrote, refunds included', async () => {
    const home = makeHome();
    const { ready } = await serveQfpay(
      ['emulator', '--port', '0', '--auto-pay', '0', '--write-key-file', 'local.key'],
      { home },
    );
    const env = { QFPAY_BASE_URL: ready.url, QFPAY_APPCODE: localMerchant.app_code };
    expect(statSync(join(home.work, 'local.key')).mode & 0o077).toBe(0);
    const flags = ['--key-file', 'local.key', '--json'];
    const pay = ['pay', '--pay-type', 'wechat-mpm', '--amount', '12.80', '--wait', '--no-qr', ...flags];
    const paid = documentOf(await runQfpay(pay, { home, env })) as {
      outcome: string;
      transaction: { out_trade_no: string };
    };
    expect(paid.outcome).toBe('paid');
    const refund = ['refund', paid.transaction.out_trade_no, '--amount', '5.00', ...flags];
    expect(documentOf(await runQfpay(refund, { home, env }))).toMatchObject({ outcome: 'refunded' });
  });

  test.each([
    ['SIGTERM', 0, undefined],
    ['SIGHUP', 0, undefined],
    ['SIGINT', 130, { code: 'interrupted', exit: 130, message: 'interrupted' }],
  ] as const)('ends at %s with exit status %i, its last line saying so', async (signal, exit_code, error) => {
    const { stop } = await start();
    const result = await stop(signal);
    const last = JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '');
    expect([result.exit_code, last.event, last.by, last.error]).toEqual([exit_code, 'stopped', signal, error]);
  });

  test('ends by the admin call, which needs the token', async () => {
    const { ready, stop } = await start();
    expect((await fetch(`${ready.url}/__admin/shutdown`, { method: 'POST' })).status).toBe(401);
    expect((await admin(ready, 'shutdown', {})).status).toBe(200);
    expect(await stop('SIGCONT')).toMatchObject({ exit_code: 0, signal: null });
  });

  test('tells its admin token once, and shows it nowhere that repeats it', async () => {
    const { ready, next } = await start();
    const { url, token } = ready['admin'] as { url: string; token: string };
    expect((await fetch(`${url}rules/${token}`)).status).toBe(401);
    expect(await next()).toMatchObject({ event: 'request', path: '/__admin/rules/***' });
  });

  test('answers what is in the air before it ends', async () => {
    const { ready, next, stop } = await start();
    const { call } = emulatorClient(ready.url);
    const late = call('payment', order({ txamt: '900060' }));
    const books = () => call('query', { start_time: '2000-01-01 00:00:00', end_time: '2099-01-01 00:00:00' });
    while (((await books())['data'] as object[]).length === 0);
    await next();
    const result = stop('SIGTERM');
    expect(await late).toMatchObject({ respcd: '0000', txamt: '900060' });
    expect((await result).exit_code).toBe(0);
  });

  test('a port that is taken is exit 2 and says what to do', async () => {
    const { ready } = await start();
    const result = await runQfpay(['emulator', '--port', String(ready.port), '--json']);
    expect(result.exit_code).toBe(2);
    expect(documentOf(result)).toMatchObject({
      error: {
        code: 'usage',
        message: expect.stringContaining('is taken'),
        hint: expect.stringContaining('another port'),
      },
    });
  });

  test('another host than loopback is warned about', async () => {
    const { ready, stop } = await serveQfpay(['emulator', '--port', '0', '--host', '0.0.0.0']);
    expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await stop('SIGTERM')).stderr).toContain('warning: --host 0.0.0.0 can be reached from other machines');
  });

  test('on loopback no other address is listened on', async () => {
    const { ready } = await start();
    // Were the port held on all addresses, nobody else could have it on another of them.
    const taken = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(true));
      server.listen(ready.port, '127.0.0.9', () => server.close(() => resolve(false)));
    });
    expect(taken).toBe(false);
  });

  test('--faults lists them and ends', async () => {
    const result = await runQfpay(['emulator', '--faults', '--json']);
    const { faults } = documentOf(result) as { faults: { fault: string }[] };
    expect([result.exit_code, faults.length > 15]).toEqual([0, true]);
  });

  test('a key stands nowhere in what it prints', async () => {
    const { ready, next, stop } = await start();
    await emulatorClient(ready.url).call('payment', order());
    await next();
    const { stdout, stderr } = await stop('SIGTERM');
    expect(stdout + stderr).not.toContain(localKey);
  });
});

describe('over real connections', () => {
  test('an answer that is lost after the payment was made leaves the payment on the books', async () => {
    const { ready } = await start();
    const { call } = emulatorClient(ready.url);
    const lost = order({ txamt: '900702' });
    await expect(call('payment', lost)).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { data } = await call('query', { out_trade_no: lost['out_trade_no'] ?? '' });
    expect(data).toMatchObject([{ respcd: '0000' }]);
  });

  test('an answer that is cut breaks off in its body', async () => {
    const { ready } = await start();
    const { call } = emulatorClient(ready.url);
    await expect(call('payment', order({ txamt: '900601' }))).rejects.toThrow();
  });

  test('above the limits the answer is HTTP 429', async () => {
    const { ready } = await serveQfpay(['emulator', '--port', '0', '--limits', '100/60m']);
    const { send } = emulatorClient(ready.url);
    const query = { out_trade_no: 'X' };
    const answers = await Promise.all(Array.from({ length: 101 }, () => send('query', query)));
    const statuses = answers.map(({ status }) => status);
    expect([
      statuses.filter((status) => status === 200).length,
      statuses.filter((status) => status === 429).length,
    ]).toEqual([100, 1]);
  });

  test('the tool finds out what became of a payment whose answer was lost', async () => {
    const home = makeHome();
    const { ready } = await serveQfpay(['emulator', '--port', '0', '--write-key-file', 'local.key'], { home });
    const env = { QFPAY_BASE_URL: ready.url, QFPAY_APPCODE: localMerchant.app_code };
    const pay = [
      'pay',
      '--pay-type',
      'wechat-cpm',
      '--auth-code',
      '13',
      '--txamt',
      '900702',
      '--key-file',
      'local.key',
      '--json',
    ];
    expect(documentOf(await runQfpay(pay, { home, env }))).toMatchObject({ outcome: 'paid' });
  });

  test('a rule file and the admin call make the second refund fail', async () => {
    const home = makeHome();
    const rules = join(home.work, 'rules.ndjson');
    writeFileSync(rules, '{"fault": "respcd", "respcd": "1269", "endpoint": "refund", "nth": 2}\n');
    const { ready } = await start('--rules', rules);
    const { call } = emulatorClient(ready.url);
    const { syssn } = await call('payment', order());
    const refund = async (out_trade_no: string) =>
      call('refund', { syssn: String(syssn), out_trade_no, txamt: '100', txdtm: '2026-03-02 15:05:00' });
    const codes = [await refund('R1'), await refund('R2'), await refund('R3')].map(({ respcd }) => respcd);
    expect(codes).toEqual(['0000', '1269', '0000']);
  });
});

test('the admin call moves the clock, for nights, and not for how long a call took', async () => {
  const { ready, next } = await start();
  const { call } = emulatorClient(ready.url);
  const { syssn } = await call('payment', order());
  await admin(ready, 'clock', { set: '2031-05-01 23:45:00' });
  const line = await next(({ path }) => path === '/__admin/clock');
  expect(line['ms']).toBeLessThan(10_000);
  const refund = { syssn: String(syssn), out_trade_no: 'NIGHT', txamt: '100', txdtm: '2031-05-01 23:45:00' };
  expect(await call('refund', refund)).toMatchObject({ respcd: '1265' });
  await admin(ready, 'clock', { advance: 2700 });
  expect(await call('refund', refund)).toMatchObject({
    respcd: '0000',
    sysdtm: expect.stringMatching(/^2031-05-02 00:30:/),
  });
});

describe('notifications over real connections', () => {
  test('come again until they are taken, also after the emulator was started anew on its books', async () => {
    const home = makeHome();
    let is_up = false;
    const shop = await faultServer(
      (_request, response) => void response.writeHead(is_up ? 200 : 503).end(is_up ? 'SUCCESS' : ''),
    );
    const args = [
      'emulator',
      '--port',
      '0',
      '--state',
      'books.ndjson',
      '--time-scale',
      '600',
      '--notify-url',
      `${shop.url}/n`,
    ];
    const first = await serveQfpay(args, { home });
    const paid = order();
    await emulatorClient(first.ready.url).call('payment', paid);
    expect(await first.next(({ event }) => event === 'notification')).toMatchObject({
      is_taken: false,
      status: 503,
      attempt: 1,
    });
    await first.stop('SIGTERM');
    is_up = true;
    const second = await serveQfpay(args, { home });
    expect(await second.next(({ event }) => event === 'notification')).toMatchObject({
      ...{ is_taken: true, notify_type: 'payment', out_trade_no: paid['out_trade_no'], url: `${shop.url}/n` },
    });
    expect(shop.received.at(-1)?.body).toBe(shop.received[0]?.body);
    const books = readFileSync(join(home.work, 'books.ndjson'), 'utf8').trim().split('\n');
    expect(JSON.parse(books.at(-1) ?? '')).toMatchObject({ notified: { is_over: true } });
  });

  test('are taken by qfpay listen', async () => {
    const home = makeHome();
    const key = { QFPAY_ENV: 'local' };
    const listening = await serveQfpay(['listen', '--port', '0'], { home, env: key });
    const { ready, next } = await start('--notify-url', listening.ready.url);
    await emulatorClient(ready.url).call('payment', order());
    expect(await next(({ event }) => event === 'notification')).toMatchObject({ is_taken: true, reply: 'SUCCESS' });
  });
});
