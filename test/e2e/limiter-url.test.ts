import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enforcingServer } from '../support/enforcing-server.ts';
import { answerRecords, faultServer } from '../support/fault-server.ts';
import { findRedisServer, type RedisServer, redisServer } from '../support/redis-server.ts';
import { makeHome, merchantEnv, runQfpay } from '../support/run-qfpay.ts';

const program = findRedisServer();
const password = 'hunter2-hunter2';

const pending = {
  ...{ syssn: '20260302180500020000000001', out_trade_no: 'A-1', txamt: '500', txcurrcd: 'HKD', pay_type: '800208' },
  ...{ order_type: 'payment', respcd: '1143', errmsg: 'pending', cancel: '0' },
  ...{ txdtm: '2026-03-02 15:04:05', sysdtm: '2026-03-02 15:04:06' },
};

/** The limiter's book, whatever its merchant. */
async function bookIn(redis: RedisServer): Promise<string> {
  const [key] = /qfpay:limiter:\{\w+\}:book/.exec(await redis.command('KEYS', 'qfpay:limiter:*:book')) ?? [];
  return key === undefined ? '' : redis.command('GET', key);
}

describe.skipIf(!program)('the built tool that waits while its Redis is killed and comes back empty', () => {
  test('goes on without it, goes back to it, and tells it of what was sent before', async () => {
    const redis = await redisServer(program ?? '');
    const books: string[] = [];
    const server = await faultServer(async (_request, response, count) => {
      if (count === 2) await redis.kill();
      if (count === 3) await redis.start();
      const book = count > 3 ? await bookIn(redis) : '';
      books.push(book);
      const is_enough = book !== '' || count > 9;
      answerRecords(response, is_enough ? { ...pending, respcd: '0000', errmsg: 'success' } : pending);
    });
    const { stderr, exit_code } = await runQfpay(['query', 'A-1', '--wait', '--json'], {
      env: { ...merchantEnv(server.url), QFPAY_LIMITER_URL: redis.url },
    });
    await redis.kill();
    expect(exit_code).toBe(0);
    expect(stderr.match(/QFPAY_LIMITER_URL cannot be used/g)).toHaveLength(1);
    // The request that asks is in the book before it leaves, beside all of its forerunners.
    expect(books.at(-1)?.match(/^slot /gm)).toHaveLength(server.received.length);
    expect(server.received.length).toBeGreaterThan(3);
  });
});

describe.skipIf(!program)('the built tool with QFPAY_LIMITER_URL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-limiter-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  let redis: RedisServer;

  beforeAll(async () => {
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2'];
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync('openssl', [...request, ...names], { stdio: 'ignore' });
    const tls = ['--tls-port', 'PORT', '--tls-auth-clients', 'no', '--tls-cert-file', cert, '--tls-key-file', key];
    redis = await redisServer(program ?? '', [...tls, '--tls-ca-cert-file', cert, '--requirepass', password]);
  });

  afterAll(async () => {
    await redis.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A query of a machine of its own. */
  async function query(more: Readonly<Record<string, string>>) {
    const server = await enforcingServer([{ requests: 100, ms: 1_000 }]);
    const env = { ...merchantEnv(server.url), ...more };
    const ran = await runQfpay(['query', '--syssn', '20260302180500020000000001', '--verbose', '--json'], {
      home: makeHome(),
      env,
    });
    return { ...ran, requests: server.arrivals.length };
  }

  const url = (host: string) => redis.url.replace('127.0.0.1', `:${password}@${host}`);

  test('keeps the limits behind TLS that a company vouches for, by name and by number, whatever DEBUG says', async () => {
    for (const host of ['localhost', '127.0.0.1']) {
      const { stderr, stdout, requests } = await query({
        ...{ QFPAY_LIMITER_URL: url(host), NODE_EXTRA_CA_CERTS: cert, DEBUG: '*' },
      });
      expect(requests).toBeGreaterThan(0);
      expect(stderr).not.toContain('QFPAY_LIMITER_URL');
      expect(stdout + stderr).not.toMatch(/hunter2|ioredis/);
    }
  });

  test('asks the gateway all the same where nobody vouches for the Redis, and says why in one line', async () => {
    const { exit_code, stderr, stdout, requests } = await query({ QFPAY_LIMITER_URL: url('localhost') });
    expect(requests).toBeGreaterThan(0);
    expect(exit_code).not.toBe(1);
    expect(
      stderr.match(/^warning: QFPAY_LIMITER_URL cannot be used: no trusted TLS with localhost:\d+ .*$/gm),
    ).toHaveLength(1);
    expect(stdout + stderr).not.toContain('hunter2');
  });
});
