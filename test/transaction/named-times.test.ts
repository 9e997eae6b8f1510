import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/errors.ts';
import { readTimeFlag, readTimeSpan, type TimeFlags } from '../../src/transaction/named-times.ts';
import { formatGatewayTime } from '../../src/transaction/txdtm.ts';

/** 1 March 2026, half past midnight in Hong Kong: still February by UTC, and after a short month. */
const now = new Date('2026-02-28T16:30:00Z');

function span(flags: TimeFlags, at = now): string {
  const faults: Fault[] = [];
  const found = readTimeSpan(flags, at, faults);
  expect(faults).toEqual([]);
  return found ? `${formatGatewayTime(found.start)} / ${formatGatewayTime(found.end)}` : 'none';
}

function faultsOf(flags: TimeFlags): Fault[] {
  const faults: Fault[] = [];
  expect(readTimeSpan(flags, now, faults)).toBeUndefined();
  return faults;
}

describe('a form names a day or a month of the calendar in Hong Kong', () => {
  test.each<[TimeFlags, string]>([
    [{ day: 'today' }, '2026-03-01 00:00:00 / 2026-03-01 00:30:00'],
    [{ day: '今日' }, '2026-03-01 00:00:00 / 2026-03-01 00:30:00'],
    [{ day: 'yesterday' }, '2026-02-28 00:00:00 / 2026-02-28 23:59:59'],
    [{ day: 'Yesterday' }, '2026-02-28 00:00:00 / 2026-02-28 23:59:59'],
    [{ day: '7d' }, '2026-02-22 00:00:00 / 2026-02-22 23:59:59'],
    [{ day: '2026-01-31' }, '2026-01-31 00:00:00 / 2026-01-31 23:59:59'],
    [{ day: 'last-month' }, '2026-02-01 00:00:00 / 2026-02-28 23:59:59'],
    [{ month: 'last-month' }, '2026-02-01 00:00:00 / 2026-02-28 23:59:59'],
    [{ month: '上個月' }, '2026-02-01 00:00:00 / 2026-02-28 23:59:59'],
    [{ month: 'this-month' }, '2026-03-01 00:00:00 / 2026-03-01 00:30:00'],
    [{ month: '2025-12' }, '2025-12-01 00:00:00 / 2025-12-31 23:59:59'],
    [{ month: '2024-02' }, '2024-02-01 00:00:00 / 2024-02-29 23:59:59'],
    [{ since: '7d' }, '2026-02-22 00:00:00 / 2026-03-01 00:30:00'],
    [{ since: '30d', until: '7d' }, '2026-01-30 00:00:00 / 2026-02-22 23:59:59'],
    [{ since: '2026-01', until: '2026-01' }, '2026-01-01 00:00:00 / 2026-01-31 23:59:59'],
    [{ since: 'last-month' }, '2026-02-01 00:00:00 / 2026-03-01 00:30:00'],
    [{ since: '2026-02-28 15:00' }, '2026-02-28 15:00:00 / 2026-03-01 00:30:00'],
    [{ since: '2026-02-28T07:00:00Z', until: '2026-02-28 16:00:00' }, '2026-02-28 15:00:00 / 2026-02-28 16:00:00'],
    [{ since: 'yesterday', until: '2026-03-31' }, '2026-02-28 00:00:00 / 2026-03-01 00:30:00'],
  ])('%j is %s', (flags, said) => {
    expect(span(flags)).toBe(said);
  });

  test('last month in January is December of the year before', () => {
    expect(span({ month: 'last-month' }, new Date('2026-01-15T00:00:00Z'))).toBe(
      '2025-12-01 00:00:00 / 2025-12-31 23:59:59',
    );
  });

  test('nothing given is no window, and no fault', () => {
    expect(span({})).toBe('none');
  });
});

describe('what cannot be read is one fault that shows the accepted forms', () => {
  test.each<[TimeFlags, string]>([
    [{ day: 'tomorow' }, 'day'],
    [{ day: '2026-02-30' }, 'day'],
    [{ day: '2026-02-28 15:00' }, 'day'],
    [{ month: '2026-13' }, 'month'],
    [{ month: '2026-00' }, 'month'],
    [{ month: 'October' }, 'month'],
    [{ since: '30/11/2026' }, 'since'],
    [{ since: '7 days' }, 'since'],
    [{ since: 'yesterday', until: 'constructor' }, 'until'],
  ])('%j', (flags, field) => {
    const faults = faultsOf(flags);
    expect(faults.map((fault) => fault.field)).toEqual([field]);
    for (const form of ['today', 'yesterday', '7d', '2026-10-05', 'last-month', '2026-10', 'UTC+8'])
      expect(faults[0]?.rule).toContain(form);
  });

  test('a day for a month is not taken for the month that it is in', () => {
    expect(faultsOf({ month: '2026-02-28' })[0]?.next).toBe('--month 2026-02, or --day 2026-02-28');
  });

  test.each([
    [{ day: '2026/2/5' }, '--day 2026-02-05'],
    [{ since: '20260205' }, '--since 2026-02-05'],
    [{ month: '202602' }, '--month 2026-02'],
  ])('%j is shown as it is written', (flags, next) => {
    expect(faultsOf(flags)[0]?.next).toBe(next);
  });

  test.each<[TimeFlags, string[]]>([
    [{ day: 'today', month: '2026-02' }, ['month']],
    [{ day: 'today', since: '7d', until: '1d' }, ['since', 'until']],
    [{ month: '2026-02', since: '7d' }, ['since']],
    [{ until: 'today' }, ['until']],
    [{ since: '2026-03-02' }, ['since']],
    [{ day: '2026-03-02' }, ['day']],
    [{ month: '2026-04' }, ['month']],
    [{ since: 'today', until: 'yesterday' }, ['until']],
    [{ since: 'x', until: 'y', day: 'z' }, ['since', 'until', 'since', 'until', 'day']],
  ])('%j: every fault at once', (flags, fields) => {
    expect(faultsOf(flags).map(({ field }) => field)).toEqual(fields);
  });
});

const moments = fc.date({ min: new Date('2001-01-01'), max: new Date('2037-12-31'), noInvalidDate: true });

test('days follow each other without a gap, and every moment of a day reads the same day', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 800 }), (at, back) => {
      const [earlier, later] = [`${back}d`, `${back - 1}d`].map((text) => readTimeFlag('since', text, at, []));
      expect((later?.start.getTime() ?? 0) - (earlier?.end.getTime() ?? 0)).toBe(1000);
      const date = earlier && formatGatewayTime(earlier.start).slice(0, 10);
      expect(readTimeFlag('day', date, at, [])).toMatchObject({ start: earlier?.start, end: earlier?.end });
    }),
  );
});

test('no span ends after now or before its beginning, whatever is typed', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.constantFrom('today', 'yesterday', '7d', '0d', '9999d', 'last-month', 'this-month', '2026-10', '2026-10-05'),
  );
  const flags = fc.record({ day: texts, month: texts, since: texts, until: texts }, { requiredKeys: [] });
  fc.assert(
    fc.property(flags, moments, (given, at) => {
      const faults: Fault[] = [];
      const found = readTimeSpan(given, at, faults);
      if (faults.length > 0) expect(found).toBeUndefined();
      if (found) expect([found.end <= at, found.start <= found.end]).toEqual([true, true]);
      for (const { field, rule } of faults) expect([field, rule]).not.toContain('');
    }),
  );
});
