import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExchangeFailure, readRetryAfter, retryDelay } from '../../src/gateway/retry.ts';

type Kind = ExchangeFailure['kind'];

const second = 1_000;

/** The waits of a call that meets these failures one after the other, up to where it is given up. */
function waits(kinds: readonly Kind[], moves_money = false, fraction = 0, is_patient = false): number[] {
  const failures = kinds.map((kind): ExchangeFailure => ({ kind, problem: kind }));
  const rule = { moves_money, fraction, is_patient };
  const delays = failures.map((_failure, index) => retryDelay(failures.slice(0, index + 1), rule));
  const end = delays.indexOf(undefined);
  return delays.slice(0, end < 0 ? undefined : end).map(Number);
}

function always(kind: Kind): Kind[] {
  return Array.from({ length: 12 }, () => kind);
}

describe('429 is tried 6 times, 1 s doubling', () => {
  test.each([
    ['a reading call', false],
    ['a call that moves money, for it was not processed', true],
  ])('for %s', (_what, moves_money) => {
    expect(waits(always('rate-limited'), moves_money)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test.each([false, true])(
    'and 12 times by a batch, whose last waits outlast a window of the gateway one by one (moves money: %s)',
    (moves_money) => {
      const all = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60].map((each) => each * second);
      expect(waits([...always('rate-limited'), 'rate-limited'], moves_money, 0, true)).toEqual(all);
    },
  );

  test('and a batch is as careful as anybody with what may have been processed', () => {
    expect(waits(['rate-limited', 'reset'], true, 0, true)).toEqual([second]);
    expect(waits(always('reset'), false, 0, true)).toEqual(waits(always('reset')));
  });

  test('with jitter that makes it later, never sooner', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (fraction) => {
        const [first = 0, second = 0] = waits(always('rate-limited'), true, fraction);
        expect(first).toBeGreaterThanOrEqual(1_000);
        expect(first).toBeLessThanOrEqual(1_250);
        expect(second).toBeGreaterThanOrEqual(2_000);
      }),
    );
  });

  test.each([
    ['obeyed, with a little jitter on top', 7_000, 7_350],
    ['obeyed when it is sooner', 0, 0],
    ['obeyed when it is longer than a minute', 90_000, 94_500],
    ['obeyed up to two minutes', 120_000, 126_000],
    ['the end when it is longer than two minutes', 120_001, undefined],
  ])('Retry-After is %s', (_what, retry_after_ms, delay) => {
    const failure: ExchangeFailure = { kind: 'rate-limited', problem: '', retry_after_ms };
    expect(retryDelay([failure], { moves_money: true, fraction: 0.5 })).toBe(delay);
    expect(retryDelay([failure, failure], { moves_money: true, fraction: 0.5 })).toBe(delay);
  });

  test('Retry-After is never waited for too short', () => {
    fc.assert(
      fc.property(fc.nat(120_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (asked, fraction) => {
        const failure: ExchangeFailure = { kind: 'rate-limited', problem: '', retry_after_ms: asked };
        expect(retryDelay([failure], { moves_money: true, fraction })).toBeGreaterThanOrEqual(asked);
      }),
    );
  });

  test.each([
    ['longer', 90_000, 94_500],
    ['so short that a batch would be over in seconds', 0, 2_250],
    ['longer than two minutes', 120_001, undefined],
  ])('Retry-After is heard by a batch where it is %s', (_what, retry_after_ms, delay) => {
    const failure: ExchangeFailure = { kind: 'rate-limited', problem: '', retry_after_ms };
    const rule = { moves_money: true, is_patient: true, fraction: 0.5 };
    expect(retryDelay([failure, failure], rule)).toBe(delay);
  });

  test('Retry-After gives no seventh try', () => {
    const failures = Array.from(
      { length: 6 },
      (): ExchangeFailure => ({ kind: 'rate-limited', problem: '', retry_after_ms: 1 }),
    );
    expect(retryDelay(failures, { moves_money: true, fraction: 0 })).toBeUndefined();
  });
});

describe('a reading call', () => {
  test.each<[Kind, number[]]>([
    ['reset', [500, 1_000, 2_000]],
    ['server-error', [500, 1_000, 2_000]],
    ['timeout', [500]],
    ['unusable', []],
    ['not-connected', []],
  ])('waits after each %s for %j', (kind, expected) => {
    expect(waits(always(kind))).toEqual(expected);
  });

  test('has 4 tries for a mixture too', () => {
    expect(waits(['reset', 'server-error', 'timeout', 'reset', 'reset'])).toEqual([500, 1_000, 2_000]);
  });

  test('keeps its tries while the gateway only says to slow down', () => {
    const kinds: Kind[] = ['rate-limited', 'rate-limited', 'reset', 'rate-limited', 'reset', 'reset', 'reset'];
    expect(waits(kinds)).toEqual([1_000, 2_000, 500, 4_000, 1_000, 2_000]);
  });
});

test.each<Kind>(['reset', 'server-error', 'timeout', 'unusable', 'not-connected'])(
  'a call that moves money is never repeated after %s, not even after a 429',
  (kind) => {
    expect(waits(['rate-limited', kind], true)).toEqual([1_000]);
  },
);

describe('Retry-After', () => {
  const now = new Date('2026-03-02T07:04:05.000Z');
  test.each([
    ['seconds', '120', 120_000],
    ['no seconds', '0', 0],
    ['a date', 'Mon, 02 Mar 2026 07:04:35 GMT', 30_000],
    ['a date that is over', 'Mon, 02 Mar 2026 07:00:00 GMT', 0],
    ['nothing', undefined, undefined],
    ['a blank', ' ', undefined],
    ['a word', 'soon', undefined],
    ['a negative number', '-1', undefined],
    ['a decimal', '1.5', undefined],
  ])('as %s', (_what, header, expected) => {
    expect(readRetryAfter(header, now)).toBe(expected);
  });
});
