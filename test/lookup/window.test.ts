import { describe, expect, test } from 'vitest';
import { monthBefore, monthsBetween, seenFrom, windowAround } from '../../src/lookup/window.ts';
import { formatGatewayTime } from '../../src/transaction/txdtm.ts';

function shown({ start, end }: { start: Date; end: Date }): string {
  return `${formatGatewayTime(start)} .. ${formatGatewayTime(end)}`;
}

describe('a month', () => {
  test.each([
    ['this month', '2026-03-02T07:04:05Z', 0, '2026-03-01 00:00:00 .. 2026-03-31 23:59:59'],
    [
      'the month of UTC+8, where it is the 1st already',
      '2026-02-28T16:00:00Z',
      0,
      '2026-03-01 00:00:00 .. 2026-03-31 23:59:59',
    ],
    ['the last of the year before', '2026-03-02T07:04:05Z', 3, '2025-12-01 00:00:00 .. 2025-12-31 23:59:59'],
    ['a February of a leap year', '2024-03-31T07:04:05Z', 1, '2024-02-01 00:00:00 .. 2024-02-29 23:59:59'],
    ['the same month a year ago', '2026-03-02T07:04:05Z', 12, '2025-03-01 00:00:00 .. 2025-03-31 23:59:59'],
  ])('is %s', (_what, moment, back, expected) => {
    expect(shown(monthBefore(new Date(moment), back))).toBe(expected);
  });
});

test('the window around a moment reaches a day to either side', () => {
  expect(shown(windowAround(new Date('2026-03-01T00:00:10+08:00')))).toBe('2026-02-28 00:00:10 .. 2026-03-02 00:00:10');
});

test('the months until now go from the latest to the first, which begins where it was asked to', () => {
  const [from, to] = [new Date('2026-01-15T12:00:00+08:00'), new Date('2026-02-28T12:00:00+08:00')];
  expect(monthsBetween(from, to, 12).map(shown)).toEqual([
    '2026-02-01 00:00:00 .. 2026-02-28 23:59:59',
    '2026-01-15 12:00:00 .. 2026-01-31 23:59:59',
  ]);
  expect(monthsBetween(from, to, 1).map(shown)).toHaveLength(1);
});

test.each([
  ['23:00:00', true],
  ['22:59:59', false],
  ['00:00:00', false],
])('on the last day of a month at %s the next one is looked into as well: %s', (time, is_near) => {
  const months = monthsBetween(new Date('2026-11-15T00:00:00+08:00'), new Date(`2026-11-30T${time}+08:00`), 12);
  const next = { start: new Date('2026-12-01T00:00:00+08:00'), is_ahead: true };
  expect(months).toMatchObject(is_near ? [next, {}] : [{}]);
  expect(months.at(-1)).not.toHaveProperty('is_ahead');
});

test('a window that holds now, or has just begun, is not ahead of it', () => {
  const now = new Date('2026-12-01T00:00:00+08:00');
  expect(seenFrom(now, monthBefore(now, 0))).not.toHaveProperty('is_ahead');
  expect(seenFrom(new Date(now.getTime() - 1), monthBefore(now, 0))).toHaveProperty('is_ahead');
});
