import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Redis } from '../../src/context/network.ts';
import { CancelledError, NetworkError } from '../../src/errors.ts';
import { rulesOf } from '../../src/gateway/create-gateway.ts';
import { createLimiter, type Limiter } from '../../src/gateway/limiter.ts';
import { probeRedis, RedisDoor, redisBook } from '../../src/gateway/redis-book.ts';
import {
  documentedWindows,
  memoryBook,
  noTraffic,
  type RateWindow,
  readTraffic,
  type Slot,
  type TrafficBook,
} from '../../src/gateway/traffic.ts';
import { busiest } from '../support/enforcing-server.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';
import { type MemoryRedis, memoryRedis } from '../support/memory-redis.ts';

const start = Date.parse('2026-03-02T07:04:05.000Z');
let seed = 0;
const random = {
  bytes: (count: number) => Uint8Array.from({ length: count }, () => seed++ % 256),
  fraction: () => 0.5,
};

/** A machine whose own clock is wrong by so much. */
function machineClock(clock: FakeClock, wrong_ms: number) {
  return { ...clock, now: () => new Date(clock.now().getTime() + wrong_ms), sleep: clock.sleep };
}

interface MachineRules {
  readonly clock: FakeClock;
  readonly redis: Redis;
  readonly owner: string;
  readonly wrong_ms?: number;
  readonly own?: TrafficBook;
}

function bookOf({ clock, redis, owner, wrong_ms = 0, own = memoryBook() }: MachineRules) {
  const told: string[] = [];
  const door = new RedisDoor(
    async () => redis,
    (problem) => told.push(problem),
  );
  const own_clock = machineClock(clock, wrong_ms);
  return { told, clock: own_clock, book: redisBook({ door, clock: own_clock, random, name: 'a1b2', owner, own }) };
}

function limiterAt(
  rules: MachineRules & { readonly windows: readonly RateWindow[]; readonly max_per_minute?: number },
) {
  const { windows, max_per_minute, owner } = rules;
  const pace = { windows, ...(max_per_minute === undefined ? {} : { max_per_minute }) };
  const limits = { rules: rulesOf(pace), is_background: max_per_minute !== undefined, flight_ms: 10_000 };
  const { clock, book, told } = bookOf(rules);
  return { limiter: createLimiter(limits, { clock, book, owner }), told };
}

/** Sends so many at once; notes when each arrives. */
function sendAll(limiter: Limiter, count: number, clock: FakeClock, arrivals: number[]): Promise<unknown> {
  const one = () =>
    limiter.run(async () => {
      arrivals.push(clock.time);
      await clock.sleep(20);
    });
  return Promise.all(Array.from({ length: count }, one));
}

const slotOf = (owner: string, id: number, since: number, until: number): Slot => {
  return { owner, id, is_background: false, since, until };
};

describe('several machines hold the windows together', () => {
  test('whatever their clocks say, and however long the way to the Redis is', async () => {
    const wrong = fc.integer({ min: -86_400_000, max: 86_400_000 });
    const window = fc.record({ requests: fc.integer({ min: 2, max: 8 }), ms: fc.integer({ min: 200, max: 900 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(wrong, { minLength: 2, maxLength: 4 }),
        fc.array(window, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 0, max: 30 }),
        wrong,
        async (clocks, windows, way_ms, ahead_ms) => {
          const clock = fakeClock();
          const redis = memoryRedis(clock, { ahead_ms, way_ms });
          const arrivals: number[] = [];
          const all = clocks.map((wrong_ms, index) => {
            const { limiter } = limiterAt({ clock, redis, owner: `m${index}`, wrong_ms, windows });
            return sendAll(limiter, 6, clock, arrivals);
          });
          await clock.run();
          await Promise.all(all);
          expect(arrivals).toHaveLength(6 * clocks.length);
          for (const each of windows) expect(busiest(arrivals, each)).toBeLessThanOrEqual(each.requests);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a till is let out before the batch of another machine that has waited longer', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock, { ahead_ms: 7_000 });
    const windows = [{ requests: 2, ms: 1_000 }];
    const order: string[] = [];
    const send = (limiter: Limiter, name: string) => limiter.run(async () => void order.push(name));
    const batch = limiterAt({ clock, redis, owner: 'b', wrong_ms: -5_000, windows, max_per_minute: 400 });
    const till = limiterAt({ clock, redis, owner: 't', wrong_ms: 90_000, windows });
    const all = [1, 2, 3].map((each) => send(batch.limiter, `batch ${each}`));
    for (let rest = 0; rest < 20; rest += 1) await new Promise(setImmediate);
    all.push(send(till.limiter, 'till 1'), send(till.limiter, 'till 2'));
    await clock.run();
    await Promise.all(all);
    expect(order).toEqual(['batch 1', 'till 1', 'till 2', 'batch 2', 'batch 3']);
  });

  test('one that asked for a pause after a 429 holds all of them up', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    const arrivals: number[] = [];
    const [one, other] = ['a', 'b'].map((owner) => limiterAt({ clock, redis, owner, windows: documentedWindows }));
    one?.limiter.pause(30_000);
    for (let rest = 0; rest < 20; rest += 1) await new Promise(setImmediate);
    const sent = other && sendAll(other.limiter, 1, clock, arrivals);
    await clock.run();
    await sent;
    expect(arrivals.map((at) => at - start)).toEqual([30_000]);
  });

  test('a request that ended is told of, though nobody waits: it counts for a minute and not for its longest flight', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock, { ahead_ms: 1_000 });
    const { limiter } = limiterAt({ clock, redis, owner: 'a', windows: documentedWindows });
    const sent = sendAll(limiter, 1, clock, []);
    await clock.run();
    await sent;
    const [book] = [...redis.kept].flatMap(([key, { text }]) => (key.endsWith(':book') ? [text] : []));
    expect(readTraffic(Buffer.from(book ?? '')).slots).toEqual([slotOf('a', 1, start + 1_000, start + 1_020)]);
  });
});

describe('a turn', () => {
  test('leaves what others wrote as it was, to the millisecond, and its own at the latest that it may have been', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock, { ahead_ms: 5_000, way_ms: 10 });
    const { book } = bookOf({ clock, redis, owner: 'a', wrong_ms: 60_000 });
    const theirs = `slot b 1 ${start + 4_000} ${start + 4_100} 1\nplace b 0 ${start + 4_000} ${start + 9_000} 1\n`;
    redis.kept.set('qfpay:limiter:{a1b2}:book', { text: theirs, until: Number.MAX_SAFE_INTEGER });
    const turn = book.update(({ slots }) => slots.push(slotOf('a', 1, start + 60_000, start + 60_500)));
    await clock.run();
    await turn;
    const traffic = readTraffic(Buffer.from(redis.kept.get('qfpay:limiter:{a1b2}:book')?.text ?? ''));
    expect(traffic.slots[0]).toEqual({ ...slotOf('b', 1, start + 4_000, start + 4_100), is_background: true });
    expect(traffic.queue).toEqual([{ owner: 'b', is_background: true, since: start + 4_000, until: start + 9_000 }]);
    // It began at 5.000 s by Redis's clock and ended at 5.500; the way took 10 ms there and 10 back.
    expect(traffic.slots[1]).toEqual(slotOf('a', 1, start + 4_990, start + 5_510));
  });

  test('that stood still for longer than the lock lasts is taken anew, and only the second one counts', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    const { book } = bookOf({ clock, redis, owner: 'a' });
    const found: number[] = [];
    await book.update((traffic) => {
      found.push(traffic.slots.length);
      if (found.length > 1) return void traffic.slots.push(slotOf('a', 1, start, start));
      clock.time += 3_500;
      redis.kept.set('qfpay:limiter:{a1b2}:book', {
        text: `slot b 1 ${start} ${start} 0\n`,
        until: clock.time + 9_999,
      });
    });
    expect(found).toEqual([0, 1]);
    expect(redis.kept.get('qfpay:limiter:{a1b2}:book')?.text).toBe(
      `slot b 1 ${start} ${start} 0\nslot a 1 ${start} ${start} 0\n`,
    );
  });

  test('waits for the lock of a process that died, and no longer', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    const { book, told } = bookOf({ clock, redis, owner: 'a' });
    redis.kept.set('qfpay:limiter:{a1b2}:lock', { text: 'dead', until: start + 3_000 });
    let done = 0;
    const turn = book.update(() => {
      done = clock.time - start;
    });
    await clock.run();
    await turn;
    expect(done).toBeGreaterThanOrEqual(3_000);
    expect(done).toBeLessThan(3_100);
    expect(told).toEqual([]);
  });

  test('goes by the own book of the machine where the lock is never given back', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    const own = memoryBook();
    const { book, told } = bookOf({ clock, redis, owner: 'a', own });
    redis.kept.set('qfpay:limiter:{a1b2}:lock', { text: 'held', until: Number.MAX_SAFE_INTEGER });
    const turn = book.update(({ slots }) => slots.push(slotOf('a', 1, start, start)));
    await clock.run();
    await turn;
    expect(clock.time - start).toBeLessThan(4_100);
    expect(own.read().slots).toEqual([slotOf('a', 1, start, start)]);
    expect(told).toEqual(['others have held the lock of the book for more than 4 s']);
  });

  test('names keys without the app code, on one node of a cluster, that go by themselves', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    await bookOf({ clock, redis, owner: 'a' }).book.update(() => {});
    const keys = redis.sent.map(([, , , ...keys]) => keys.slice(0, 2));
    expect(keys).toEqual(Array(2).fill(['qfpay:limiter:{a1b2}:lock', 'qfpay:limiter:{a1b2}:book']));
    expect([...redis.kept].map(([key, { until }]) => [key, until - start])).toEqual([
      ['qfpay:limiter:{a1b2}:book', 900_000],
    ]);
  });
});

describe('a Redis that fails', () => {
  const windows = [{ requests: 3, ms: 400 }];

  test('at whatever command loses no request, lets none out twice, and is told of once', async () => {
    const fate = fc.constantFrom('lost' as const, 'answer lost' as const, undefined);
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 30 }), async (fates) => {
        const clock = fakeClock();
        const redis = memoryRedis(clock);
        redis.fate = (count) => fates[count - 1];
        const arrivals: number[] = [];
        const { limiter, told } = limiterAt({ clock, redis, owner: 'a', windows });
        const sent = sendAll(limiter, 20, clock, arrivals);
        await clock.run();
        await sent;
        expect(arrivals).toHaveLength(20);
        // This process knows its own requests, whichever book they stand in.
        for (const each of windows) expect(busiest(arrivals, each)).toBeLessThanOrEqual(each.requests);
        expect(told.length).toBe(fates.slice(0, redis.sent.length).some((each) => each !== undefined) ? 1 : 0);
      }),
    );
  });

  test('in the middle of a turn takes no room: what was let out in it is let out by the own book instead', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    redis.fate = (count) => (count === 2 ? 'answer lost' : undefined);
    const arrivals: number[] = [];
    const { limiter } = limiterAt({ clock, redis, owner: 'a', windows });
    const sent = sendAll(limiter, 3, clock, arrivals);
    await clock.run();
    await sent;
    expect(arrivals.map((at) => at - start)).toEqual([0, 0, 0]);
  });

  test('is asked again after 5 s, then after 10, at most each minute; once it answers, as at first', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    redis.fate = () => 'lost';
    const { book, told } = bookOf({ clock, redis, owner: 'a' });
    const asked: number[] = [];
    for (clock.time = start; clock.time < start + 200_000; clock.time += 100) {
      const before = redis.sent.length;
      await book.update(() => {});
      if (redis.sent.length > before) asked.push((clock.time - start) / 1000);
    }
    expect(asked).toEqual([0, 5, 15, 35, 75, 135, 195]);
    expect(told).toEqual(['connection refused by redis.example:6379']);
    delete redis.fate;
    clock.time = start + 300_000;
    await book.update(() => {});
    redis.fate = () => 'lost';
    const count = redis.sent.length;
    await book.update(() => {});
    clock.time += 5_000;
    await book.update(() => {});
    expect(redis.sent.length - count).toBe(2);
  });

  test.each([
    ['a text', 'PONG'],
    ['nothing but a time', ['1', '2']],
    ['a list of no numbers', ['a', 'b', '']],
  ])('or is none at all (it answers with %s): the own book holds', async (_what, reply) => {
    const clock = fakeClock();
    const redis: Redis = { place: 'x:1', send: async () => reply, close: () => {} };
    const own = memoryBook();
    const { book, told } = bookOf({ clock, redis, owner: 'a', own });
    await book.update(({ slots }) => slots.push(slotOf('a', 1, start, start)));
    expect(own.read().slots).toHaveLength(1);
    expect(told).toEqual(['it does not answer as a Redis does']);
  });

  test('holds nobody up who was interrupted, and hides no fault of our own', async () => {
    const clock = fakeClock();
    for (const error of [new CancelledError('interrupted'), new TypeError('a bug')]) {
      const redis: Redis = {
        place: 'x:1',
        send: async () => {
          throw error;
        },
        close: () => {},
      };
      await expect(bookOf({ clock, redis, owner: 'a' }).book.update(() => {})).rejects.toBe(error);
    }
  });

  test('a damaged book costs what stood in it and no more', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    const { book } = bookOf({ clock, redis, owner: 'a' });
    redis.kept.set('qfpay:limiter:{a1b2}:book', { text: '\u0000slot x\nclosed - 0 0 nonsense 0\n', until: start * 2 });
    await book.update((traffic) => expect(traffic).toEqual(noTraffic()));
  });
});

describe('a Redis that comes back empty', () => {
  const windows = [{ requests: 4, ms: 60_000 }];
  const bookText = (redis: MemoryRedis) => redis.kept.get('qfpay:limiter:{a1b2}:book')?.text ?? '';

  /** Two machines have spent the minute by a Redis that is then lost; `a` knows of the last turn. */
  async function spent(own: TrafficBook) {
    const clock = fakeClock();
    const redis = memoryRedis(clock, { ahead_ms: 3_000 });
    const arrivals: number[] = [];
    const machine = (owner: string, book: TrafficBook = memoryBook()) =>
      limiterAt({ clock, redis, owner, own: book, windows, wrong_ms: owner === 'a' ? -90_000 : 0 }).limiter;
    const [b, a] = [machine('b'), machine('a', own)];
    for (const limiter of [b, a]) {
      const sent = sendAll(limiter, 2, clock, arrivals);
      await clock.run();
      await sent;
    }
    redis.kept.clear();
    return { clock, redis, arrivals, a, machine };
  }

  test('finds the minute spent that a machine has spent with others, while it was away and after it', async () => {
    const { clock, redis, arrivals, a } = await spent(memoryBook());
    redis.fate = () => 'lost';
    const sent = sendAll(a, 1, clock, arrivals);
    await clock.run();
    await sent;
    expect((arrivals[4] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(60_000);
  });

  test('is told what is gone by the first who comes, also of processes that have ended', async () => {
    const { clock, redis, arrivals, a, machine } = await spent(memoryBook());
    const sent = sendAll(a, 1, clock, arrivals);
    for (let rest = 0; rest < 20; rest += 1) await new Promise(setImmediate);
    expect(
      readTraffic(Buffer.from(bookText(redis)))
        .slots.map(({ owner }) => owner)
        .sort(),
    ).toEqual([...'aabb']);
    const other = sendAll(machine('c'), 1, clock, arrivals);
    await clock.run();
    await Promise.all([sent, other]);
    for (const each of windows) expect(busiest(arrivals, each)).toBe(4);
  });

  test.each([
    ['a new process', false],
    ['a process that knew it before', true],
  ])(
    'is told by %s what another one of its machine sent meanwhile, though others came first',
    async (_who, knew_it) => {
      const clock = fakeClock();
      const redis = memoryRedis(clock, { ahead_ms: -3_000, way_ms: 5 });
      const arrivals: number[] = [];
      const own = memoryBook();
      const at = (owner: string) => ({ clock, redis, owner, own, wrong_ms: 50_000 });
      /** Nothing but a look, by which the book of all is the truth again. */
      const look = async (book: TrafficBook) => {
        const turn = book.update(() => {});
        await clock.run();
        await turn;
      };
      const send = async (limiter: Limiter, count: number) => {
        const sent = sendAll(limiter, count, clock, arrivals);
        await clock.run();
        await sent;
      };
      const { book } = bookOf(at('a2'));
      if (knew_it) await look(book);
      redis.fate = () => 'lost';
      redis.kept.clear();
      if (knew_it) await look(book);
      await send(limiterAt({ ...at('a1'), windows }).limiter, 4);
      delete redis.fate;
      clock.time += 6_000;
      await look(bookOf({ clock, redis, owner: 'c' }).book);
      await look(book);
      await send(limiterAt({ clock, redis, owner: 'b', windows }).limiter, 1);
      expect(arrivals).toHaveLength(5);
      for (const each of windows) expect(busiest(arrivals, each)).toBe(4);
    },
  );

  test('is told once: what is a minute old is no news, and a turn brings nothing of its own along', async () => {
    const { clock, redis, a } = await spent(memoryBook());
    clock.time += 200_000;
    const sent = sendAll(a, 1, clock, []);
    await clock.run();
    await sent;
    const { slots } = readTraffic(Buffer.from(bookText(redis)));
    expect(slots.map(({ owner, id }) => `${owner} ${id}`)).toEqual(['a 3']);
  });
});

describe('the probe of doctor', () => {
  test('takes a turn at a book of its own, which leaves nothing that lasts', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock, { ahead_ms: -3_000, way_ms: 4 });
    const probing = probeRedis(redis, { clock, random });
    await clock.run();
    expect(await probing).toEqual({ turn_ms: 16, ahead_ms: -3_004 });
    for (const [key, { until }] of redis.kept) {
      expect(key).toMatch(/^qfpay:limiter:\{doctor-[0-9a-f]{24}\}:book$/);
      expect(until - clock.time).toBeLessThan(1_000);
    }
  });

  test('fails as a turn would', async () => {
    const clock = fakeClock();
    const redis = memoryRedis(clock);
    redis.fate = (count) => (count === 2 ? 'lost' : undefined);
    await expect(probeRedis(redis, { clock, random })).rejects.toThrow(NetworkError);
  });
});
