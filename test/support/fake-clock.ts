import type { Clock } from '../../src/context.ts';

export interface FakeClock extends Clock {
  time: number;
  /** Lets everybody who sleeps wake at their time, until nobody sleeps. */
  run(): Promise<void>;
}

/** Time that goes on only when everybody sleeps; `setImmediate` lets all that is awake come to rest first. */
export function fakeClock(): FakeClock {
  const sleepers: { at: number; wake: () => void }[] = [];
  const clock = {
    time: Date.parse('2026-03-02T07:04:05.000Z'),
    now: () => new Date(clock.time),
    monotonic: () => clock.time,
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
