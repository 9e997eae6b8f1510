import { describe, expect, test } from 'vitest';
import { CancelledError, NetworkError, RateLimitedError } from '../../src/errors.ts';
import { settle } from '../../src/lookup/wait.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { testContext } from '../support/context.ts';
import { answer, fakeBooks, paidRecord, type Turn } from './fake-books.ts';

const in_doubt = { out_trade_no: 'ORD-1', sent_at: new Date('2026-03-02T15:04:05+08:00') };

const the_record = { out_trade_no: 'ORD-1', syssn: paidRecord().syssn, respcd: '0000' };

describe('what became of a call without an answer', () => {
  test('is its record as soon as the books have it', async () => {
    const context = testContext();
    expect(await settle(fakeBooks([paidRecord()]), context, in_doubt)).toMatchObject({ record: the_record });
    expect(context.slept).toEqual([500]);
  });

  test('is asked for in a window of a day to either side of the sending', async () => {
    const gateway = fakeBooks([paidRecord()]);
    await settle(gateway, testContext(), in_doubt);
    expect(gateway.asked[0]).toMatchObject({ start_time: '2026-03-01 15:04:05', end_time: '2026-03-03 15:04:05' });
  });

  test('is found at the end of a month, whatever month the gateway is in', async () => {
    const gateway = fakeBooks([paidRecord({ sysdtm: '2026-02-28 23:59:59' })], { now: '2026-03-01 00:00:01' });
    const sent_at = new Date('2026-02-28T23:59:58+08:00');
    expect(await settle(gateway, testContext(), { out_trade_no: 'ORD-1', sent_at })).toMatchObject({
      record: the_record,
    });
  });

  test("is found in the gateway's own month when this clock is years off", async () => {
    const sent_at = new Date('2019-01-01T00:00:00Z');
    expect(await settle(fakeBooks([paidRecord()]), testContext(), { out_trade_no: 'ORD-1', sent_at })).toMatchObject({
      record: the_record,
    });
  });

  const nothing: Turn = [];
  test.each<[string, Turn[], number]>([
    ['comes late', [nothing, nothing, nothing, nothing, 'look'], 3],
    ['is behind a broken line at first', [new NetworkError('reset'), new NetworkError('reset'), 'look'], 3],
    ['is behind a limit at first', [new RateLimitedError('429'), 'look'], 2],
    ['is behind a maintenance at first', [answer('1100'), nothing, 'look'], 2],
  ])('is found when the record %s', async (_what, turns, tries) => {
    const context = testContext();
    expect(await settle(fakeBooks([paidRecord()], { turns }), context, in_doubt)).toMatchObject({ record: the_record });
    expect(context.slept).toHaveLength(tries);
  });

  test('stays unknown after five tries with growing pauses', async () => {
    const context = testContext();
    expect(await settle(fakeBooks([]), context, in_doubt)).toBe('absent');
    expect(context.slept).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  test('is shown by the answer that comes along', async () => {
    const shown = await settle(fakeBooks([paidRecord()]), testContext(), in_doubt);
    expect(shown).toMatchObject({ answer: { respcd: '0000', body: { data: [paidRecord()] } } });
  });

  test('is not called absent from books that every query was refused at', async () => {
    const turns = Array.from({ length: 20 }, () => answer('1100'));
    expect(await settle(fakeBooks([], { turns }), testContext(), in_doubt)).toBe('unread');
  });

  test('stays unknown when the line stays broken', async () => {
    const turns = Array.from({ length: 20 }, () => new NetworkError('refused'));
    expect(await settle(fakeBooks([paidRecord()], { turns }), testContext(), in_doubt)).toBe('unread');
  });

  test('is not the record of another order', async () => {
    const other = [paidRecord({ out_trade_no: 'ORD-2' })];
    const turns = Array.from({ length: 20 }, () => other);
    expect(await settle(fakeBooks([], { turns }), testContext(), in_doubt)).toBe('absent');
  });

  test('is the paid attempt where there are several', async () => {
    const records = [paidRecord({ syssn: '1', respcd: '1205' }), paidRecord({ syssn: '2' })];
    expect(await settle(fakeBooks(records), testContext(), in_doubt)).toMatchObject({ record: { syssn: '2' } });
  });

  test('is the record that the caller takes for its own, and is asked for until there is one', async () => {
    const context = testContext();
    const [other, own] = [paidRecord({ syssn: '1', txamt: '500' }), paidRecord({ syssn: '2', respcd: '1205' })];
    const gateway = fakeBooks([other, own], { turns: [[other]] });
    const choose = (records: readonly Transaction[]) => records.find(({ txamt }) => txamt === '1280');
    expect(await settle(gateway, context, { ...in_doubt, choose })).toMatchObject({ record: { syssn: '2' } });
    expect(context.slept).toEqual([500, 1000]);
  });

  test('is left open when the person interrupts', async () => {
    const context = testContext();
    const clock = { ...context.clock, sleep: () => Promise.reject(new CancelledError('interrupted')) };
    await expect(settle(fakeBooks([]), { clock }, in_doubt)).rejects.toThrow(CancelledError);
  });
});
