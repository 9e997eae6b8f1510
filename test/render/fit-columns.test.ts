import { expect, test } from 'vitest';
import { fitColumns } from '../../src/render/table.ts';

const times = ['2026-11-26 06:35:05', '2026-11-26 06:35:04', '2026-11-26 06:35:03'];
const columns = [
  { title: 'outcome', wraps: 8 },
  { title: 'time', wraps: 10 },
];

function widthsAt(width: number, outcomes: readonly string[]) {
  const rows = outcomes.map((outcome, index) => [outcome, times[index] ?? '']);
  return fitColumns({ columns, rows }, width)?.widths;
}

test.each([
  ['one long outcome breaks, and not each time', ['paid', 'awaiting payer', 'paid'], 31, [10, 19]],
  ['all is whole where there is room', ['paid', 'awaiting payer', 'paid'], 35, [14, 19]],
  ['times break where outcomes are at their least', ['paid', 'awaiting payer', 'paid'], 24, [8, 14]],
  [
    'the widest gives way where either breaks all',
    ['awaiting payer', 'awaiting payer', 'awaiting payer'],
    34,
    [14, 18],
  ],
])('%s', (_what, outcomes, width, expected) => {
  expect(widthsAt(width, outcomes)).toEqual(expected);
});

test('no table is wider than the window, or there is none', () => {
  expect(widthsAt(20, ['paid'])).toEqual([7, 11]);
  expect(widthsAt(18, ['paid'])).toBeUndefined();
});
