import { describe, expect, test } from 'vitest';
import { filterHistory, type HistoryOptions, readHistoryFilter } from '../../../src/commands/history.ts';
import { UsageError } from '../../../src/errors.ts';
import type { HistoryEntry } from '../../../src/history/history-entry.ts';
import type { GlobalOptions } from '../../../src/merchant/given.ts';

const now = new Date('2026-03-05T12:00:00Z');

const entry: HistoryEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.500Z',
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://gateway.example',
  app_code: 'A',
  endpoint: 'payment',
  out_trade_no: 'ORD-1',
  settled: { outcome: 'paid', syssn: '2026S1', time: '2026-03-02T07:04:06.000Z' },
};

const twice = [{ ...entry, command: 'api', time: '2026-03-01T01:00:00Z' }, entry];

/** A book that is held, for these tests. */
function bookOf(entries: readonly HistoryEntry[]) {
  return { rows: [...entries.keys()], entry: (row: number) => entries[row] ?? entry };
}

function isShown(own: Partial<HistoryEntry>, options: HistoryOptions & GlobalOptions, args: string[] = []): boolean {
  return filterHistory(bookOf([{ ...entry, ...own }]), readHistoryFilter(options, args, now)).rows.length === 1;
}

test.each<[string, Partial<HistoryEntry>, HistoryOptions & GlobalOptions, string[], boolean]>([
  ['no filter', {}, {}, [], true],
  ['a part of its number', {}, {}, ['rd-1'], true],
  ['a part of its syssn', {}, {}, ['26S'], true],
  ['the syssn of what it is about', { orig_syssn: '2026S9' }, {}, ['S9'], true],
  ['one of several words', {}, {}, ['X', 'ORD'], true],
  ['a word that is in none of its numbers', {}, {}, ['sandbox'], false],
  ['its command', {}, { command: 'pay' }, [], true],
  ['another command', {}, { command: 'refund' }, [], false],
  ['its environment', {}, { env: 'sandbox' }, [], true],
  ['another environment', {}, { env: 'prod' }, [], false],
  ['its mchid', { mchid: 'M' }, { mchid: 'M' }, [], true],
  ['an mchid, where it has none', {}, { mchid: 'M' }, [], false],
  ['its second as the first', {}, { since: '2026-03-02 15:04:05' }, [], true],
  ['the second after it as the first', {}, { since: '2026-03-02 15:04:06' }, [], false],
  ['its second as the last', {}, { until: '2026-03-02 15:04:05' }, [], true],
  ['the second before it as the last', {}, { until: '2026-03-02 15:04:04' }, [], false],
  ['its day', {}, { since: '2026-03-02', until: '2026-03-02' }, [], true],
  ['the day of an earlier sending of its', { attempts: twice }, { until: '2026-03-01' }, [], true],
  [
    'one sending by its day, and another by its command',
    { attempts: twice },
    { command: 'refund', since: '2026-03-01' },
    [],
    false,
  ],
  ['open ones, being open', { settled: { outcome: 'pending', time: 't' } }, { open: true }, [], true],
  ['open ones, being settled', {}, { open: true }, [], false],
])('an entry meets %s', (_what, own, options, args, shown) => {
  expect(isShown(own, options, args)).toBe(shown);
});

describe('--limit', () => {
  const entries = ['1', '2', '3'].map((out_trade_no) => ({ ...entry, out_trade_no }));

  test.each([
    ['1', ['3']],
    ['2', ['2', '3']],
    ['9', ['1', '2', '3']],
  ])('%s keeps the latest, in their order, and tells how many there were', (limit, numbers) => {
    const shown = filterHistory(bookOf(entries), readHistoryFilter({ limit }, [], now));
    expect(shown.rows.map((row) => entries[row]?.out_trade_no)).toEqual(numbers);
    expect(shown.total).toBe(3);
  });
});

test('every fault is told at once', () => {
  const options = { command: 'query', env: 'production', since: 'gestern', limit: '0' };
  try {
    readHistoryFilter(options, [], now);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const fields = ((error as UsageError).facts.details as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(['command', 'env', 'since', 'limit']);
  }
});

test('a window that ends before it begins is refused', () => {
  expect(() => readHistoryFilter({ since: '2026-03-02', until: '2026-03-01' }, [], now)).toThrow(
    'must not be before since',
  );
});
