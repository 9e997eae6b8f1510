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

export interface CallLimiter {
  /** Milliseconds until a merchant may ask again; 0 when this request is taken, and counted. */
  (app_code: string, now: number): number;
  /** How many requests count against each of the limits now, in their order. */
  used(app_code: string, now: number): readonly number[];
}

/** Holds each merchant to all limits at once. What was refused does not count against him. */
export function createLimiter(limits: readonly Limit[]): CallLimiter {
  const merchants = new Map<string, LimitWindow[]>();
  const take = (app_code: string, now: number) => {
    const windows = merchants.get(app_code) ?? limits.map(createWindow);
    merchants.set(app_code, windows);
    const wait = Math.max(0, ...windows.map((window) => window.waitAt(now)));
    if (wait === 0) for (const window of windows) window.count(now);
    return wait;
  };
  const used = (app_code: string, now: number) =>
    merchants.get(app_code)?.map((window) => window.usedAt(now)) ?? limits.map(() => 0);
  return Object.assign(take, { used });
}

interface LimitWindow {
  waitAt(now: number): number;
  usedAt(now: number): number;
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
    usedAt: (now) => times.filter((time) => time <= now && now - time < ms).length,
    count(now) {
      times[oldest] = now;
      oldest = (oldest + 1) % count;
    },
  };
}
