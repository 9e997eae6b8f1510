import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/context.ts';
import { createLimiter, documentedWindows, limiterOf, type RateWindow } from '../../src/gateway/limiter.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';

/** Time that goes on only when everybody sleeps; `setImmediate` lets all that is awake come to rest first. */
function fakeClock(): Clock & { time: number; run(): Promise<void> } {
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock = {
    time: 1_000_000,
    now: () => new Date(clock.time),
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: clock.time + ms, wake });
      }),
    async run() {
      for (;;) {
        await new Promise(setImmediate);
        const next = sleepers.sort((a, b) => a.at - b.at).shift();
        if (!next) return;
        clock.time = Math.max(clock.time, next.at);
        next.wake();
      }
    },
  };
  return clock;
}

/** When each of `count` requests, all wanted at once, is sent, arrives at the gateway, and is over. */
async function schedule(windows: readonly RateWindow[], flights: readonly { out: number; back: number }[]) {
  const clock = fakeClock();
  const limiter = createLimiter(clock, windows);
  const start = clock.time;
  const arrivals: number[] = [];
  const all = flights.map(({ out, back }) =>
    limiter.run(async () => {
      if (out > 0) await clock.sleep(out);
      arrivals.push(clock.time - start);
      if (back > 0) await clock.sleep(back);
    }),
  );
  await clock.run();
  await Promise.all(all);
  return arrivals.sort((a, b) => a - b);
}

/** The most arrivals within any span of this length, both ends counted. */
function busiest(arrivals: readonly number[], { ms }: RateWindow): number {
  return Math.max(0, ...arrivals.map((first) => arrivals.filter((at) => at >= first && at <= first + ms).length));
}

const window = fc.record({ requests: fc.integer({ min: 1, max: 8 }), ms: fc.integer({ min: 10, max: 500 }) });
const flight = fc.record({ out: fc.integer({ min: 0, max: 60 }), back: fc.integer({ min: 0, max: 60 }) });

test('no window is ever exceeded as the gateway counts it, however long requests are on their way', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(window, { minLength: 1, maxLength: 3 }),
      fc.array(flight, { maxLength: 40 }),
      async (windows, flights) => {
        const arrivals = await schedule(windows, flights);
        expect(arrivals).toHaveLength(flights.length);
        for (const each of windows) expect(busiest(arrivals, each)).toBeLessThanOrEqual(each.requests);
      },
    ),
  );
});

test('it runs at its limit: each full window is followed by the next at once', async () => {
  await fc.assert(
    fc.asyncProperty(window, fc.integer({ min: 0, max: 30 }), async (each, count) => {
      const arrivals = await schedule(
        [each],
        Array.from({ length: count }, () => ({ out: 0, back: 0 })),
      );
      expect(arrivals).toEqual(Array.from({ length: count }, (_, n) => Math.floor(n / each.requests) * (each.ms + 1)));
    }),
  );
});

test('100 go out at once, 400 within 4 seconds, and the next after a minute', async () => {
  const arrivals = await schedule(
    documentedWindows,
    Array.from({ length: 430 }, () => ({ out: 0, back: 0 })),
  );
  expect(arrivals.filter((at) => at === 0)).toHaveLength(100);
  expect(arrivals.filter((at) => at < 4_000)).toHaveLength(400);
  expect(arrivals.at(-1)).toBe(60_001);
});

test('turns come in the order they were asked for', async () => {
  const clock = fakeClock();
  const limiter = createLimiter(clock, [{ requests: 2, ms: 100 }]);
  const order: number[] = [];
  const all = [0, 1, 2, 3, 4].map((n) => limiter.run(async () => order.push(n)));
  await clock.run();
  await Promise.all(all);
  expect(order).toEqual([0, 1, 2, 3, 4]);
});

test('a request still counts when the window is over to the millisecond', async () => {
  const clock = fakeClock();
  const limiter = createLimiter(clock, [{ requests: 1, ms: 100 }]);
  const start = clock.time;
  await limiter.run(async () => {});
  clock.time += 100;
  const next = limiter.run(async () => clock.time - start);
  await clock.run();
  expect(await next).toBe(101);
});

test('a request that failed has counted, and its error comes through', async () => {
  const clock = fakeClock();
  const limiter = createLimiter(clock, [{ requests: 1, ms: 100 }]);
  await expect(limiter.run(() => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
  const start = clock.time;
  const next = limiter.run(async () => clock.time - start);
  await clock.run();
  expect(await next).toBe(101);
});

test('a wait that is interrupted fails alone; who comes after waits for itself', async () => {
  const clock = fakeClock();
  let interrupts = 1;
  const sleep = (ms: number) => (interrupts-- > 0 ? Promise.reject(new Error('interrupted')) : clock.sleep(ms));
  const limiter = createLimiter({ now: clock.now, sleep }, [{ requests: 1, ms: 100 }]);
  const first = limiter.run(async () => 'first');
  const second = limiter.run(async () => 'second');
  const third = limiter.run(async () => 'third');
  expect(await first).toBe('first');
  await expect(second).rejects.toThrow('interrupted');
  await clock.run();
  expect(await third).toBe('third');
});

test('a clock that is set back by an hour does not hold anybody up for an hour', async () => {
  const clock = fakeClock();
  const limiter = createLimiter(clock, [{ requests: 1, ms: 100 }]);
  await limiter.run(async () => {});
  clock.time -= 3_600_000;
  const start = clock.time;
  const next = limiter.run(async () => clock.time - start);
  await clock.run();
  expect(await next).toBeLessThanOrEqual(202);
});

describe('one merchant at one gateway has one limiter', () => {
  const clock = fakeClock();
  const settings = (base_url: string, app_code: string, mchid?: string): Settings => ({
    env: 'sandbox',
    base_url,
    merchant: { app_code, client_key: new ClientKey('k'), ...(mchid === undefined ? {} : { mchid }) },
    sign_type: 'SHA256',
    timezone: 'Asia/Hong_Kong',
    timeout_ms: 1,
    verbose: false,
    warnings: [],
  });
  const first = limiterOf(settings('https://a', 'A', 'M'), clock);

  test('however often it is asked for', () => {
    expect(limiterOf(settings('https://a', 'A', 'M'), clock)).toBe(first);
  });

  test.each([
    ['base URL', settings('https://b', 'A', 'M')],
    ['app code', settings('https://a', 'B', 'M')],
    ['mchid', settings('https://a', 'A', 'N')],
    ['mchid, when there is none', settings('https://a', 'A')],
  ])('another for another %s', (_what, other) => {
    expect(limiterOf(other, clock)).not.toBe(first);
  });
});
