import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RedisReply } from '../../../src/context/network.ts';
import { NetworkError } from '../../../src/errors.ts';
import { enterScript, leaveScript, probeRedis } from '../../../src/gateway/redis-book.ts';
import { createClock } from '../../../src/host/context.ts';
import { openRedis } from '../../../src/host/network/redis.ts';
import { findRedisServer, type RedisServer, redisServer } from '../../support/redis-server.ts';

const program = findRedisServer();
const password = 'p@ss/w:rd%20';
const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)), fraction: Math.random };
const probing = { clock: createClock(new AbortController().signal), random };

/** What became of one command, and how long it took. */
async function outcomeOf(url: string, command: readonly string[]): Promise<{ said: RedisReply | string; ms: number }> {
  const redis = openRedis(url);
  const began = performance.now();
  const said = await redis
    .send(command)
    .catch((error: unknown) =>
      error instanceof NetworkError ? `trouble: ${error.message}` : `another error: ${error}`,
    );
  redis.close();
  return { said, ms: performance.now() - began };
}

describe.skipIf(!program)('a real Redis', () => {
  const all: RedisServer[] = [];
  const begin = async (...flags: string[]) => {
    const server = await redisServer(program ?? '', flags);
    all.push(server);
    return server;
  };
  let plain: RedisServer;
  beforeAll(async () => {
    plain = await begin();
  });
  afterAll(() => Promise.all(all.map((each) => each.kill())));

  test('carries out both scripts as the book means them', async () => {
    const redis = openRedis(plain.url);
    const keys = ['t:{a}:lock', 't:{a}:book'];
    const enter = (token: string) => redis.send(['EVAL', enterScript, '2', ...keys, token, '3000']);
    const leave = (token: string, text: string) => redis.send(['EVAL', leaveScript, '2', ...keys, token, text, '9000']);
    const before = Date.now();
    const [seconds, micros, book] = (await enter('one')) as readonly RedisReply[];
    const time = Number(seconds) * 1000 + Number(micros) / 1000;
    expect(time).toBeGreaterThanOrEqual(before - 1);
    expect(time).toBeLessThanOrEqual(Date.now() + 1);
    expect(book).toBe(null);
    expect(await enter('two')).toBe(null);
    expect(Number((await plain.command('PTTL', 't:{a}:lock')).slice(1))).toBeGreaterThan(2_000);
    expect(await leave('two', 'not kept')).toBe(0);
    expect(await leave('one', 'slot é\n')).toBe(1);
    expect(await leave('one', 'again')).toBe(0);
    expect(await enter('three')).toEqual([expect.any(String), expect.any(String), 'slot é\n']);
    expect(Number((await plain.command('PTTL', 't:{a}:book')).slice(1))).toBeGreaterThan(8_000);
    redis.close();
  });

  test('proves by the probe that all is there that a turn needs', async () => {
    const redis = openRedis(plain.url);
    expect(Math.abs((await probeRedis(redis, probing)).ahead_ms)).toBeLessThan(500);
    redis.close();
  });

  test('is told its password, and by no name what another one was', async () => {
    const { port } = await begin('--requirepass', password);
    const url = (secret: string) => `redis://:${encodeURIComponent(secret)}@127.0.0.1:${port}`;
    expect((await outcomeOf(url(password), ['PING'])).said).toBe('PONG');
    const refused = `trouble: 127.0.0.1:${port} does not take this user and password`;
    expect((await outcomeOf(url('wrong'), ['PING'])).said).toBe(refused);
    expect((await outcomeOf(`redis://nobody:x@127.0.0.1:${port}`, ['PING'])).said).toBe(refused);
    const asked = `trouble: 127.0.0.1:${port} asks for a password`;
    expect((await outcomeOf(`redis://127.0.0.1:${port}`, ['PING'])).said).toBe(asked);
  });

  test('that asks for no password takes one without a word', async () => {
    expect((await outcomeOf(plain.url.replace('//', '//:unneeded@'), ['PING'])).said).toBe('PONG');
  });

  test('keeps the book in the database that the address names', async () => {
    expect((await outcomeOf(`${plain.url}/3`, ['SET', 'only-in-3', 'x'])).said).toBe('OK');
    expect(await plain.command('EXISTS', 'only-in-3')).toBe(':0\r\n');
    expect((await outcomeOf(`${plain.url}/99`, ['PING'])).said).toMatch(/^trouble: .* refuses: ERR DB index/);
  });

  test('that is full refuses, in its own words', async () => {
    const full = await begin('--maxmemory', '1', '--maxmemory-policy', 'noeviction');
    const { said } = await outcomeOf(full.url, ['EVAL', enterScript, '2', '{a}l', '{a}b', 'x', '1000']);
    expect(said).toMatch(/^trouble: 127\.0\.0\.1:\d+ refuses: .*OOM command not allowed/);
  });

  test('that stands still is given up after two seconds, and answers again when it goes on', async () => {
    const server = await begin();
    const redis = openRedis(server.url);
    expect(await redis.send(['PING'])).toBe('PONG');
    server.freeze();
    const began = performance.now();
    await expect(redis.send(['PING'])).rejects.toThrow(`no answer from 127.0.0.1:${server.port} in 2 s`);
    expect(performance.now() - began).toBeLessThan(4_500);
    server.wake();
    expect(await redis.send(['PING'])).toBe('PONG');
    redis.close();
  });

  test('that closes a connection which is idle is connected to anew, without a word', async () => {
    const server = await begin();
    const redis = openRedis(server.url);
    expect(await redis.send(['PING'])).toBe('PONG');
    expect(await server.command('CLIENT', 'KILL', 'TYPE', 'normal')).toBe(':1\r\n');
    // So long at most until the end of the connection has come here.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await redis.send(['PING'])).toBe('PONG');
    redis.close();
  });

  test('that was killed and is started again is connected to again', async () => {
    const server = await begin();
    const redis = openRedis(server.url);
    expect(await redis.send(['PING'])).toBe('PONG');
    await server.kill();
    const refused = /connection refused by 127|the connection to 127\.0\.0\.1:\d+ broke off/;
    await expect(redis.send(['PING'])).rejects.toThrow(refused);
    await expect(redis.send(['PING'])).rejects.toThrow(`connection refused by 127.0.0.1:${server.port}`);
    await server.start();
    expect(await redis.send(['PING'])).toBe('PONG');
    redis.close();
  });

  test('of a cluster says which node has the book, and that one is asked', async () => {
    const [one, two] = [await begin('--cluster-enabled', 'yes'), await begin('--cluster-enabled', 'yes')];
    await one.command('CLUSTER', 'ADDSLOTSRANGE', '0', '8191');
    await two.command('CLUSTER', 'ADDSLOTSRANGE', '8192', '16383');
    await one.command('CLUSTER', 'MEET', '127.0.0.1', `${two.port}`);
    const isWhole = async (server: RedisServer) => /cluster_state:ok/.test(await server.command('CLUSTER', 'INFO'));
    while (!((await isWhole(one)) && (await isWhole(two)))) await new Promise((resolve) => setTimeout(resolve, 50));
    for (const server of [one, two]) {
      const redis = openRedis(server.url);
      for (let turn = 0; turn < 4; turn += 1) await probeRedis(redis, probing);
      redis.close();
    }
  }, 20_000);

  describe('by TLS', () => {
    const folder = mkdtempSync(join(tmpdir(), 'qfpay-redis-tls-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    beforeAll(() => {
      const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2'];
      execFileSync('openssl', [...request, '-subj', '/CN=redis.example'], { stdio: 'ignore' });
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('is not spoken to where nobody trusted vouches for it', async () => {
      const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert];
      const server = await begin('--tls-port', 'PORT', '--tls-auth-clients', 'no', ...files);
      const { said } = await outcomeOf(server.url, ['PING']);
      expect(said).toMatch(/^trouble: no trusted TLS with 127\.0\.0\.1:\d+ \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/);
    });

    test('is not mistaken for one without it', async () => {
      const { said } = await outcomeOf(plain.url.replace('redis:', 'rediss:'), ['PING']);
      expect(said).toMatch(/^trouble: (no answer from|the connection to|no trusted TLS with) 127\.0\.0\.1:\d+/);
    });
  });
});

const notFound = 'HTTP/1.1 404 Not Found\r\n\r\n';

/** What it heard last, as an error; `first` is the answer to the first command. */
function repeats(socket: Socket, first?: string) {
  let heard = '';
  return (data: Buffer) => {
    const is_first = heard === '';
    heard += `${data}`.replaceAll('\r\n', ' ');
    socket.write(is_first && first ? `${first}\r\n` : `-ERR ${heard}\r\n`);
  };
}

describe('what is no Redis', () => {
  async function serverThat(onConnection: (socket: Socket) => void) {
    const server = createServer((socket) => onConnection(socket.on('error', () => {})));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { url: `redis://:secret-word@127.0.0.1:${port}`, close: () => server.close() };
  }

  test.each<[string, RegExp, (socket: Socket) => void]>([
    ['hangs up', /^trouble: the connection to 127/, (socket) => socket.destroy()],
    ['speaks HTTP', /^trouble: the connection to 127/, (socket) => socket.on('data', () => socket.end(notFound))],
    ['says nothing', /^trouble: no answer from 127/, () => {}],
    ['repeats what it hears, as an error', /does not take this user/, (socket) => socket.on('data', repeats(socket))],
    ['repeats it later', /refuses: ERR .*\*\*\*/, (socket) => socket.on('data', repeats(socket, '+OK'))],
  ])('one that %s fails in time, without the password', async (_what, expected, onConnection) => {
    const { url, close } = await serverThat(onConnection);
    const { said, ms } = await outcomeOf(url, ['PING']);
    close();
    expect(said).toMatch(expected);
    expect(ms).toBeLessThan(5_000);
    expect(said).not.toContain('secret-word');
  });

  test('names host and port and nothing else of its address', () => {
    expect(openRedis('rediss://user:pw@cache.example/4').place).toBe('cache.example:6379');
    expect(openRedis('redis://[::1]:7000').place).toBe('[::1]:7000');
  });
});
