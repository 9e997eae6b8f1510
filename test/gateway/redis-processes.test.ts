import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EnforcingServer, enforcingServer } from '../support/enforcing-server.ts';
import { answerRecords } from '../support/fault-server.ts';
import { findRedisServer, type RedisServer, redisServer } from '../support/redis-server.ts';

const program = findRedisServer();
const windows = [
  { requests: 20, ms: 500 },
  { requests: 60, ms: 2_500 },
];

interface Ended {
  readonly exit_code: number | null;
  readonly stderr: string;
}

const well = { exit_code: 0, stderr: '' };

describe.skipIf(!program)('three machines that have a Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-machines-'));
  const sender = join(folder, 'sending-process.mjs');
  const all: RedisServer[] = [];
  let machines = 0;

  beforeAll(async () => {
    const input = join(import.meta.dirname, '..', 'support', 'sending-process.ts');
    const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent' });
    await bundle.write({ file: sender, format: 'esm', codeSplitting: false });
  });

  afterAll(async () => {
    await Promise.all(all.map((each) => each.kill()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function beginRedis(): Promise<RedisServer> {
    const redis = await redisServer(program ?? '');
    all.push(redis);
    return redis;
  }

  /** A process with a state folder of its own: nothing but the Redis tells it of the others. */
  function send(
    server: EnforcingServer,
    redis: RedisServer,
    requests: number,
    onStart?: (child: ChildProcess) => void,
  ) {
    machines += 1;
    const env = { QFPAY_STATE_DIR: join(folder, `machine-${machines}`), QFPAY_LIMITER_URL: redis.url };
    const args = [sender, server.url, String(requests), '6', JSON.stringify({ windows })];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'pipe'] });
    onStart?.(child);
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    return new Promise<Ended>((resolve) => child.on('close', (exit_code) => resolve({ exit_code, stderr })));
  }

  // How near they come to what the windows allow is measured by `npm run bench:limits`, not here: it depends on the machine.
  test('provoke no 429, and each request arrives', async () => {
    const [server, redis] = [await enforcingServer(windows), await beginRedis()];
    const ended = await Promise.all([send(server, redis, 50), send(server, redis, 50), send(server, redis, 50)]);
    expect(ended).toEqual([well, well, well]);
    expect(server.arrivals).toHaveLength(150);
    expect(server.refused).toBe(0);
  });

  test('nor when one of them is killed; what it had in the air still counts', async () => {
    let victim: ChildProcess | undefined;
    const redis = await beginRedis();
    const server = await enforcingServer(windows, (_request, response, count) => {
      if (count === 25) victim?.kill('SIGKILL');
      answerRecords(response);
    });
    const killed = send(server, redis, 1_000, (child) => {
      victim = child;
    });
    const ended = await Promise.all([killed, send(server, redis, 20), send(server, redis, 20)]);
    expect(ended.map(({ exit_code }) => exit_code)).toEqual([null, 0, 0]);
    expect(server.refused).toBe(0);
  });

  test('lose no request when it is killed and comes back empty, and each says so in one line', async () => {
    const redis = await beginRedis();
    const server = await enforcingServer(windows, (_request, response, count) => {
      if (count === 20) void redis.kill();
      if (count === 50) void redis.start();
      answerRecords(response);
    });
    const ended = await Promise.all([send(server, redis, 45), send(server, redis, 45)]);
    expect(ended.map(({ exit_code }) => exit_code)).toEqual([0, 0]);
    for (const { stderr } of ended) {
      const own = stderr.split('\n').filter((line) => !/HTTP 429/.test(line));
      expect(own).toEqual([expect.stringMatching(warningPattern), '']);
    }
    expect(server.arrivals.length - server.refused).toBe(90);
  });

  test('end as soon as they are done, whatever the Redis does', async () => {
    const redis = await beginRedis();
    const server = await enforcingServer(windows);
    await send(server, redis, 1);
    expect(await send(server, redis, 1)).toEqual(well);
    redis.freeze();
    const { exit_code, stderr } = await send(server, redis, 1);
    redis.wake();
    expect(exit_code).toBe(0);
    expect(stderr).toMatch(/no answer from 127\.0\.0\.1:\d+ in 2 s/);
  });
});

const warningPattern =
  /^warning: QFPAY_LIMITER_URL cannot be used: (connection refused by|the connection to) 127\.0\.0\.1:\d+.*; this machine keeps to the limits by itself, and other machines are not counted$/;
