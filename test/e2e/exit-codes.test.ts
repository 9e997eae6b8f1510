import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer as createNetServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerJson, answerRecords, type FaultServer, faultServer } from '../support/fault-server.ts';
import { documentOf, executable, makeHome, merchantEnv, type Result, runQfpay } from '../support/run-qfpay.ts';

const pay = ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--no-qr'];
const cpm = ['pay', '--pay-type', 'wechat-cpm', '--txamt', '1280', '--auth-code', '130000000000000001'];

/** Runs against a server and gives both its exit code and the document, which must agree. */
async function runJson(args: readonly string[], server: Pick<FaultServer, 'url'>, more: Record<string, string> = {}) {
  const result = await runQfpay([...args, '--json'], { env: { ...merchantEnv(server.url), ...more } });
  const document = documentOf(result);
  expect(document['schema_version']).toBe(1);
  const error = document['error'] as { exit: number; code: string; message: string; hint?: string } | undefined;
  expect(error?.exit ?? 0).toBe(result.exit_code);
  return { ...result, document, error };
}

/** The transaction record of an order that the server was sent. */
function recordOf(server: FaultServer, respcd: string): object {
  const params = server.received.find(({ path }) => path.endsWith('/payment'))?.params ?? {};
  return { ...params, syssn: '20260302180500020000000001', order_type: 'payment', respcd, cancel: '0' };
}

function isPayment({ path }: { readonly path: string }): boolean {
  return path === '/trade/v1/payment';
}

describe('0', () => {
  test('an order that was made', async () => {
    const server = await faultServer((_request, response) =>
      answerJson(response, { respcd: '0000', qrcode: 'https://qr.example/1' }),
    );
    const { exit_code, document } = await runJson(pay, server);
    expect(exit_code).toBe(0);
    expect(document['outcome']).toBe('awaiting_payer');
  });

  test.each([['--version'], ['--help'], ['help', 'pay'], ['help', 'query'], ['help', 'sign']])(
    'qfpay %s %s',
    async (...args) => {
      const { exit_code, stdout, stderr } = await runQfpay(args.filter((word) => word !== undefined));
      expect({ exit_code, stderr }).toEqual({ exit_code: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
  );

  test('a reader that goes away', () => {
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', `set -o pipefail; "${process.execPath}" "${executable}" codes | head -1; echo "status \${PIPESTATUS[0]}"`],
      {
        encoding: 'utf8',
      },
    );
    expect(stdout.trim().split('\n').at(-1)).toBe('status 0');
    expect(stderr).toBe('');
  });
});

test('1: the answer cannot be written', () => {
  const { status, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${executable}" codes > /dev/full`], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('ENOSPC');
});

describe('2', () => {
  test('a value that the rules forbid is told with its field, and nothing is sent', async () => {
    const server = await faultServer((_request, response) => answerJson(response, { respcd: '0000' }));
    const { exit_code, document } = await runJson(['pay', '--pay-type', 'wechat-mpm', '--txamt', '12.80'], server);
    expect(exit_code).toBe(2);
    expect(JSON.stringify(document['error'])).toContain('txamt');
    expect(server.received).toEqual([]);
  });

  test('all faults of a request at once', async () => {
    const server = await faultServer((_request, response) => answerJson(response, { respcd: '0000' }));
    const args = ['pay', '--pay-type', 'alipay-hk-wap', '--txamt', '0', '--currency', 'hkd', '--expired-time', '1'];
    const { exit_code, document } = await runJson(args, server);
    expect(exit_code).toBe(2);
    const { details } = document['error'] as { details: { field: string }[] };
    const fields = details.map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['txamt', 'txcurrcd', 'expired_time', 'return_url', 'notify_url', 'goods_name']),
    );
  });

  test.each([
    ['an unknown flag', ['codes', '--jsn']],
    ['an unknown command', ['pey']],
    ['an unknown status code', ['codes', '9999']],
    ['a query that names nothing', ['query']],
  ])('%s', async (_case, args) => {
    const { exit_code, stdout, stderr } = await runQfpay(args, { env: merchantEnv('http://127.0.0.1:9') });
    expect(exit_code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: /);
  });
});

describe('3', () => {
  test.each([
    ['no credentials', {}],
    ['half a set', { QFPAY_APPCODE: 'A1' }],
    ['an unknown environment', { QFPAY_ENV: 'production' }],
    ['a base URL without TLS', { ...merchantEnv('http://gateway.example') }],
  ])('%s', async (_case, env) => {
    const result = await runQfpay([...pay, '--json'], { env });
    expect(result.exit_code).toBe(3);
    expect(documentOf(result)['error']).toMatchObject({ code: 'config', exit: 3 });
  });
});

describe('4', () => {
  test('a payment that the gateway declined', async () => {
    const server = await faultServer((_request, response) =>
      answerJson(response, { respcd: '1201', resperr: '餘額不足' }),
    );
    const { exit_code, document } = await runJson(cpm, server);
    expect(exit_code).toBe(4);
    expect(document).toMatchObject({ outcome: 'declined', respcd: '1201', error: { code: 'declined' } });
  });

  test('an order that does not exist', async () => {
    const server = await faultServer((_request, response) => answerRecords(response));
    const { exit_code, error } = await runJson(['query', 'NOSUCHORDER'], server);
    expect(exit_code).toBe(4);
    expect(JSON.stringify(error)).toContain('NOSUCHORDER');
  });
});

describe('5', () => {
  test('nobody paid before the time limit', async () => {
    const server: FaultServer = await faultServer((request, response) => {
      if (isPayment(request))
        answerJson(response, {
          respcd: '0000',
          qrcode: 'https://qr.example/1',
          out_trade_no: request.params['out_trade_no'],
        });
      else answerRecords(response, recordOf(server, '1143'));
    });
    const { exit_code, document } = await runJson([...pay, '--wait', '--wait-timeout', '1'], server);
    expect(exit_code).toBe(5);
    expect(document['error']).toMatchObject({ code: 'pending', resume: expect.stringContaining('qfpay query') });
  });

  test('a lost answer whose order is found unpaid', async () => {
    const server: FaultServer = await faultServer((request, response) => {
      if (isPayment(request)) response.socket?.destroy();
      else answerRecords(response, recordOf(server, '1143'));
    });
    const { exit_code, document } = await runJson(pay, server);
    expect(exit_code).toBe(5);
    expect(document['outcome']).toBe('pending');
    expect(server.received.filter(isPayment)).toHaveLength(1);
  });
});

test('6: the gateway answered 1108', async () => {
  const server = await faultServer((_request, response) =>
    answerJson(response, { respcd: '1108', resperr: 'MCHCODE非法' }),
  );
  const { exit_code, error } = await runJson(pay, server);
  expect(exit_code).toBe(6);
  expect(error?.hint).toContain('qfpay doctor');
});

test('6: verify found no match', async () => {
  const { exit_code, stdout } = await runQfpay(['verify', 'a=1', '--signature', 'A'.repeat(32), '--json'], {
    env: merchantEnv('https://gateway.example'),
  });
  expect(exit_code).toBe(6);
  expect(JSON.parse(stdout)).toMatchObject({ valid: false, error: { exit: 6 } });
});

describe('7', () => {
  test('nobody listens', async () => {
    const { exit_code, error } = await runJson(pay, { url: 'http://127.0.0.1:1' });
    expect(exit_code).toBe(7);
    expect(error?.message).toContain('refused');
  });

  test('a name that does not resolve', async () => {
    const { exit_code } = await runJson(pay, { url: 'https://gateway.invalid' });
    expect(exit_code).toBe(7);
  });

  test('a server that speaks no TLS', async () => {
    const server = await faultServer((_request, response) => answerJson(response, { respcd: '0000' }));
    const { exit_code } = await runJson(pay, { url: server.url.replace('http:', 'https:') });
    expect(exit_code).toBe(7);
    expect(server.received).toEqual([]);
  });

  test.each([
    ['a page instead of JSON', 200, '<html>maintenance</html>'],
    ['a cut answer', 200, '{"respcd":"0000","data":[{"sys'],
    ['a redirect', 301, ''],
  ])('a query that gets %s', async (_case, status, body) => {
    const server = await faultServer((_request, response) =>
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(body),
    );
    const { exit_code } = await runJson(['query', 'ORDER1', '--timeout', '2'], server);
    expect(exit_code).toBe(7);
  });
});

/** Each asks `query` for some fifteen seconds before it gives up: they wait together. */
test('8: a payment that may have been made, its answer reset or a 500, is unknown', async () => {
  const fates: readonly ((response: import('node:http').ServerResponse) => void)[] = [
    (response) => response.socket?.destroy(),
    (response) => answerJson(response, {}, 500),
  ];
  await Promise.all(fates.map(payInDoubt));
}, 60_000);

async function payInDoubt(fail: (response: import('node:http').ServerResponse) => void): Promise<void> {
  const server = await faultServer((request, response) =>
    isPayment(request) ? fail(response) : answerRecords(response),
  );
  const { exit_code, document, error } = await runJson(pay, server);
  expect(exit_code).toBe(8);
  expect(document).toMatchObject({
    outcome: 'unknown',
    transaction: { out_trade_no: expect.stringMatching(/^QF[0-9A-Z]+$/) },
  });
  expect(error).toMatchObject({ code: 'unknown', resume: expect.stringContaining('qfpay query QF') });
  expect(server.received.filter(isPayment)).toHaveLength(1);
}

test('9: still 429 after six tries', async () => {
  const server = await faultServer((_request, response) =>
    response.writeHead(429, { 'retry-after': '0' }).end('slow down'),
  );
  const { exit_code, error } = await runJson(pay, server);
  expect(exit_code).toBe(9);
  expect(JSON.stringify(error)).toContain('technical.support@qfpay.com');
  expect(server.received).toHaveLength(6);
  const numbers = new Set(server.received.map(({ params }) => params['out_trade_no']));
  expect(numbers.size).toBe(1);
});

/** A server that takes a connection and never says a word. */
async function silentServer(onConnection: (socket: Socket) => void): Promise<{ url: string }> {
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}` };
}

describe('a process that could end without a verdict', () => {
  const preload = (name: string) => ({ NODE_OPTIONS: `--require ${join(import.meta.dirname, '../support', name)}` });

  test('is 8 with its number where a payment went out, 1 where nothing moved', async () => {
    const nowhere = { url: 'http://127.0.0.1:1' };
    const env = preload('never-answers.cjs');
    const [paying, asking] = await Promise.all([
      runJson([...pay, '--out-trade-no', 'A-1'], nowhere, env),
      runJson(['query', 'A-1'], nowhere, env),
    ]);
    expect(paying).toMatchObject({
      exit_code: 8,
      document: { command: 'pay', transaction: { out_trade_no: 'A-1' } },
      error: { code: 'unknown', out_trade_no: 'A-1', resume: 'qfpay query A-1 --wait' },
    });
    expect(asking).toMatchObject({ exit_code: 1, document: { command: 'query' }, error: { code: 'internal' } });
  });

  test('ends soon after its verdict, whatever would still hold it', async () => {
    const { exit_code, document } = await runJson(['codes', '1108'], { url: '' }, preload('lives-on.cjs'));
    expect([exit_code, document['command']]).toEqual([0, 'codes']);
  });

  test('HTTP 101 is no answer: a payment is asked for, a query has failed', async () => {
    const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    const upgrading: FaultServer = await faultServer((request, response) => {
      if (isPayment(request) || request.params['out_trade_no'] === 'B-1') response.socket?.write(upgrade);
      else answerRecords(response, recordOf(upgrading, '1143'));
    });
    const [paying, asking] = await Promise.all([runJson(pay, upgrading), runJson(['query', 'B-1'], upgrading)]);
    expect([paying.exit_code, paying.document['outcome']]).toEqual([5, 'pending']);
    expect(upgrading.received.filter(isPayment)).toHaveLength(1);
    expect(asking.exit_code).toBe(7);
    expect(asking.error?.message).toContain('HTTP 101');
  });
});

test("one of the tool's own files that cannot be read is 3, a file that was named is 2", async () => {
  const home = makeHome();
  mkdirSync(join(home.state, 'history.ndjson'));
  const own = await runQfpay(['history', '--json'], { home });
  expect(documentOf(own)['error']).toMatchObject({ exit: 3, message: expect.stringContaining('it is a folder') });
  const named = await runQfpay(['verify', '--input', home.state, '--json'], {
    home,
    env: merchantEnv('http://127.0.0.1:1'),
  });
  expect([own.exit_code, named.exit_code]).toEqual([3, 2]);
});

describe('130', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s while the answer is awaited says how to go on',
    async (signal) => {
      let interrupt = () => {};
      const server = await silentServer((socket) => socket.once('data', () => interrupt()));
      const result: Result = await runQfpay(pay, {
        env: merchantEnv(server.url),
        onStart: (child) => {
          interrupt = () => void child.kill(signal);
        },
      });
      expect(result.exit_code).toBe(130);
      expect(result.stderr).toMatch(/qfpay query QF[0-9A-Z]+/);
    },
  );

  test('Ctrl-C while the payer is awaited says how to go on, and JSON is one document all the same', async () => {
    let queries = 0;
    let interrupt = () => {};
    const server: FaultServer = await faultServer((request, response) => {
      if (isPayment(request)) answerJson(response, { respcd: '0000', qrcode: 'https://qr.example/1' });
      else {
        queries += 1;
        answerRecords(response, recordOf(server, '1143'));
        interrupt();
      }
    });
    const result = await runQfpay([...pay, '--wait', '--json'], {
      env: merchantEnv(server.url),
      onStart: (child) => {
        interrupt = () => void child.kill('SIGINT');
      },
    });
    expect(result.exit_code).toBe(130);
    expect(documentOf(result)['error']).toMatchObject({
      code: 'interrupted',
      resume: expect.stringContaining('qfpay query'),
    });
    expect(queries).toBe(1);
  });
});

test('the number is on disk and on stderr before the request leaves', async () => {
  const home = makeHome();
  let seen = '';
  const server = await silentServer((socket) => socket.once('data', () => killNow()));
  let killNow = () => {};
  const { signal } = await runQfpay(pay, {
    home,
    env: merchantEnv(server.url),
    onStart: (child) => {
      killNow = () => void child.kill('SIGKILL');
    },
    onStderr: (stderr) => {
      seen = stderr;
    },
  });
  expect(signal).toBe('SIGKILL');
  const [number = ''] = /QF[0-9A-Z]{28}/.exec(seen) ?? [];
  expect(number).not.toBe('');
  const { stdout } = spawnSync('cat', [`${home.state}/history.ndjson`], { encoding: 'utf8' });
  expect(stdout).toContain(number);
});
