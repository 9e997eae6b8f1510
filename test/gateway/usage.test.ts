import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUsageReader, usageLimits } from '../../src/gateway/usage.ts';

interface Call {
  readonly at: number;
  readonly endpoint?: string;
  readonly respcd?: string;
  readonly error?: string;
  readonly http_status?: number;
  readonly duration_ms?: number;
  readonly attempt?: number;
  readonly env?: string;
}

const start = Date.parse('2026-03-02T07:00:00.000Z');

function line({ at, ...own }: Call): string {
  const usual = { env: 'prod', endpoint: 'query', duration_ms: 40, attempt: 1 };
  return JSON.stringify({ time: new Date(start + at).toISOString(), ...usual, ...own });
}

function read(lines: readonly string[], env?: string) {
  const reader = createUsageReader(env);
  for (const text of lines) reader.line(text);
  return reader.result();
}

test('calls are counted by endpoint and by what they ended with, with the slowest of each', () => {
  const { calls, total, repeated, http_429, first, last } = read([
    line({ at: 0, respcd: '0000' }),
    line({ at: 10, respcd: '0000', duration_ms: 900 }),
    line({ at: 20, respcd: '1143' }),
    line({ at: 30, http_status: 429, error: 'rate-limited' }),
    line({ at: 40, http_status: 429, error: 'rate-limited', attempt: 2 }),
    line({ at: 50, endpoint: 'payment', error: 'timeout', duration_ms: 30_000 }),
  ]);
  expect(calls).toEqual([
    { endpoint: 'payment', error: 'timeout', count: 1, slowest_ms: 30_000 },
    { endpoint: 'query', respcd: '0000', count: 2, slowest_ms: 900 },
    { endpoint: 'query', error: 'rate-limited', count: 2, slowest_ms: 40 },
    { endpoint: 'query', respcd: '1143', count: 1, slowest_ms: 40 },
  ]);
  expect({ total, repeated, http_429 }).toEqual({ total: 6, repeated: 1, http_429: 2 });
  expect([first, last]).toEqual(['2026-03-02T07:00:00.000Z', '2026-03-02T07:00:00.050Z']);
});

test('an empty log is no call, no peak and no time', () => {
  const { first, ...usage } = read(['', '   ']);
  expect(first).toBeUndefined();
  expect(usage).toMatchObject({ calls: [], total: 0, damaged: 0, peak_per_minute: { requests: 0 } });
});

test('what is no line of such a log is counted as damaged, and nothing else of it', () => {
  const whole = line({ at: 0 });
  const { total, damaged } = read([whole, whole.slice(0, 30), 'null', '[]', '7', '{"endpoint":"query"}', 'GET / 200']);
  expect({ total, damaged }).toEqual({ total: 1, damaged: 6 });
});

test('a peak belongs to the span that it was in, not to the minute of the clock', () => {
  const times = [59_000, 59_500, 60_100, 60_200, 118_999, 119_000];
  const { peak_per_minute, peak_per_second } = read(times.map((at) => line({ at })));
  expect(peak_per_minute).toEqual({ requests: 5, since: '2026-03-02T07:00:59.000Z' });
  expect(peak_per_second).toEqual({ requests: 3, since: '2026-03-02T07:00:59.500Z' });
});

test('each environment has limits of its own, and one can be looked at alone', () => {
  const lines = [0, 1, 2].flatMap((at) => [line({ at }), ...(at > 0 ? [line({ at, env: 'sandbox' })] : [])]);
  expect(read(lines).peak_per_second.requests).toBe(3);
  expect(read(lines, 'sandbox')).toMatchObject({ total: 2, peak_per_second: { requests: 2 } });
});

test('the limits are those that QFPay documents', () => {
  expect(usageLimits).toEqual({ per_second: 100, per_minute: 400 });
});

describe('peaks', () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 40_000 })), {
    maxLength: 60,
  });

  test('are those that counting from every sending gives, though lines of slow calls come late', () => {
    fc.assert(
      fc.property(
        gaps,
        fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 60, maxLength: 60 }),
        (steps, slow) => {
          const timeOf = (index: number) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0);
          const sent = steps.map((_step, index) => ({ at: timeOf(index), duration_ms: slow[index] ?? 0 }));
          const written = [...sent].sort((one, other) => one.at + one.duration_ms - other.at - other.duration_ms);
          const most = (span: number) =>
            Math.max(0, ...sent.map((from) => sent.filter(({ at }) => at >= from.at && at < from.at + span).length));
          const { peak_per_minute, peak_per_second, out_of_order } = read(written.map(line));
          expect(out_of_order).toBe(0);
          expect([peak_per_second.requests, peak_per_minute.requests]).toEqual([most(1_000), most(60_000)]);
        },
      ),
    );
  });

  test('leave out a line that is hours late, and say so', () => {
    const steady = Array.from({ length: 100 }, (_, index) => line({ at: index * 10_000 }));
    const { out_of_order, total, peak_per_minute } = read([...steady, line({ at: 5 }), line({ at: 7 })]);
    expect({ out_of_order, total, peak: peak_per_minute.requests }).toEqual({ out_of_order: 2, total: 102, peak: 6 });
  });

  test('are found in a long log, and in a burst beyond every limit', () => {
    const reader = createUsageReader();
    for (let at = 0; at < 60_000; at += 1) reader.line(line({ at: at * 150 }));
    for (let at = 0; at < 30_000; at += 1) reader.line(line({ at: 9_000_000 + at }));
    expect(reader.result()).toMatchObject({
      ...{ total: 90_000, out_of_order: 0 },
      ...{ peak_per_second: { requests: 1000 }, peak_per_minute: { requests: 30_000 + 200 } },
    });
  });
});
