import { describe, expect, test } from 'vitest';
import { type ResumedEntry, resumeReport } from '../../src/report/history-report.ts';

const entry: ResumedEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.000Z',
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://gateway.example',
  app_code: 'A',
  endpoint: 'payment',
  out_trade_no: 'ORD-1',
  outcome: 'paid',
  before: 'unknown',
  open: false,
  exit: 0,
};

function report(...entries: Partial<ResumedEntry>[]) {
  return resumeReport({ entries: entries.map((own) => ({ ...entry, ...own })), warnings: [] });
}

describe('the exit status is the first of 8, 6, 9, 7, 5, 4 that occurred', () => {
  test.each([
    [[0], 0],
    [[0, 4], 4],
    [[4, 5], 5],
    [[5, 7, 4], 7],
    [[7, 9], 9],
    [[9, 6], 6],
    [[4, 6, 8, 0], 8],
  ])('%j is %i', (exits, exit_code) => {
    const told = report(...exits.map((exit) => ({ exit })));
    expect(told.exit_code).toBe(exit_code);
    expect('error' in told).toBe(exit_code !== 0);
  });
});

test('an error names each call that is not settled well, why, and how to go on', () => {
  const declined = { outcome: 'declined', respcd: '1201', message: 'no money', exit: 4 };
  expect(report(declined).error).toEqual({
    message: 'ORD-1 is declined (1201 no money)',
    details: [{ field: 'out_trade_no', value: 'ORD-1', rule: 'is declined (1201 no money)' }],
  });
  const unknown = { out_trade_no: 'RF1', outcome: 'unknown', exit: 8, next: 'qfpay refund ...' };
  expect(report(declined, unknown, {}).error?.details).toEqual([
    expect.objectContaining({ value: 'ORD-1' }),
    { field: 'out_trade_no', value: 'RF1', rule: 'is unknown', next: 'qfpay refund ...' },
  ]);
});

test('a person sees each call and what is left to do', () => {
  const { blocks } = report({ needs: '--env prod' }, { problem: 'no network', next: 'qfpay query' }, {});
  expect(blocks.map((block) => (block.kind === 'hint' ? block.text : block.kind))).toEqual([
    'table',
    'ORD-1: not asked about, needs --env prod',
    'ORD-1: no network; qfpay query',
  ]);
});

test('nothing open is said so', () => {
  expect(report()).toMatchObject({ exit_code: 0, data: { entries: [] }, blocks: [{ text: 'Nothing is open.' }] });
});
