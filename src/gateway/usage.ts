import { documentedWindows } from './traffic.ts';

/** The calls of one endpoint that ended alike. */
export interface UsageCall {
  readonly endpoint: string;
  /** Absent where there was no answer that could be read. */
  readonly respcd?: string;
  /** Why there was none, such as `rate-limited` (HTTP 429), `timeout`, `not-connected`. */
  readonly error?: string;
  readonly count: number;
  readonly slowest_ms: number;
}

/** The most requests that were sent within a span of time. */
export interface UsagePeak {
  readonly requests: number;
  /** When the span began, ISO 8601. */
  readonly since: string;
}

export interface Usage {
  readonly calls: readonly UsageCall[];
  /** Of all, the first and the last sending; absent without any. */
  readonly first?: string;
  readonly last?: string;
  readonly total: number;
  /** Sent again by the tool itself: second and further tries of a call. */
  readonly repeated: number;
  readonly http_429: number;
  readonly peak_per_second: UsagePeak;
  readonly peak_per_minute: UsagePeak;
  /** Lines that are none of such a log. */
  readonly damaged: number;
  /** Lines so late after their neighbours that they are counted, but in no peak. */
  readonly out_of_order: number;
}

/** Reads a log a line at a time and keeps no more of it than the last minutes. */
export interface UsageReader {
  /** A whole line, without its end; an empty one is none. */
  line(text: string): void;
  result(): Usage;
}

/** What QFPay documents, by which the peaks are judged. */
export const usageLimits = {
  per_second: documentedWindows[0]?.requests ?? 0,
  per_minute: documentedWindows[1]?.requests ?? 0,
} as const;

interface LogLine {
  readonly time: number;
  readonly env: string;
  readonly endpoint: string;
  readonly respcd?: string;
  readonly error?: string;
  readonly http_status?: number;
  readonly duration_ms: number;
  readonly attempt: number;
}

/** Undefined for what `exchange-log` did not write. */
function readLine(text: string): LogLine | undefined {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { time, env, endpoint, respcd, error, http_status, duration_ms, attempt } = entry as Record<string, unknown>;
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(at) || typeof endpoint !== 'string' || typeof duration_ms !== 'number') return undefined;
  return {
    ...{ time: at, endpoint, duration_ms, env: typeof env === 'string' ? env : '' },
    attempt: typeof attempt === 'number' ? attempt : 1,
    ...(typeof respcd === 'string' ? { respcd } : {}),
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof http_status === 'number' ? { http_status } : {}),
  };
}

/**
 * @param env only the calls of this environment; the limits are of each, so without one the peaks are those of the busiest
 */
export function createUsageReader(env?: string): UsageReader {
  const calls = new Map<string, { count: number; slowest_ms: number; call: Omit<UsageCall, 'count' | 'slowest_ms'> }>();
  const peaks = new Map<string, PeakFinder>();
  const sums = { total: 0, repeated: 0, http_429: 0, damaged: 0 };
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    line(text) {
      if (text.trim() === '') return;
      const line = readLine(text);
      if (!line) sums.damaged += 1;
      if (!line || (env !== undefined && line.env !== env)) return;
      const { endpoint, respcd, error, duration_ms } = line;
      const key = JSON.stringify([endpoint, respcd, error]);
      const call = calls.get(key) ?? {
        ...{ count: 0, slowest_ms: 0 },
        call: { endpoint, ...(respcd === undefined ? {} : { respcd }), ...(error === undefined ? {} : { error }) },
      };
      calls.set(key, { ...call, count: call.count + 1, slowest_ms: Math.max(call.slowest_ms, duration_ms) });
      sums.total += 1;
      sums.repeated += Number(line.attempt > 1);
      sums.http_429 += Number(line.http_status === 429 || error === 'rate-limited');
      [first, last] = [Math.min(first, line.time), Math.max(last, line.time)];
      const finder = peaks.get(line.env) ?? createPeakFinder();
      peaks.set(line.env, finder);
      finder.add(line.time);
    },
    result() {
      const found = [...peaks.values()].map((finder) => finder.end());
      const least: UsagePeak = { requests: 0, since: '' };
      return {
        calls: [...calls.values()]
          .map(({ call, count, slowest_ms }) => ({ ...call, count, slowest_ms }))
          .sort(byEndpoint),
        ...(sums.total > 0 ? { first: new Date(first).toISOString(), last: new Date(last).toISOString() } : {}),
        ...sums,
        peak_per_second: found.reduce((most, { second }) => (second.requests > most.requests ? second : most), least),
        peak_per_minute: found.reduce((most, { minute }) => (minute.requests > most.requests ? minute : most), least),
        out_of_order: found.reduce((sum, { late }) => sum + late, 0),
      };
    },
  };
}

function byEndpoint(one: UsageCall, other: UsageCall): number {
  if (one.endpoint !== other.endpoint) return one.endpoint < other.endpoint ? -1 : 1;
  return other.count - one.count || ((one.respcd ?? '~') < (other.respcd ?? '~') ? -1 : 1);
}

interface PeakFinder {
  /** When a request was sent, in milliseconds. */
  add(time: number): void;
  end(): { readonly second: UsagePeak; readonly minute: UsagePeak; readonly late: number };
}

/**
 * A line is written when its call ends, so that those of slow calls come late: a request takes 30 seconds at most if nobody said
 * otherwise, and they are put in order over this long.
 */
const patience_ms = 150_000;
const leastWaiting = 10_000;

/** The most sendings in any second and any minute, whichever moment it begins at. */
function createPeakFinder(): PeakFinder {
  let waiting: number[] = [];
  let newest = Number.NEGATIVE_INFINITY;
  let settled = Number.NEGATIVE_INFINITY;
  let late = 0;
  let most_waiting = leastWaiting;
  const spans = [slidingPeak(1_000), slidingPeak(60_000)] as const;
  const settle = (until: number) => {
    const ready = waiting.filter((time) => time <= until).sort((one, other) => one - other);
    waiting = waiting.filter((time) => time > until);
    for (const time of ready) for (const span of spans) span.add(time);
    settled = Math.max(settled, until);
  };
  return {
    add(time) {
      if (time < settled) {
        late += 1;
        return;
      }
      waiting.push(time);
      newest = Math.max(newest, time);
      // Looked through once in a while, and not for every line.
      if (newest - settled < 2 * patience_ms && waiting.length < most_waiting) return;
      settle(newest - patience_ms);
      most_waiting = Math.max(leastWaiting, 2 * waiting.length);
    },
    end() {
      settle(Number.POSITIVE_INFINITY);
      return { second: spans[0].peak(), minute: spans[1].peak(), late };
    },
  };
}

/** Times come in order. Those within the span stand in a ring that grows with the peak alone. */
function slidingPeak(span_ms: number): { add(time: number): void; peak(): UsagePeak } {
  let times: number[] = [];
  let from = 0;
  let most: UsagePeak = { requests: 0, since: '' };
  return {
    add(time) {
      times.push(time);
      while ((times[from] ?? time) <= time - span_ms) from += 1;
      const requests = times.length - from;
      if (requests > most.requests) most = { requests, since: new Date(times[from] ?? time).toISOString() };
      if (from > 10_000) {
        times = times.slice(from);
        from = 0;
      }
    },
    peak: () => most,
  };
}
