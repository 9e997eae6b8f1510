import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatNotification, signNotification } from '../../src/notification/notification.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { answerRecords, faultServer } from '../support/fault-server.ts';
import { testAppCode, testKeys } from '../support/keys.ts';
import { closedPort, rawServer } from '../support/raw-server.ts';
import { runQfpay } from '../support/run-qfpay.ts';
import { type ServingQfpay, serveQfpay } from '../support/serve-qfpay.ts';

const key = new ClientKey(testKeys.sandbox);
const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_APPCODE: testAppCode };

function listening(...flags: readonly string[]): Promise<ServingQfpay> {
  return serveQfpay(['listen', '--port', '0', ...flags], { env });
}

function paymentBody(changed: Readonly<Record<string, string>> = {}): string {
  const times = { sysdtm: '2026-03-02 15:04:06', paydtm: '2026-03-02 15:04:30', txdtm: '2026-03-02 15:04:05' };
  const fields = { out_trade_no: 'A-1001', syssn: '20260302180500020000000001', txamt: '1280', txcurrcd: 'HKD' };
  return formatNotification('payment', { pay_type: '800201', ...fields, ...times, ...changed });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const signed = { 'content-type': 'application/json', 'X-QF-SIGN': signNotification(body, key), ...headers };
  const response = await fetch(url, { method: 'POST', body, headers: signed });
  return { status: response.status, text: await response.text() };
}

const success = { status: 200, text: 'SUCCESS' };

test('says where it listens and that QFPay needs a tunnel, before anything else', async () => {
  const { ready } = await listening('--path', '/notify');
  expect(ready).toMatchObject({ schema_version: 1, command: 'listen', event: 'ready', port: expect.any(Number) });
  expect(ready.url).toBe(`http://127.0.0.1:${ready.port}/notify`);
  expect(ready['reachable']).toMatch(/port 80 or 443.*tunnel/);
});

test('each recurring event is forwarded once, and told from another by what identifies it', async () => {
  const target = await faultServer((_request, response) => response.end('SUCCESS'));
  const listen = await listening('--forward-to', target.url);
  const token = { tokenid: 'tk_1', event: 'NEW', sysdtm: '2026-03-02 15:04:06' };
  const state = { subscription_id: 'sub_1', state: 'ACTIVE', sysdtm: '2026-03-02 15:04:06' };
  const bodies = [
    formatNotification('payment_token', token),
    // The same event at another time, as QFPay repeats it.
    formatNotification('payment_token', { ...token, sysdtm: '2026-03-02 15:06:06' }),
    formatNotification('payment_token', { ...token, event: 'MATCH' }),
    formatNotification('subscription', state),
    formatNotification('subscription', { ...state, sysdtm: '2026-03-02 15:06:06' }),
    formatNotification('subscription', state),
    formatNotification('subscription_payment', { syssn: '1', txamt: '300', respcd: '1205' }),
    formatNotification('unfreeze', { syssn: '1', txamt: '300' }),
  ];
  for (const body of bodies) expect(await post(listen.ready.url, body)).toEqual(success);
  const told = [];
  for (const _body of bodies) told.push(await listen.next());
  expect(told.map(({ duplicate }) => duplicate)).toEqual([false, true, false, false, false, true, false, false]);
  expect(told[0]).toMatchObject({ notify_type: 'payment_token', event_key: 'payment_token tk_1 NEW' });
  expect(target.received).toHaveLength(6);
});

describe('a notification', () => {
  test('that is signed right is answered SUCCESS, and shown with its fields', async () => {
    const listen = await listening();
    expect(await post(listen.ready.url, paymentBody({ goods_name: '奶茶' }))).toEqual(success);
    expect(await listen.next()).toMatchObject({
      event: 'notification',
      valid: true,
      duplicate: false,
      notify_type: 'payment',
      transaction: { out_trade_no: 'A-1001', txamt: '1280', goods_name: '奶茶' },
      answered: { status: 200, body: 'SUCCESS' },
    });
  });

  test('may have its signature in lower case', async () => {
    const listen = await listening();
    const body = paymentBody();
    expect(await post(listen.ready.url, body, { 'X-QF-SIGN': signNotification(body, key).toLowerCase() })).toEqual(
      success,
    );
  });

  test.each<[string, string, Record<string, string>, Answer]>([
    [
      'with another amount',
      paymentBody().replace('1280', '1281'),
      { 'X-QF-SIGN': signNotification(paymentBody(), key) },
      { status: 401, text: 'X-QF-SIGN does not match the body' },
    ],
    [
      'that a proxy parsed and printed again',
      JSON.stringify(JSON.parse(paymentBody())),
      { 'X-QF-SIGN': signNotification(paymentBody(), key) },
      { status: 401, text: 'X-QF-SIGN does not match the body' },
    ],
    ['without a signature', paymentBody(), { 'X-QF-SIGN': '' }, { status: 401, text: 'there is no X-QF-SIGN' }],
    ['that is no JSON', 'hello', {}, { status: 400, text: 'the body is no JSON object' }],
  ])('%s is not answered SUCCESS, nor forwarded', async (_what, body, headers, answer) => {
    const target = await faultServer((_request, response) => response.end('SUCCESS'));
    const listen = await listening('--forward-to', target.url);
    expect(await post(listen.ready.url, body, headers)).toEqual(answer);
    expect(await listen.next()).toMatchObject({ event: 'notification', answered: { status: answer.status } });
    expect(target.received).toEqual([]);
  });

  test.each<[string, (body: string) => string, string]>([
    ['got a line end', (body) => `${body}\n`, 'bom-or-crlf'],
    ['was parsed and printed again', (body) => JSON.stringify(JSON.parse(body)), 'body-reserialised'],
  ])('whose body %s is shown with the cause', async (_what, change, id) => {
    const listen = await listening();
    const headers = { 'X-QF-SIGN': signNotification(paymentBody(), key) };
    expect((await post(listen.ready.url, change(paymentBody()), headers)).status).toBe(401);
    expect(await listen.next()).toMatchObject({
      valid: false,
      diagnosis: { causes: [{ id, fix: expect.any(String) }] },
    });
  });

  test('that is signed with another configured key is told so, and the key is not shown', async () => {
    const listen = await serveQfpay(['listen', '--port', '0'], { env: { ...env, QFPAY_PROD_KEY: testKeys.prod } });
    const headers = { 'X-QF-SIGN': signNotification(paymentBody(), new ClientKey(testKeys.prod)) };
    await post(listen.ready.url, paymentBody(), headers);
    expect(await listen.next()).toMatchObject({
      diagnosis: { causes: [{ id: 'wrong-key', evidence: expect.stringContaining('QFPAY_PROD_KEY') }] },
    });
  });

  test('that comes twice is answered twice and forwarded once', async () => {
    const target = await faultServer((_request, response) => response.end('SUCCESS'));
    const listen = await listening('--forward-to', target.url);
    const answers = await Promise.all([1, 2, 3].map(() => post(listen.ready.url, paymentBody())));
    expect(answers).toEqual([success, success, success]);
    const lines = [await listen.next(), await listen.next(), await listen.next()];
    expect(lines.map(({ duplicate }) => duplicate).sort()).toEqual([false, true, true]);
    expect(target.received).toHaveLength(1);
  });

  test('of an event without a syssn is no copy of another', async () => {
    const target = await faultServer((_request, response) => response.end('SUCCESS'));
    const listen = await listening('--forward-to', target.url);
    const body = (tokenid: string) => JSON.stringify({ notify_type: 'payment_token', event: 'NEW', tokenid });
    const answers = [];
    for (const tokenid of ['T1', 'T2', 'T1']) answers.push(await post(listen.ready.url, body(tokenid)));
    expect(answers).toEqual([success, success, success]);
    expect(target.received).toHaveLength(2);
  });

  test('of another type with the same syssn is another event', async () => {
    const listen = await listening();
    await post(listen.ready.url, paymentBody());
    await post(listen.ready.url, paymentBody({ notify_type: 'refund' }));
    await listen.next();
    expect(await listen.next()).toMatchObject({ duplicate: false, notify_type: 'refund' });
  });
});

describe('the forward target', () => {
  test('gets the same bytes, their type and QFPay’s headers, and nothing else of the sender’s', async () => {
    const target = await faultServer((_request, response) => response.end('SUCCESS\n'));
    const listen = await listening('--forward-to', `${target.url}/hook?a=1`);
    const body = paymentBody({ goods_name: '奶茶' });
    const extra = { 'X-QF-SIGNTYPE': 'MD5', 'X-QF-New': 'x', Cookie: 'secret=1', 'X-Forwarded-For': '1.2.3.4' };
    expect(await post(listen.ready.url, body, { ...extra, 'content-type': 'application/json; x=y' })).toEqual(success);
    const [received] = target.received;
    expect(received).toMatchObject({ method: 'POST', path: '/hook', body });
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json; x=y',
      'x-qf-sign': signNotification(body, key),
      'x-qf-signtype': 'MD5',
      'x-qf-new': 'x',
    });
    expect(Object.keys(received?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']));
    expect(received?.headers).not.toHaveProperty('x-forwarded-for');
  });

  test.each([
    ['an error', 500, 'boom', 'answered 500'],
    ['a page', 200, '<html>welcome</html>', 'answered 200 without SUCCESS'],
    ['an empty body', 200, '', 'answered 200 without SUCCESS'],
    ['a redirect', 302, '', 'answered 302'],
    ['another word', 200, 'success', 'answered 200 without SUCCESS'],
  ])('that answers with %s is not agreed with, and gets the next copy as well', async (_what, status, said, reason) => {
    const target = await faultServer((_request, response, count) =>
      count === 1 ? response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(said) : response.end('SUCCESS'),
    );
    const listen = await listening('--forward-to', target.url);
    const refused = await post(listen.ready.url, paymentBody());
    expect(refused.status).toBe(504);
    expect(refused.text).toContain(reason);
    expect(await listen.next()).toMatchObject({ valid: true, forwarded: { status, body: said, acknowledged: false } });
    expect(await post(listen.ready.url, paymentBody())).toEqual(success);
    expect(await listen.next()).toMatchObject({ duplicate: false, forwarded: { status: 200, acknowledged: true } });
  });

  test('that is slow is waited for as long as --timeout, and others are served meanwhile', async () => {
    const target = await faultServer((request, response) => {
      if (!request.body.includes('SLOW')) response.end('SUCCESS');
    });
    const listen = await listening('--forward-to', target.url, '--timeout', '1.5');
    const slow = post(listen.ready.url, paymentBody({ syssn: 'SLOW' }));
    expect(await post(listen.ready.url, paymentBody())).toEqual(success);
    expect(await slow).toEqual({ status: 504, text: 'the forward target gave no answer' });
  });

  test('that speaks another protocol (HTTP 101) keeps no sender waiting, nor his copy', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    const target = await rawServer((socket) => socket.once('data', () => socket.write(upgrade)));
    const listen = await listening('--forward-to', `http://127.0.0.1:${target.port}/`);
    for (let copy = 0; copy < 2; copy += 1) {
      expect(await post(listen.ready.url, paymentBody())).toEqual({
        status: 504,
        text: 'the forward target gave no answer',
      });
      expect(await listen.next()).toMatchObject({
        duplicate: false,
        forwarded: { problem: expect.stringContaining('101') },
      });
    }
  });

  test('that nobody listens at, or that breaks off, is told', async () => {
    const port = await closedPort();
    const breaking = await rawServer((socket) => socket.once('data', () => socket.destroy()));
    for (const [target, problem] of [
      [port, 'connection refused'],
      [breaking.port, 'the connection was cut'],
    ] as const) {
      const listen = await listening('--forward-to', `http://127.0.0.1:${target}/`);
      expect((await post(listen.ready.url, paymentBody())).status).toBe(504);
      expect(await listen.next()).toMatchObject({ forwarded: { problem: expect.stringContaining(problem) } });
    }
  });

  test('has its answer shown to 200 characters', async () => {
    const target = await faultServer((_request, response) => response.end(`\u001b[31m${'x'.repeat(300)}`));
    const listen = await listening('--forward-to', target.url);
    await post(listen.ready.url, paymentBody());
    const { forwarded } = (await listen.next()) as { forwarded: { body: string } };
    expect(forwarded.body).toBe(`\u001b[31m${'x'.repeat(195)}…`);
  });
});

describe('who sends what is none', () => {
  test.each<[string, RequestInit, string, number]>([
    ['a GET', {}, '/notify', 405],
    ['another path', { method: 'POST', body: '{}' }, '/other', 404],
    ['more than 64 KiB', { method: 'POST', body: 'x'.repeat(64 * 1024 + 1) }, '/notify', 413],
  ])('%s is refused, told and counted', async (_what, init, path, status) => {
    const listen = await listening('--path', '/notify');
    expect((await fetch(`http://127.0.0.1:${listen.ready.port}${path}`, init)).status).toBe(status);
    const { method = 'GET' } = init;
    expect(await listen.next()).toMatchObject({ event: 'refused', method, path, answered: { status } });
    const { stderr } = await listen.stop('SIGTERM');
    expect(stderr).toContain('1 received: 0 valid, 0 invalid, 1 refused');
  });

  test('slowly is cut off with 408, and keeps nobody else waiting', async () => {
    const { ready, next } = await listening();
    const slow = connect(ready.port, '127.0.0.1');
    const heard = new Promise<string>((resolve) => {
      let text = '';
      slow.on('data', (chunk) => (text += chunk)).on('close', () => resolve(text));
    });
    slow.write('POST / HTTP/1.1\r\nHost: x\r\nX-QF-SI');
    expect(await post(ready.url, paymentBody())).toEqual(success);
    expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(await next(({ event }) => event === 'refused')).toMatchObject({ answered: { status: 408 } });
  }, 30_000);

  test('and breaks off in the middle does no harm', async () => {
    const { ready } = await listening();
    for (let count = 0; count < 5; count += 1) {
      const socket = connect(ready.port, '127.0.0.1');
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"notify', () => socket.resetAndDestroy());
      await new Promise((resolve) => socket.on('close', resolve));
    }
    expect(await post(ready.url, paymentBody())).toEqual(success);
  });
});

describe('--save', () => {
  const keptFiles = (listen: ServingQfpay) => readdirSync(join(listen.home.work, 'kept')).sort();

  test('keeps the bytes and the headers, which notify replay hands on to the byte', async () => {
    const listen = await listening('--save', 'kept');
    const body = paymentBody({ goods_name: '奶茶' });
    await post(listen.ready.url, body, { Cookie: 'secret=1' });
    const { saved } = (await listen.next()) as { saved: string };
    expect(readFileSync(join(listen.home.work, saved), 'utf8')).toBe(body);
    const target = await faultServer((_request, response) => response.end('SUCCESS'));
    const { exit_code } = await runQfpay(['notify', 'replay', saved, '--url', target.url, '--repeat', '2'], listen);
    expect(exit_code).toBe(0);
    expect(target.received.map((request) => [request.body, request.headers['x-qf-sign']])).toEqual(
      Array.from({ length: 2 }, () => [body, signNotification(body, key)]),
    );
    expect(keptFiles(listen)).toHaveLength(2);
    expect(readFileSync(join(listen.home.work, 'kept', keptFiles(listen)[0] ?? ''), 'utf8')).not.toContain('secret');
  });

  test('lets no name lead out of the folder', async () => {
    const listen = await listening('--save', 'kept');
    const body = paymentBody({ syssn: '../../x/y', notify_type: '..\\CON:' });
    await post(listen.ready.url, body);
    await post(listen.ready.url, body, { 'X-QF-SIGN': 'no/../signature' });
    expect(keptFiles(listen)).toEqual([
      expect.stringMatching(/^CON-xy-[0-9a-f]{8}\.headers\.json$/),
      expect.stringMatching(/^CON-xy-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^invalid-CON-xy-[0-9a-f]{8}\.headers\.json$/),
      expect.stringMatching(/^invalid-CON-xy-[0-9a-f]{8}\.json$/),
    ]);
    expect(readdirSync(listen.home.work)).toEqual(['kept']);
  });

  test('where nothing can be kept, QFPay is not told SUCCESS', async () => {
    const listen = await listening('--save', '/dev/null/kept');
    expect(await post(listen.ready.url, paymentBody())).toEqual({ status: 500, text: 'it could not be saved' });
    expect(await listen.next()).toMatchObject({ save_problem: expect.stringContaining('/dev/null/kept') });
  });
});

describe('--confirm', () => {
  const record = {
    ...{ syssn: '20260302180500020000000001', out_trade_no: 'A-1001', txcurrcd: 'HKD', pay_type: '800201' },
    ...{ respcd: '0000', cancel: '0', order_type: 'payment' },
  };

  test.each<[string, object[], boolean, string[]]>([
    ['agrees with the books', [{ ...record, txamt: '1280' }], true, []],
    ['says another amount', [{ ...record, txamt: '128' }], false, ['txamt is 1280 here and 128 by query']],
    [
      'says what is not paid',
      [{ ...record, txamt: '1280', respcd: '1143' }],
      false,
      ['respcd is 0000 here and 1143 by query'],
    ],
    ['is of nothing', [], false, ['query knows no transaction 20260302180500020000000001']],
  ])('shows whether a notification %s, and answers at once all the same', async (_what, records, agrees, remarks) => {
    const gateway = await faultServer((_request, response) => answerRecords(response, ...records));
    const listen = await serveQfpay(['listen', '--port', '0', '--confirm'], {
      env: { ...env, QFPAY_BASE_URL: gateway.url },
    });
    expect(await post(listen.ready.url, paymentBody())).toEqual(success);
    expect(await listen.next()).toMatchObject({ valid: true, confirmed: { agrees, remarks } });
    expect(gateway.received[0]?.params).toMatchObject({ syssn: '20260302180500020000000001' });
  });

  test('that cannot ask says so', async () => {
    const gateway = `http://127.0.0.1:${await closedPort()}`;
    const listen = await serveQfpay(['listen', '--port', '0', '--confirm'], {
      env: { ...env, QFPAY_BASE_URL: gateway },
    });
    expect(await post(listen.ready.url, paymentBody())).toEqual(success);
    expect(await listen.next()).toMatchObject({
      confirmed: { agrees: null, remarks: [expect.stringContaining('query failed')] },
    });
  });
});

describe('ends', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 0],
    ['SIGHUP', 0],
  ] as const)('by %s with %i and a summary', async (signal, exit_code) => {
    const listen = await listening();
    await post(listen.ready.url, paymentBody());
    await post(listen.ready.url, paymentBody());
    await post(listen.ready.url, '{}', { 'X-QF-SIGN': 'A'.repeat(32) });
    const result = await listen.stop(signal);
    expect(result.exit_code).toBe(exit_code);
    expect(result.stderr).toContain('3 received: 2 valid (1 duplicate), 1 invalid');
    const last = JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ event: 'end', received: 3, valid: 2, duplicate: 1, invalid: 1 });
    expect(last.error?.exit ?? 0).toBe(exit_code);
  });

  test('while a forward target is awaited, and tells QFPay that it did not take it', async () => {
    let asked = () => {};
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const target = await faultServer(() => asked());
    const listen = await listening('--forward-to', target.url);
    const answer = post(listen.ready.url, paymentBody());
    await waiting;
    expect((await listen.stop()).exit_code).toBe(130);
    expect(await answer).toEqual({ status: 504, text: 'the forward target gave no answer' });
  });
});

test('a person reads lines: what came, what was done with it, and nothing that steers the terminal', async () => {
  const target = await faultServer((_request, response) => response.end('SUCCESS'));
  let is_sent = false;
  const { stdout, stderr, exit_code } = await runQfpay(['listen', '--port', '0', '--forward-to', target.url], {
    env,
    onStdout: (text, child) => {
      const port = /127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (text.includes('answered')) child.kill('SIGINT');
      else if (port && text.includes('tunnel') && !is_sent) {
        is_sent = true;
        void post(`http://127.0.0.1:${port}/`, paymentBody({ goods_name: '\u001b[2J奶茶' })).catch(() => {});
      }
    },
  });
  expect({ exit_code, stderr }).toEqual({
    exit_code: 130,
    stderr: '1 received: 1 valid, 0 invalid\nerror: interrupted\n',
  });
  expect(stdout).toContain('LISTENING  http://127.0.0.1:');
  expect(stdout).toMatch(/VALID {2}payment 20260302180500020000000001/);
  expect(stdout).toContain('\\u001b[2J奶茶');
  expect(stdout).toMatch(/forwarded +200 SUCCESS \(\d+ ms\)/);
});

describe('is not started', () => {
  test.each<[string, string[], Record<string, string>, number, string]>([
    ['at no port', ['--port', '70000'], env, 2, 'port'],
    ['with another path than one', ['--path', 'notify'], env, 2, 'path'],
    ['to forward to no URL', ['--forward-to', 'localhost:3000'], env, 2, 'http://localhost:3000'],
    ['to forward with a password', ['--forward-to', 'http://a:b@localhost/'], env, 2, 'password'],
    ['to forward to itself', ['--port', '8123', '--forward-to', 'http://localhost:8123/x'], env, 2, 'another server'],
    ['without a key', [], {}, 3, 'QFPAY_KEY'],
    ['to confirm without an app code', ['--confirm'], { QFPAY_KEY: testKeys.sandbox }, 3, 'QFPAY_APPCODE'],
  ])('%s', async (_what, flags, given, exit, told) => {
    const { exit_code, stderr, stdout } = await runQfpay(['listen', ...flags], { env: given });
    expect({ exit_code, stdout }).toEqual({ exit_code: exit, stdout: '' });
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('a:b');
  });

  test('at a port that is taken', async () => {
    const { ready } = await listening();
    const { exit_code, stderr } = await runQfpay(['listen', '--port', String(ready.port)], { env });
    expect(exit_code).toBe(2);
    expect(stderr).toContain(String(ready.port));
  });
});
