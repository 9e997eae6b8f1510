/** At most `count` requests in any `ms`. */
export interface Limit {
  readonly count: number;
  readonly ms: number;
}

/** What QFPay documents, per merchant. The second one binds: 6.67 requests a second, sustained. */
export const documentedLimits: readonly Limit[] = [
  { count: 100, ms: 1000 },
  { count: 400, ms: 60_000 },
];

/** Milliseconds until a merchant may ask again; 0 when this request is taken, and counted. */
export type CallLimiter = (app_code: string, now: number) => number;

/** Holds each merchant to all limits at once. What was refused does not count against him. */
export function createLimiter(limits: readonly Limit[]): CallLimiter {
  const merchants = new Map<string, LimitWindow[]>();
  return (app_code, now) => {
    const windows = merchants.get(app_code) ?? limits.map(createWindow);
    merchants.set(app_code, windows);
    const wait = Math.max(0, ...windows.map((window) => window.waitAt(now)));
    if (wait === 0) for (const window of windows) window.count(now);
    return wait;
  };
}

interface LimitWindow {
  waitAt(now: number): number;
  count(now: number): void;
}

/** The times of the last `count` requests in a ring: the oldest of them tells whether there is room. */
function createWindow({ count, ms }: Limit): LimitWindow {
  const times = new Array<number>(count).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  return {
    waitAt(now) {
      const since = now - (times[oldest] ?? 0);
      // A clock that was set back says nothing about how fast they came.
      return since < 0 ? 0 : Math.max(0, ms - since);
    },
    count(now) {
      times[oldest] = now;
      oldest = (oldest + 1) % count;
    },
  };
}
