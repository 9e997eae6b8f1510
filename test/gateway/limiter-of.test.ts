import { describe, expect, test } from 'vitest';
import { limiterOf, rulesOf } from '../../src/gateway/create-gateway.ts';
import { documentedWindows } from '../../src/gateway/traffic.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { type TestContext, testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { memoryRedis } from '../support/memory-redis.ts';

function settings(base_url: string, app_code: string, more: Partial<Settings> & { mchid?: string } = {}): Settings {
  const { mchid, ...rest } = more;
  return {
    env: 'sandbox',
    base_url,
    merchant: { app_code, client_key: new ClientKey('k'), ...(mchid === undefined ? {} : { mchid }) },
    sign_type: 'SHA256',
    timezone: 'Asia/Hong_Kong',
    timeout_ms: 1_000,
    lang: 'en',
    verbose: false,
    warnings: [],
    ...rest,
  };
}

const merchant = settings('https://a', 'A');

/** How long the first of these waits after another process has used up the only request of a second. */
async function waitAfter(first: TestContext, used: Settings, wanted: Settings): Promise<number> {
  const pace = { windows: [{ requests: 1, ms: 1_000 }] };
  await limiterOf(used, first, pace).run(async () => {});
  const random = { ...first.random, fraction: () => 0.25 };
  const second = testContext({ files: first.files, now: first.clock.now(), random });
  await limiterOf(wanted, second, pace).run(async () => {});
  return second.slept.reduce((sum, ms) => sum + ms, 0);
}

describe('one merchant at one gateway', () => {
  const context = testContext();

  test('has one limiter in a process, however often it is asked for', () => {
    expect(limiterOf(merchant, context)).toBe(limiterOf(settings('https://a', 'A'), context));
    expect(limiterOf(merchant, context, { max_per_minute: 5 })).not.toBe(limiterOf(merchant, context));
  });

  test.each([
    ['the very same merchant', merchant],
    [
      'another mchid of the same app code, for they may be limited together',
      settings('https://a', 'A', { mchid: 'N' }),
    ],
  ])('shares its limit with another process: %s', async (_what, wanted) => {
    expect(await waitAfter(testContext(), merchant, wanted)).toBe(1_002);
  });

  test.each([
    ['base URL', settings('https://b', 'A')],
    ['app code', settings('https://a', 'B')],
  ])('shares nothing with another %s', async (_what, wanted) => {
    expect(await waitAfter(testContext(), merchant, wanted)).toBe(0);
  });

  test('writes nothing down for the local gateway', async () => {
    const files = memoryFiles();
    await limiterOf(settings('http://127.0.0.1:1', 'A', { env: 'local' }), testContext({ files })).run(async () => {});
    expect([...files.entries.keys()]).toEqual([]);
  });

  test('is not named in the file nor by its name', async () => {
    const { files, ...context } = testContext();
    await limiterOf(settings('https://a', 'SECRETISH'), { ...context, files }).run(async () => {});
    const kept = [...files.entries].map(([path, { bytes }]) => `${path} ${Buffer.from(bytes).toString()}`);
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/^\/home\/tester\/.local\/state\/qfpay\/traffic\/[0-9a-f]{16}\.txt /);
    expect(kept[0]).not.toContain('SECRETISH');
  });
});

describe('who waits is told', () => {
  const pace = { windows: [{ requests: 1, ms: 30_000 }] };

  test('why, when it is long', async () => {
    const context = testContext();
    const limiter = limiterOf(merchant, context, pace);
    await limiter.run(async () => {});
    await limiter.run(async () => {});
    expect(context.written.err).toBe('waiting 30 s: the gateway takes at most 1 requests in 30 s\n');
  });

  test('nothing when it is a moment, nor in a batch, which shows its progress itself', async () => {
    const context = testContext();
    const short = limiterOf(merchant, context, { windows: [{ requests: 1, ms: 1_000 }] });
    const batch = limiterOf(settings('https://b', 'B'), context, { ...pace, max_per_minute: 400 });
    for (const limiter of [short, short, batch, batch]) await limiter.run(async () => {});
    expect(context.slept).toHaveLength(2);
    expect(context.written.err).toBe('');
  });
});

test('a batch leaves a fortieth of each window to the tills and keeps its own limit; opened wide there is none', () => {
  expect(rulesOf({ max_per_minute: 200 })).toEqual([
    { requests: 97, ms: 1_000, counts: 'all' },
    { requests: 390, ms: 60_000, counts: 'all' },
    { requests: 200, ms: 60_000, counts: 'background' },
  ]);
  expect(rulesOf({ max_per_minute: 200, windows: [] })).toEqual([]);
  expect(rulesOf({})).toEqual(documentedWindows.map((window) => ({ ...window, counts: 'all' })));
});

describe('QFPAY_LIMITER_URL', () => {
  const limiter_url = 'redis://:hunter2hunter2@redis.example:6379';
  const shared = settings('https://a', 'A1B2C3', { limiter_url });

  /** Machines that have nothing in common but a Redis. */
  function machines() {
    const opened: string[] = [];
    // One time for all, which goes on while one of them sleeps.
    const { clock, slept } = testContext();
    const redis = memoryRedis(clock);
    const begin = (fraction: number) => {
      const context = testContext({
        openRedis: async (url) => {
          opened.push(url);
          return redis;
        },
      });
      return { ...context, clock: { ...clock }, random: { ...context.random, fraction: () => fraction } };
    };
    return { redis, opened, slept, begin };
  }

  test('has machines share the limit of a merchant, whose app code the Redis never sees', async () => {
    const { redis, slept, begin } = machines();
    const pace = { windows: [{ requests: 1, ms: 1_000 }] };
    const [one, other] = [begin(0.1), begin(0.2)];
    for (const machine of [one, other]) {
      await limiterOf(shared, machine, pace).run(async () => {});
      // The answer does not wait until the others are told of it.
      for (let rest = 0; rest < 10; rest += 1) await new Promise(setImmediate);
    }
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(1_002);
    expect([...one.files.entries.keys(), ...other.files.entries.keys()]).toEqual([]);
    expect(redis.sent.length).toBeGreaterThan(0);
    expect(JSON.stringify(redis.sent)).not.toMatch(/A1B2C3|hunter2/);
    expect([...redis.kept.keys()]).toEqual([expect.stringMatching(/^qfpay:limiter:\{[0-9a-f]{16}\}:book$/)]);
  });

  test('is opened once for all limiters of a process, and told of once where it is away', async () => {
    const { redis, opened, begin } = machines();
    redis.fate = () => 'lost';
    const context = begin(0.1);
    const { clock } = context;
    await limiterOf(shared, context).run(async () => {});
    await limiterOf(shared, { ...context, clock: { ...clock } }, { max_per_minute: 200 }).run(async () => {});
    expect(opened).toEqual([limiter_url]);
    expect(context.written.err).toBe(
      'warning: QFPAY_LIMITER_URL cannot be used: connection refused by redis.example:6379; this machine keeps to the limits by itself, and other machines are not counted\n',
    );
    // As where there is no Redis at all.
    expect([...context.files.entries.keys()]).toEqual([expect.stringContaining('/qfpay/traffic/')]);
  });

  test('is not opened for the local gateway, nor before a request is about to leave', async () => {
    const { opened, begin } = machines();
    limiterOf(shared, begin(0.1));
    await limiterOf({ ...shared, env: 'local' }, begin(0.2)).run(async () => {});
    expect(opened).toEqual([]);
  });
});
