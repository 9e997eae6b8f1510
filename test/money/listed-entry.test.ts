import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../src/history/history-entry.ts';
import { damageWarnings, isOpen, listed } from '../../src/money/listed-entry.ts';

const entry: HistoryEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.000Z',
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://gateway.example',
  app_code: 'A',
  endpoint: 'payment',
  out_trade_no: 'ORD-1',
};

test.each([
  [undefined, true],
  ['unknown', true],
  ['pending', true],
  ['awaiting_payer', true],
  ['paid', false],
  ['declined', false],
  ['refunded', false],
  ['closed', false],
  ['reversed', false],
  ['not_sent', false],
])('a call whose outcome is %s is open: %s', (outcome, open) => {
  const settled = outcome === undefined ? {} : { settled: { outcome, time: 't' } };
  expect(isOpen({ ...entry, ...settled })).toBe(open);
});

test('an entry is told flat, with its last outcome', () => {
  const settled = { outcome: 'paid', respcd: '0000', syssn: 'S1', time: '2026-03-02T07:05:00.000Z' };
  expect(listed({ ...entry, settled })).toEqual({
    ...entry,
    outcome: 'paid',
    respcd: '0000',
    syssn: 'S1',
    settled_at: '2026-03-02T07:05:00.000Z',
    open: false,
  });
  expect(listed(entry)).toEqual({ ...entry, outcome: 'unknown', open: true });
});

test('an entry that was sent more than once tells each sending, with its own outcome', () => {
  const settled = { outcome: 'paid', respcd: '0000', time: '2026-03-02T07:05:00.000Z' };
  const first = { ...entry, id: 'i0', command: 'api' };
  const told = listed({ ...entry, settled, attempts: [first, { ...entry, settled }] });
  expect(told).toMatchObject({ id: 'i1', outcome: 'paid', open: false });
  expect(told.attempts).toEqual([
    { id: 'i0', time: entry.time, command: 'api', outcome: 'unknown', open: true },
    {
      id: 'i1',
      time: entry.time,
      command: 'pay',
      outcome: 'paid',
      respcd: '0000',
      settled_at: settled.time,
      open: false,
    },
  ]);
});

test('damage is told by line, and not without an end', () => {
  const warn = (damaged: number[]) => damageWarnings({ damaged }, 'F')[0] ?? '';
  expect(warn([])).toBe('');
  expect(warn([3])).toMatch(/^line 3 of F /);
  expect(warn(Array.from({ length: 12 }, (_, index) => index + 1))).toMatch(/^lines 1, .*, 10 and 2 more of F /);
});

test.each([
  ['local', 'http://127.0.0.1:40001', true],
  ['sandbox', 'http://localhost:8437', true],
  ['sandbox', 'https://openapi-int.qfapi.com', undefined],
  ['prod', 'http://127.0.0.1:8437', undefined],
  ['sandbox', 'no address', undefined],
] as const)('what %s at %s answered is simulated: %s', (env, base_url, simulated) => {
  const settled = { outcome: 'paid', time: '2026-03-02T07:05:00Z' } as const;
  expect(listed({ ...entry, env, base_url, settled }).simulated).toBe(simulated);
  expect(listed({ ...entry, env, base_url }).simulated).toBeUndefined();
});
