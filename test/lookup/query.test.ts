import { describe, expect, test } from 'vitest';
import { NetworkError, RateLimitedError, UsageError } from '../../src/errors.ts';
import { isRefused, queryOnce, queryParameters, tryQuery } from '../../src/lookup/query.ts';
import { answer, fakeBooks, paidRecord, queryAnswer } from './fake-books.ts';

describe('the parameters of a query', () => {
  test('are lists with commas, times in UTC+8, and nothing that was not asked for', () => {
    const window = { start: new Date('2026-02-28T16:00:00Z'), end: new Date('2026-03-02T07:04:05Z') };
    expect(
      queryParameters({ out_trade_no: ['A', 'B'], window, pay_type: ['800101', '800201'], page_size: 100 }),
    ).toEqual([
      ['out_trade_no', 'A,B'],
      ['start_time', '2026-03-01 00:00:00'],
      ['end_time', '2026-03-02 15:04:05'],
      ['pay_type', '800101,800201'],
      ['page_size', '100'],
    ]);
    expect(queryParameters({ syssn: ['1'], out_trade_no: [], respcd: '0000', page: 2 })).toEqual([
      ['syssn', '1'],
      ['respcd', '0000'],
      ['page', '2'],
    ]);
  });
});

describe('the two layers of respcd', () => {
  test("a record's own code is its state, whatever the query's code", async () => {
    const gateway = fakeBooks([paidRecord({ respcd: '1143' })]);
    const { records, answer } = await queryOnce(gateway, { out_trade_no: ['ORD-1'] });
    expect([answer.respcd, records[0]?.respcd]).toEqual(['0000', '1143']);
  });

  test('a query that worked and found nothing has no record', async () => {
    const { records, answer } = await queryOnce(fakeBooks([]), { out_trade_no: ['ORD-1'] });
    expect([isRefused(answer), records]).toEqual([false, []]);
  });

  test('a query that was refused has none either, whatever came along', async () => {
    const refused = { ...queryAnswer([paidRecord()]), respcd: '1108' };
    const { records, answer } = await queryOnce(fakeBooks([], { turns: [refused] }), { out_trade_no: ['ORD-1'] });
    expect([isRefused(answer), records]).toEqual([true, []]);
  });

  test('a single record as an object keeps its own code', async () => {
    const data = paidRecord({ respcd: '1143' });
    const single = { ...answer('0000'), fields: { ...data, respcd: '0000' }, data };
    const { records } = await queryOnce(fakeBooks([], { turns: [single] }), { syssn: ['1'] });
    expect(records.map(({ respcd }) => respcd)).toEqual(['1143']);
  });

  test("a flat answer does not lend the query's 0000 to the transaction", async () => {
    const flat = { ...answer('0000'), fields: { respcd: '0000', syssn: '1', txamt: '10' } };
    const { records } = await queryOnce(fakeBooks([], { turns: [flat] }), { syssn: ['1'] });
    expect(records).toEqual([{ syssn: '1', txamt: '10' }]);
  });
});

describe('a try', () => {
  test.each([new NetworkError('reset'), new RateLimitedError('429')])('gives nothing after: %s', async (error) => {
    expect(await tryQuery(fakeBooks([], { turns: [error] }), { syssn: ['1'] })).toBeUndefined();
  });

  test('hides no other error', async () => {
    const gateway = fakeBooks([], { turns: [new UsageError('a bug')] });
    await expect(tryQuery(gateway, { syssn: ['1'] })).rejects.toThrow('a bug');
  });
});
