import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/context.ts';
import { rulesOf } from '../../src/gateway/create-gateway.ts';
import { createLimiter, type Limiter } from '../../src/gateway/limiter.ts';
import {
  documentedWindows,
  fileBook,
  memoryBook,
  type RateWindow,
  spanOf,
  type TrafficBook,
} from '../../src/gateway/traffic.ts';
import { busiest } from '../support/enforcing-server.ts';
import { type FakeClock, fakeClock } from '../support/fake-clock.ts';
import { memoryFiles } from '../support/memory-files.ts';

interface Given {
  readonly windows: readonly RateWindow[];
  readonly max_per_minute?: number;
  readonly book?: TrafficBook;
  readonly owner?: string;
}

function limiter(clock: Clock, { windows, max_per_minute, book = memoryBook(), owner = 'this' }: Given): Limiter {
  const pace = { windows, ...(max_per_minute === undefined ? {} : { max_per_minute }) };
  const limits = { rules: rulesOf(pace), is_background: max_per_minute !== undefined, flight_ms: 10_000 };
  return createLimiter(limits, { clock, book, owner });
}

/** Processes of one machine: each has its own limiter, and they share a file. */
function machine() {
  const files = memoryFiles();
  return (): TrafficBook => fileBook({ files }, '/state/traffic/a.txt', (error) => expect.fail(error.message));
}

interface Flight {
  readonly out: number;
  readonly back: number;
}

/** Sends through a limiter; notes when the request is sent and when it arrives, from `start` on. */
function sender(clock: FakeClock, arrivals: number[], start = clock.time) {
  return (through: Limiter, { out, back }: Flight = { out: 0, back: 0 }) =>
    through.run(async () => {
      if (out > 0) await clock.sleep(out);
      arrivals.push(clock.time - start);
      if (back > 0) await clock.sleep(back);
    });
}

/** When requests that are all wanted at once arrive at the gateway. */
async function schedule(windows: readonly RateWindow[], flights: readonly Flight[]) {
  const clock = fakeClock();
  const arrivals: number[] = [];
  const send = sender(clock, arrivals);
  const only = limiter(clock, { windows });
  const all = flights.map((flight) => send(only, flight));
  await clock.run();
  await Promise.all(all);
  return arrivals.sort((a, b) => a - b);
}

const atOnce = (count: number): Flight[] => Array.from({ length: count }, () => ({ out: 0, back: 0 }));

const window = fc.record({ requests: fc.integer({ min: 1, max: 8 }), ms: fc.integer({ min: 10, max: 500 }) });
const flight = fc.record({ out: fc.integer({ min: 0, max: 60 }), back: fc.integer({ min: 0, max: 60 }) });

describe('one process', () => {
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
        const arrivals = await schedule([each], atOnce(count));
        expect(arrivals).toEqual(atOnce(count).map((_one, n) => Math.floor(n / each.requests) * spanOf(each)));
      }),
    );
  });

  test('100 go out at once, 400 within 4 seconds, and the next after a minute', async () => {
    const arrivals = await schedule(documentedWindows, atOnce(430));
    expect(arrivals.filter((at) => at === 0)).toHaveLength(100);
    expect(arrivals.filter((at) => at < 4_000)).toHaveLength(400);
    expect(arrivals.at(-1)).toBe(60_061);
  });

  test('turns come in the order they were asked for', async () => {
    const clock = fakeClock();
    const only = limiter(clock, { windows: [{ requests: 2, ms: 100 }] });
    const order: number[] = [];
    const all = [0, 1, 2, 3, 4].map((n) => only.run(async () => order.push(n)));
    await clock.run();
    await Promise.all(all);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  test('a request still counts when the window is over to the millisecond, and a thousandth of it longer', async () => {
    const clock = fakeClock();
    const only = limiter(clock, { windows: [{ requests: 1, ms: 100 }] });
    const start = clock.time;
    await only.run(async () => {});
    clock.time += 100;
    const next = only.run(async () => clock.time - start);
    await clock.run();
    expect(await next).toBe(102);
  });

  test('a request that failed has counted, and its error comes through', async () => {
    const clock = fakeClock();
    const only = limiter(clock, { windows: [{ requests: 1, ms: 100 }] });
    await expect(only.run(() => Promise.reject(new Error('reset')))).rejects.toThrow('reset');
    const start = clock.time;
    const next = only.run(async () => clock.time - start);
    await clock.run();
    expect(await next).toBe(102);
  });

  test('a wait that is interrupted fails alone; who comes after waits for itself', async () => {
    const clock = fakeClock();
    let interrupts = 1;
    const sleep = (ms: number) => (interrupts-- > 0 ? Promise.reject(new Error('interrupted')) : clock.sleep(ms));
    const only = limiter({ ...clock, sleep }, { windows: [{ requests: 1, ms: 100 }] });
    const first = only.run(async () => 'first');
    const second = only.run(async () => 'second');
    const third = only.run(async () => 'third');
    expect(await first).toBe('first');
    await expect(second).rejects.toThrow('interrupted');
    await clock.run();
    expect(await third).toBe('third');
  });

  test.each([-120_000, 3_600_000])(
    'a clock that is set by %i ms changes nothing of what this process has sent',
    async (by) => {
      const clock = fakeClock();
      let moved = 0;
      const set = { ...clock, now: () => new Date(clock.time + moved) };
      const only = limiter(set, { windows: [{ requests: 2, ms: 60_000 }] });
      const start = clock.time;
      await only.run(async () => {});
      await only.run(async () => {});
      moved = by;
      let third = 0;
      const last = only.run(async () => {
        third = clock.time - start;
      });
      await clock.run();
      await last;
      expect(third).toBe(spanOf({ requests: 2, ms: 60_000 }));
    },
  );

  test('a clock that is set back by an hour does not hold anybody up for an hour', async () => {
    const clock = fakeClock();
    const only = limiter(clock, { windows: [{ requests: 1, ms: 100 }] });
    await only.run(async () => {});
    clock.time -= 3_600_000;
    const start = clock.time;
    const next = only.run(async () => clock.time - start);
    await clock.run();
    expect(await next).toBeLessThanOrEqual(202);
  });

  test('opened wide it lets everything out at once', async () => {
    expect(new Set(await schedule([], atOnce(1_000)))).toEqual(new Set([0]));
  });

  test('it sleeps as long as it has to, and does not ask again and again', async () => {
    const clock = fakeClock();
    const slept: number[] = [];
    const sleep = (ms: number) => {
      slept.push(ms);
      return clock.sleep(ms);
    };
    const only = limiter({ ...clock, sleep }, { windows: documentedWindows });
    const all = atOnce(430).map(() => only.run(async () => {}));
    await clock.run();
    await Promise.all(all);
    expect(slept).toEqual([1_002, 1_002, 1_002, 57_055]);
  });
});

describe('several processes', () => {
  const processes = fc.array(fc.record({ flights: fc.array(flight, { maxLength: 15 }), is_batch: fc.boolean() }), {
    minLength: 2,
    maxLength: 4,
  });

  test('no window is ever exceeded by all of them together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(window, { minLength: 1, maxLength: 2 }), processes, async (windows, all) => {
        const clock = fakeClock();
        const book = machine();
        const arrivals: number[] = [];
        const send = sender(clock, arrivals);
        const sent = all.flatMap(({ flights, is_batch }, index) => {
          const pace = is_batch ? { max_per_minute: 1_000 } : {};
          const through = limiter(clock, { windows, book: book(), owner: `${index}`, ...pace });
          return flights.map((each) => send(through, each));
        });
        await clock.run();
        await Promise.all(sent);
        arrivals.sort((a, b) => a - b);
        for (const each of windows) expect(busiest(arrivals, each)).toBeLessThanOrEqual(each.requests);
      }),
      { numRuns: 60 },
    );
  });

  test('they come as close to the limit as one alone', async () => {
    const clock = fakeClock();
    const book = machine();
    const arrivals: number[] = [];
    const send = sender(clock, arrivals);
    const windows = [{ requests: 10, ms: 100 }];
    const through = ['a', 'b', 'c'].map((owner) => limiter(clock, { windows, book: book(), owner }));
    const all = atOnce(20).flatMap((each) => through.map((one) => send(one, each)));
    await clock.run();
    await Promise.all(all);
    expect(arrivals.at(-1)).toBe(5 * 102);
  });

  test('none starves: one request of another comes through in the very next window', async () => {
    const clock = fakeClock();
    const book = machine();
    const windows = [{ requests: 2, ms: 100 }];
    const greedy = limiter(clock, { windows, book: book(), owner: 'greedy' });
    const modest = limiter(clock, { windows, book: book(), owner: 'modest' });
    const start = clock.time;
    const all = atOnce(20).map(() => greedy.run(async () => {}));
    await new Promise(setImmediate);
    const one = modest.run(async () => clock.time - start);
    await clock.run();
    await Promise.all(all);
    expect(await one).toBeLessThanOrEqual(2 * 102);
  });
});

describe('a few requests', () => {
  const windows = [{ requests: 8, ms: 100 }];

  /** A process that counts how often it takes the lock. */
  function counting(files = memoryFiles()) {
    const clock = fakeClock();
    const facts = { locks: 0, clock, files };
    const lock = (path: string) => {
      facts.locks += 1;
      return files.lock(path);
    };
    const book = fileBook({ files: { ...files, lock } }, '/state/traffic/a.txt', (error) => expect.fail(error.message));
    return { ...facts, through: limiter(clock, { windows, book }), locked: () => facts.locks };
  }

  test('take no lock as long as less than half of each window is used', async () => {
    const { through, locked } = counting();
    for (let n = 0; n < 4; n += 1) await through.run(async () => {});
    expect(locked()).toBe(0);
    await through.run(async () => {});
    expect(locked()).toBe(1);
  });

  test('take their turn all the same when somebody waits, or after a 429', async () => {
    for (const line of ['place other 0 1 9999999999999 0\n', 'closed - 0 0 9999999999999 0\n']) {
      const { through, locked, clock } = counting(memoryFiles({ '/state/traffic/a.txt': line }));
      clock.time = 9_999_999_999_000;
      void through.run(async () => {});
      await new Promise(setImmediate);
      expect(locked()).toBe(1);
    }
  });

  test('do not let the file grow for ever', async () => {
    const { through, files, clock } = counting();
    for (let n = 0; n < 2_000; n += 1) {
      clock.time += 1_000;
      await through.run(async () => {});
    }
    expect(files.facts('/state/traffic/a.txt')?.size).toBeLessThan(70_000);
  });
});

describe('a batch', () => {
  const windows = documentedWindows;

  /** When each of its requests arrives. */
  async function batches(...wanted: readonly { count: number; max_per_minute: number }[]) {
    const clock = fakeClock();
    const book = machine();
    const arrivals: number[] = [];
    const send = sender(clock, arrivals);
    const all = wanted.flatMap(({ count, max_per_minute }, index) => {
      const through = limiter(clock, { windows, max_per_minute, book: book(), owner: `batch-${index}` });
      return atOnce(count).map((each) => send(through, each));
    });
    await clock.run();
    await Promise.all(all);
    return arrivals.sort((a, b) => a - b);
  }

  test('of 430 at 400 a minute is out within 62 seconds', async () => {
    const arrivals = await batches({ count: 430, max_per_minute: 400 });
    expect(arrivals.at(-1)).toBeLessThan(62_000);
    expect(busiest(arrivals, { requests: 400, ms: 60_000 })).toBe(390);
  });

  test('keeps to its own limit', async () => {
    const arrivals = await batches({ count: 50, max_per_minute: 20 });
    expect(busiest(arrivals, { requests: 20, ms: 60_000 })).toBe(20);
    expect(arrivals.at(-1)).toBe(2 * 60_061);
  });

  test('and another one keep to it together, so that the tills have their half', async () => {
    const arrivals = await batches({ count: 150, max_per_minute: 200 }, { count: 150, max_per_minute: 200 });
    expect(busiest(arrivals, { requests: 200, ms: 60_000 })).toBe(200);
    expect(arrivals.at(-1)).toBeLessThan(62_000);
  });

  test.each([200, 400])('at %d a minute does not hold up a till', async (max_per_minute) => {
    const clock = fakeClock();
    const book = machine();
    const batch = limiter(clock, { windows, max_per_minute, book: book(), owner: 'batch' });
    const all = atOnce(450).map(() => batch.run(async () => {}));
    for (let step = 0; step < 6; step += 1) await new Promise(setImmediate);
    const till = limiter(clock, { windows, book: book(), owner: 'till' });
    const start = clock.time;
    expect(await till.run(async () => clock.time - start)).toBe(0);
    await clock.run();
    await Promise.all(all);
  });

  test('lets a till that has to wait go first', async () => {
    const clock = fakeClock();
    const book = machine();
    const given = { windows: [{ requests: 1, ms: 100 }] };
    const batch = limiter(clock, { ...given, max_per_minute: 1_000, book: book(), owner: 'batch' });
    const till = limiter(clock, { ...given, book: book(), owner: 'till' });
    const order: string[] = [];
    const all = [1, 2, 3].map((n) => batch.run(async () => order.push(`batch ${n}`)));
    await new Promise(setImmediate);
    all.push(...[1, 2].map((n) => till.run(async () => order.push(`till ${n}`))));
    await clock.run();
    await Promise.all(all);
    expect(order).toEqual(['batch 1', 'till 1', 'till 2', 'batch 2', 'batch 3']);
  });
});

describe('after a 429', () => {
  const windows = [{ requests: 10, ms: 100 }];

  test('nobody on the machine sends until the pause is over, and then all go on', async () => {
    const clock = fakeClock();
    const book = machine();
    const [one, other] = ['one', 'other'].map((owner) => limiter(clock, { windows, book: book(), owner }));
    const start = clock.time;
    one?.pause(5_000);
    await new Promise(setImmediate);
    const all = [one?.run(async () => clock.time - start), other?.run(async () => clock.time - start)];
    await clock.run();
    expect(await Promise.all(all)).toEqual([5_000, 5_000]);
  });

  test('a shorter pause does not end a longer one', async () => {
    const clock = fakeClock();
    const only = limiter(clock, { windows });
    const start = clock.time;
    only.pause(5_000);
    only.pause(1_000);
    const next = only.run(async () => clock.time - start);
    await clock.run();
    expect(await next).toBe(5_000);
  });
});

describe('a process that is killed', () => {
  const windows = [{ requests: 2, ms: 100 }];

  test('with a request in the air leaves room again when that can have arrived no more', async () => {
    const clock = fakeClock();
    const book = machine();
    void limiter(clock, { windows, book: book(), owner: 'dead' }).run(() => new Promise(() => {}));
    const next = limiter(clock, { windows, book: book(), owner: 'next' });
    const start = clock.time;
    const times: number[] = [];
    const all = [1, 2, 3].map(() => next.run(async () => times.push(clock.time - start)));
    await clock.run();
    await Promise.all(all);
    expect(times).toEqual([0, 102, 204]);
    clock.time = start + 10_102;
    const pair = [1, 2].map(() => next.run(async () => clock.time - start));
    await clock.run();
    expect(await Promise.all(pair)).toEqual([10_102, 10_102]);
  });

  test('while it waits holds the others up for no longer than its wait and a grace', async () => {
    const clock = fakeClock();
    const book = machine();
    const sleepless = { ...clock, sleep: () => new Promise<void>(() => {}) };
    const dead = limiter(sleepless, { windows, book: book(), owner: 'dead' });
    for (let n = 0; n < 3; n += 1) void dead.run(async () => {});
    await new Promise(setImmediate);
    const next = limiter(clock, { windows, book: book(), owner: 'next' });
    const start = clock.time;
    const all = atOnce(3).map(() => next.run(async () => clock.time - start));
    await clock.run();
    expect(Math.max(...(await Promise.all(all)))).toBeLessThan(2_500);
  });
});

test('how long requests will take is told before any is sent', async () => {
  const clock = fakeClock();
  const batch = limiter(clock, { windows: documentedWindows, max_per_minute: 400 });
  const foreseen = batch.timeFor(430);
  const start = clock.time;
  const all = atOnce(430).map(() => batch.run(async () => clock.time - start));
  await clock.run();
  expect(Math.max(...(await Promise.all(all)))).toBe(foreseen);
});
