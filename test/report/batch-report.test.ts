import { describe, expect, test } from 'vitest';
import { loadWords } from '../../src/language/languages.ts';
import type { BatchEnd, BatchRow, RowOutcome } from '../../src/report/batch-findings.ts';
import { batchCsv, batchExit, batchReport, planLines } from '../../src/report/batch-report.ts';

const en = await loadWords('en');

function row(outcome: RowOutcome, more: Partial<BatchRow> = {}): BatchRow {
  return { line: 2, refund_no: 'R', orig_syssn: 'S', txamt: '500', txcurrcd: 'HKD', outcome, repeated: false, ...more };
}

describe('the exit status is the first of 8, 6, 9, 7, 5, 4 that occurred', () => {
  const all: readonly RowOutcome[] = ['unknown', 'pending', 'declined', 'refunded'];
  test.each<[number, readonly RowOutcome[], BatchEnd['kind'] | undefined]>([
    [8, all, 'signature'],
    [6, all.slice(1), 'signature'],
    [9, all.slice(1), 'rate-limited'],
    [7, all.slice(1), 'network'],
    [3, all.slice(1), 'disk'],
    [5, all.slice(1), undefined],
    [4, all.slice(2), undefined],
    [0, ['refunded'], undefined],
    [130, all, 'interrupted'],
  ])('%i for %j ended by %s', (exit_code, outcomes, kind) => {
    const end = kind && { kind, message: '' };
    expect(batchExit({ rows: outcomes.map((outcome) => row(outcome)), end })).toBe(exit_code);
  });

  test('6 also where a row was refused by its signature', () => {
    expect(batchExit({ rows: [row('declined', { respcd: '1108' }), row('pending')] })).toBe(6);
  });
});

const rows = [
  row('refunded', { respcd: '0000' }),
  row('refunded', { line: 3, repeated: true }),
  row('declined', { line: 4, respcd: '1269', message: '=cmd()' }),
  row('not_sent', { line: 5, txcurrcd: 'JPY' }),
];
const findings = {
  env: 'sandbox',
  rows,
  journal: 'j',
  results: 'r',
  again: 'qfpay refund-batch x',
  warnings: [],
} as const;

test('the counts and the sums add up to all rows and all money', () => {
  const { data } = batchReport(findings, en);
  const { rows: count, journal, results, ...counts } = data['batch'] as Record<string, number>;
  expect([journal, results]).toEqual(['j', 'r']);
  expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(count);
  const totals = data['totals'] as { rows: number; txamt: string }[];
  expect(totals.reduce((sum, total) => sum + Number(total.txamt), 0)).toBe(2000);
  expect(totals.reduce((sum, total) => sum + total.rows, 0)).toBe(4);
});

test('where the disk was full, nothing is told to stand in a file that could not be written', () => {
  const end = { kind: 'disk', message: 'j cannot be written' } as const;
  const { error, blocks } = batchReport({ ...findings, results: 'RESULTS', end, warnings: ['no RESULTS'] }, en);
  expect(JSON.stringify([error, blocks])).not.toMatch(/RESULTS|everything is written down/);
  expect(error?.hint).toContain('make room on the disk');
});

test('the results have every row with what to do, and nothing that a spreadsheet would run', () => {
  const lines = batchCsv(rows, en).trimEnd().split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toBe('2,R,S,,500,HKD,refunded,0000,no,,');
  expect(lines[3]).toMatch(/^4,R,S,,500,HKD,declined,1269,no,'=cmd\(\),.+--retry-declined/);
  expect(lines[4]).toContain('Run the same command again');
});

test.each<[readonly RowOutcome[], string]>([
  [['not_sent', 'not_sent'], '2 to send, about 1 s at 200 a minute'],
  [['refunded', 'not_sent'], '1 of 2 already refunded; 1 to send, about 1 s at 200 a minute'],
  [['declined', 'not_sent'], '1 of 2 sent before; 1 to send, about 1 s at 200 a minute'],
  [['refunded', 'refunded'], 'already refunded, nothing to send'],
  [['refunded', 'declined'], 'all were sent before, nothing to send'],
])('the plan of rows that are %j says what is left to do: %s', (outcomes, said) => {
  const lines = planLines({
    ...{ env: 'local', base_url: 'u', app_code: 'A', rows: outcomes.map((outcome) => row(outcome)), totals: [] },
    ...{ seconds: 1, max_per_minute: 200, queries: 1, journal: 'j', results: 'r', warnings: [] },
  });
  expect(lines[1]).toBe(said);
});

test('one refund is one', () => {
  expect(batchReport({ ...findings, rows: [row('declined')] }, en).error?.message).toBe('1 refund: 1 declined');
});
