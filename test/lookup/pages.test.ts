import { assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryAllPages, refusalOf } from '../../src/lookup/query.ts';
import { answer, type FakeRecord, fakeBooks, paidRecord, queryAnswer } from './fake-books.ts';

const march = { start: new Date('2026-03-01T00:00:00+08:00'), end: new Date('2026-03-31T23:59:59+08:00') };

function manyRecords(count: number): FakeRecord[] {
  return Array.from({ length: count }, (_, index) => paidRecord({ syssn: `S${index}`, out_trade_no: `N${index}` }));
}

describe('every page', () => {
  test('no record is lost or doubled, however many there are and however few the gateway gives a page', async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 450 }), integer({ min: 7, max: 100 }), async (count, most_per_page) => {
        const records = manyRecords(count);
        const { records: found } = await queryAllPages(fakeBooks(records, { most_per_page }), { window: march });
        expect(found.map(({ syssn }) => syssn)).toEqual(records.map(({ syssn }) => syssn));
      }),
      { numRuns: 60 },
    );
  });

  test('the window stays the same from page to page', async () => {
    const gateway = fakeBooks(manyRecords(250));
    await queryAllPages(gateway, { window: march });
    expect(gateway.asked.map(({ page, page_size, end_time }) => [page, page_size, end_time])).toEqual([
      ['1', '100', '2026-03-31 23:59:59'],
      ['2', '100', '2026-03-31 23:59:59'],
      ['3', '100', '2026-03-31 23:59:59'],
    ]);
  });

  test('a record that is on two pages stands once, as it was seen last', async () => {
    const first = manyRecords(100);
    const turns = [first, [paidRecord({ syssn: 'S99', respcd: '1143' }), paidRecord({ syssn: 'S100' })]];
    const { records } = await queryAllPages(fakeBooks([], { turns }), { window: march });
    expect(records).toHaveLength(101);
    expect(records.find(({ syssn }) => syssn === 'S99')?.respcd).toBe('1143');
  });

  test('a gateway that takes no heed of the page is not asked for ever', async () => {
    const same = manyRecords(100);
    const gateway = fakeBooks([], { turns: Array.from({ length: 50 }, () => same) });
    expect((await queryAllPages(gateway, { window: march })).records).toHaveLength(100);
    expect(gateway.asked).toHaveLength(2);
  });

  test('a page size that is no text does not break it', async () => {
    const strange = { ...queryAnswer(manyRecords(2)), fields: { respcd: '0000', page_size: { toString: 1 } } };
    expect((await queryAllPages(fakeBooks([], { turns: [strange] }), { window: march })).records).toHaveLength(2);
  });

  test('a refusal ends it, and what was read before stays', async () => {
    const gateway = fakeBooks([], { turns: [manyRecords(100), answer('1100', 'maintenance')] });
    const lookup = await queryAllPages(gateway, { window: march });
    expect([lookup.records.length, refusalOf(lookup)?.respcd]).toEqual([100, '1100']);
  });
});
