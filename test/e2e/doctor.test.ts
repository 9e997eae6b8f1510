import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Answering, answerJson, answerRecords, faultServer } from '../support/fault-server.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { closedPort } from '../support/raw-server.ts';
import { documentOf, type Home, makeHome, merchantEnv, type Result, runQfpay } from '../support/run-qfpay.ts';

interface Check {
  readonly id: string;
  readonly status: string;
  readonly found: string;
  readonly next_step?: string;
}

function checksOf(result: Result): Readonly<Record<string, Check>> {
  const { checks } = documentOf(result) as { checks: Check[] };
  return Object.fromEntries(checks.map((check) => [check.id, check]));
}

const nothing: Answering = (_request, response) => answerRecords(response);
const refusing: Answering = (_request, response) => answerJson(response, { respcd: '1108', resperr: '签名错误' });

/** Runs `qfpay doctor` against a server on loopback. */
async function doctor(answer: Answering, env: Record<string, string> = {}, home?: Home): Promise<Result> {
  const { url } = await faultServer(answer);
  return runQfpay(['doctor', '--json'], { env: { ...merchantEnv(url), ...env }, ...(home ? { home } : {}) });
}

test('all is well where the gateway accepts the signature', async () => {
  const result = await doctor(nothing);
  const checks = checksOf(result);
  expect(result.exit_code).toBe(0);
  for (const id of ['node', 'env', 'credentials', 'connection', 'clock', 'signature', 'txdtm']) {
    expect(checks[id]?.status, id).toBe('ok');
  }
  expect(documentOf(result)).toMatchObject({ schema_version: 1, command: 'doctor' });
  expect(documentOf(result)).not.toHaveProperty('error');
});

test('a person reads what is wrong first and what to do under it, and how much is fine', async () => {
  const { url } = await faultServer(refusing);
  const result = await runQfpay(['doctor'], { env: merchantEnv(url) });
  expect(result.exit_code).toBe(6);
  expect(result.stdout).toMatch(/^FAIL {5}signature .*\n→ /);
  expect(result.stdout).toMatch(/\nok {7}\d+ checks are fine.*--all/);
  expect(result.stderr).toMatch(/^error: signature: .*1108/);
});

describe('a refused signature', () => {
  test('is told apart from a wrong key, whose right one another profile has', async () => {
    const home = makeHome();
    const profiles = { shop: { env: 'sandbox', app_code: testAppCode, client_key: testKeys.other } };
    writeFileSync(join(home.config, 'profiles.json'), JSON.stringify({ schema_version: 1, profiles }), { mode: 0o600 });
    const { createHash } = await import('node:crypto');
    const result = await doctor(
      ({ headers, params }, response) => {
        const text = `out_trade_no=${params['out_trade_no']}${testKeys.other}`;
        const right = createHash('sha256').update(text).digest('hex').toUpperCase();
        if (headers['x-qf-sign'] === right) answerRecords(response);
        else answerJson(response, { respcd: '1108', resperr: '签名错误' });
      },
      {},
      home,
    );
    expect(result.exit_code).toBe(6);
    expect(checksOf(result)['signature']).toMatchObject({
      status: 'fail',
      found: expect.stringMatching(/wrong key: .* is accepted with <key \w{8}> of profile shop, not with <key \w{8}>/),
    });
    expect(leakedKeys(result.stdout + result.stderr)).toEqual([]);
  });

  test('that MD5 would have passed says so', async () => {
    const result = await doctor((request, response) =>
      request.headers['x-qf-signtype'] === 'MD5' ? answerRecords(response) : answerJson(response, { respcd: '1108' }),
    );
    expect(checksOf(result)['signature']?.found).toContain('wrong hash: the same request is accepted with MD5');
    expect(checksOf(result)['signature']?.next_step).toContain('--sign-type MD5');
  });

  test('for a mistyped mchid is told apart from a wrong key', async () => {
    const result = await doctor(
      (request, response) =>
        request.params['mchid'] === undefined
          ? answerRecords(response)
          : answerJson(response, { respcd: '1108', resperr: 'MCHCODE非法' }),
      { QFPAY_MCHID: 'ZaMVg12346' },
    );
    expect(checksOf(result)['signature']?.found).toContain('wrong mchid');
  });

  test('of everything that is configured lists what was tried and what must not go there, and asks a handful of times', async () => {
    const { url, received } = await faultServer(refusing);
    const others = Object.fromEntries(
      ['PROD', 'TEST'].flatMap((env) => [
        [`QFPAY_${env}_APPCODE`, `APP${env}`],
        [`QFPAY_${env}_KEY`, `${testKeys.other}${env}`],
      ]),
    );
    const result = await runQfpay(['doctor', '--json'], { env: { ...merchantEnv(url), ...others } });
    expect(result.exit_code).toBe(6);
    const found = checksOf(result)['signature']?.found;
    expect(found).toContain('tried as well, and refused: MD5');
    expect(found).toContain('not tried: QFPAY_PROD_KEY: its credentials go to hosts of QFPay only');
    expect(received.length).toBeLessThanOrEqual(8);
    expect(received.every(({ path }) => path === '/trade/v1/query')).toBe(true);
    expect(leakedKeys(result.stdout + result.stderr)).toEqual([]);
  });
});

test.each([
  ['a minute off is a warning', 60_000, 'warning', 0],
  ['ten minutes off fails', -600_000, 'fail', 3],
  ['ten seconds off is none', 10_000, 'ok', 0],
])('a clock that is %s', async (_what, skew, status, exit_code) => {
  const result = await doctor((_request, response) => {
    response.setHeader('date', new Date(Date.now() + skew).toUTCString());
    answerRecords(response);
  });
  expect(checksOf(result)['clock']?.status).toBe(status);
  expect(result.exit_code).toBe(exit_code);
});

test('a login page in between is no gateway', async () => {
  const result = await doctor((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><title>Free Wi-Fi</title></html>');
  });
  expect(result.exit_code).toBe(7);
  expect(checksOf(result)['connection']).toMatchObject({
    status: 'fail',
    next_step: expect.stringContaining('login page'),
  });
  expect(checksOf(result)['signature']?.status).toBe('skipped');
});

test('a refused connection is told with the next step', async () => {
  const result = await runQfpay(['doctor', '--json'], { env: merchantEnv(`http://127.0.0.1:${await closedPort()}`) });
  expect(result.exit_code).toBe(7);
  expect(checksOf(result)['connection']).toMatchObject({
    status: 'fail',
    found: expect.stringContaining('connection refused'),
    next_step: expect.stringContaining('nothing listens there'),
  });
});

test('with no credentials it says what to set, and skips the rest', async () => {
  const result = await runQfpay(['doctor', '--json']);
  const checks = checksOf(result);
  expect(result.exit_code).toBe(3);
  expect(checks['credentials']).toMatchObject({
    status: 'fail',
    next_step: expect.stringContaining('QFPAY_KEY: export it'),
  });
  expect(checks['signature']?.status).toBe('skipped');
  expect(documentOf(result)).toMatchObject({ error: { code: 'config', exit: 3 } });
});

test('half a set is named, and does not stop the other checks', async () => {
  const result = await runQfpay(['doctor', '--json'], {
    env: { QFPAY_APPCODE: testAppCode, QFPAY_TIMEZONE: 'Mars/Base' },
  });
  const checks = checksOf(result);
  expect(checks['credentials']?.found).toContain('QFPAY_APPCODE is set, but QFPAY_KEY is not');
  expect(checks['timezone']?.status).toBe('fail');
  expect(checks['txdtm']?.status).toBe('ok');
});

test.each([
  ['a space', `${testKeys.sandbox} `, 'has white space around it'],
  ['quotes', `"${testKeys.sandbox}"`, 'stands in quotes'],
  ['a byte order mark', `\uFEFF${testKeys.sandbox}`, 'begins with a byte order mark'],
  ['a line end inside', `${testKeys.sandbox}\nx`, 'has a line end'],
  ['another length', testKeys.sandbox.slice(2), 'characters, where 32 were seen'],
])('a key with %s is told without it', async (_what, key, words) => {
  const { url } = await faultServer(nothing);
  const result = await runQfpay(['doctor', '--json'], { env: { ...merchantEnv(url), QFPAY_KEY: key } });
  const { status, found } = checksOf(result)['key_shape'] ?? { status: '', found: '' };
  expect(found).toContain(words);
  expect(status).toBe([...key].length === 32 ? 'ok' : 'warning');
  expect(leakedKeys(result.stdout + result.stderr)).toEqual([]);
});

test('of a .env it tells what is read, what is ignored, and names that have lost an underscore', async () => {
  const home = makeHome();
  writeFileSync(join(home.work, '.env'), `QFPAYKEY=x\nQFPAY_ENV=test\nDATABASE_URL=y\nQFPAY_MCHID=\n`);
  const { url } = await faultServer(nothing);
  const env = { ...merchantEnv(url), QFPAY_ENV: 'sandbox' };
  const checks = checksOf(await runQfpay(['doctor', '--json'], { home, env }));
  expect(checks['.env']?.found).toContain('2 of 4 variables are read; ignored');
  expect(checks['.env']?.next_step).toContain('QFPAYKEY may have to be QFPAY_KEY');
  expect(checks['variables']?.found).toContain('QFPAY_MCHID (.env)');
  expect(checks['env']?.found).toBe(
    'sandbox from QFPAY_ENV; not test of QFPAY_ENV (.env) (the environment comes before .env, profiles and defaults)',
  );
});

test('--offline sends nothing', async () => {
  const { url, received } = await faultServer(nothing);
  const result = await runQfpay(['doctor', '--offline', '--json'], { env: merchantEnv(url) });
  expect(result.exit_code).toBe(0);
  expect(received).toEqual([]);
  expect(checksOf(result)['signature']).toEqual({ id: 'signature', status: 'skipped', found: '--offline' });
});

test('the environment local needs nothing', async () => {
  const home = makeHome();
  mkdirSync(join(home.work, 'sub'));
  const result = await runQfpay(['doctor', '--env', 'local', '--json'], { home });
  expect(result.exit_code).toBe(0);
  expect(checksOf(result)['signature']?.status).toBe('ok');
});

test('a key that was pasted where something else was meant is not shown', async () => {
  const { url } = await faultServer(nothing);
  const env = {
    ...merchantEnv(url),
    QFPAY_MCHID: testKeys.sandbox,
    QFPAY_LOG: testKeys.sandbox,
    QFPAY_LANG: testKeys.sandbox,
  };
  const result = await runQfpay(['doctor', '--json'], { env });
  expect(leakedKeys(result.stdout + result.stderr)).toEqual([]);
});
