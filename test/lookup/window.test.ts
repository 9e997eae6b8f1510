import { assert, date, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthBefore, monthsOf, windowAround } from '../../src/lookup/window.ts';
import { formatGatewayTime } from '../../src/transaction/txdtm.ts';

function shown({ start, end }: { start: Date; end: Date }): string {
  return `${formatGatewayTime(start)} .. ${formatGatewayTime(end)}`;
}

const seconds = date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(
  (moment) => new Date(Math.floor(moment.getTime() / 1000) * 1000),
);

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

describe('a window cut by months', () => {
  test('is newest first and keeps its own ends', () => {
    const window = { start: new Date('2026-01-15T00:00:00+08:00'), end: new Date('2026-03-02T15:04:05+08:00') };
    expect(monthsOf(window).map(shown)).toEqual([
      '2026-03-01 00:00:00 .. 2026-03-02 15:04:05',
      '2026-02-01 00:00:00 .. 2026-02-28 23:59:59',
      '2026-01-15 00:00:00 .. 2026-01-31 23:59:59',
    ]);
  });

  test('leaves out no second, doubles none, and has no piece that spans two months', () => {
    assert(
      property(seconds, seconds, (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const pieces = monthsOf({ start, end }).reverse();
        expect(pieces[0]?.start).toEqual(start);
        expect(pieces.at(-1)?.end).toEqual(end);
        for (const [index, piece] of pieces.entries()) {
          expect(formatGatewayTime(piece.start).slice(0, 7)).toBe(formatGatewayTime(piece.end).slice(0, 7));
          const next = pieces[index + 1];
          if (next) expect(next.start.getTime() - piece.end.getTime()).toBe(1000);
        }
      }),
    );
  });
});

test('the window around a moment reaches a day to either side', () => {
  expect(shown(windowAround(new Date('2026-03-01T00:00:10+08:00')))).toBe('2026-02-28 00:00:10 .. 2026-03-02 00:00:10');
});
