import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RefundRow } from '../../src/refund-list/refund-row.ts';
import { namingFaults, parseShard, shardJournals, shardName, shardOf, shareOf } from '../../src/refund-list/shards.ts';

const row = (line: number, value: string, field: 'syssn' | 'out_trade_no' = 'out_trade_no'): RefundRow => {
  return { line, named: { field, value }, sum: { txamt: '100' } };
};

describe('--shard', () => {
  test('is a runner and how many there are', () => {
    expect(parseShard('2/3')).toEqual({ index: 2, count: 3 });
    expect(parseShard(' 1/1 ')).toEqual({ index: 1, count: 1 });
    expect(shardName({ index: 2, count: 3 })).toBe('2-of-3');
  });

  test.each(['', '0/3', '4/3', '1', '1/0', '01/3', '1/257', '-1/3', '1/3/3', 'a/b', '1.0/3'])('is not %j', (text) => {
    expect(parseShard(text)).toMatchObject({ field: 'shard', value: text, next: '--shard 1/3' });
  });
});

describe('a file shared by several runners', () => {
  const rows = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 40 });
  const count = fc.integer({ min: 1, max: 20 });

  test('has each row in one share, in the order of the file, and all rows of a payment in the same', () => {
    fc.assert(
      fc.property(rows, count, (values, count) => {
        const all = values.map((value, index) => row(index + 2, value));
        const shares = Array.from({ length: count }, (_, place) => shareOf(all, { index: place + 1, count }));
        expect(shares.flatMap(({ own }) => own).sort((a, b) => a.line - b.line)).toEqual(all);
        for (const { own, others } of shares) {
          expect(own.length + others.length).toBe(all.length);
          const names = new Set(own.map(({ named }) => named.value));
          expect(others.filter(({ named }) => names.has(named.value))).toEqual([]);
          expect(own.map(({ line }) => line)).toEqual(own.map(({ line }) => line).sort((a, b) => a - b));
        }
      }),
    );
  });

  test('gives a payment to the same runner in this version as in every other', () => {
    const shards = ['ORDER-1', 'ORDER-2', 'ORDER-3', '20260302044712345678'].map((value) => shardOf(row(2, value), 3));
    expect(shards).toEqual([3, 1, 1, 3]);
  });

  test('gives each runner about as much', () => {
    const shards = Array.from({ length: 3_000 }, (_, index) => shardOf(row(2, `ORDER-${index}`), 3));
    for (const each of [1, 2, 3]) {
      const own = shards.filter((shard) => shard === each).length;
      expect(own).toBeGreaterThan(900);
      expect(own).toBeLessThan(1_100);
    }
  });

  test('without a shard is all one runner has', () => {
    const all = [row(2, 'A'), row(3, 'B')];
    expect(shareOf(all, undefined)).toEqual({ own: all, others: [] });
  });

  test('has to name all payments alike, or one payment could be two runners', () => {
    expect(namingFaults([row(2, 'A'), row(3, 'B')])).toEqual([]);
    expect(namingFaults([])).toEqual([]);
    expect(namingFaults([row(2, 'A'), row(3, 'B'), row(4, '2026', 'syssn')])).toEqual([
      expect.objectContaining({
        ...{ line: 4, field: 'syssn', value: '2026' },
        rule: 'names its payment by syssn, and line 2 by out_trade_no: with --shard all have to be named alike',
      }),
    ]);
  });
});

test('the journals of a file are known by their names; of two numbers of shards the one with more journals comes last', () => {
  const paths = ['1-of-3', '10-of-12', '2-of-3', '1-of-2', '0-of-3', 'x'].map((name) => `a.csv.${name}.journal.ndjson`);
  expect(
    shardJournals('a.csv', ['a.csv', 'a.csv.journal.ndjson', 'a.csv.1-of-3.journal.ndjson.lock', ...paths]),
  ).toEqual(
    [
      ['1-of-2', 1, 2],
      ['10-of-12', 10, 12],
      ['1-of-3', 1, 3],
      ['2-of-3', 2, 3],
    ].map(([name, index, count]) => ({ path: `a.csv.${name}.journal.ndjson`, index, count })),
  );
});
