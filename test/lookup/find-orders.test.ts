import { describe, expect, test } from 'vitest';
import { findOrders, findSyssns, missingOrders } from '../../src/lookup/find-orders.ts';
import { refusalOf } from '../../src/lookup/query.ts';
import { monthBefore } from '../../src/lookup/window.ts';
import { answer, type FakeBooks, fakeBooks, paidRecord } from './fake-books.ts';

const now = new Date('2026-03-02T15:04:05+08:00');

/** The months that were looked into, in order. */
function monthsAsked({ asked }: FakeBooks): string[] {
  return asked.map(({ start_time }) => start_time?.slice(0, 7) ?? 'current');
}

describe('orders by number', () => {
  test('are asked for together in one request, and nothing more is asked when all are there', async () => {
    const gateway = fakeBooks(['A', 'B', 'C'].map((out_trade_no) => paidRecord({ out_trade_no, syssn: out_trade_no })));
    const { records } = await findOrders(gateway, { out_trade_no: ['A', 'B', 'C'], now });
    expect(records).toHaveLength(3);
    expect(gateway.asked.map(({ out_trade_no }) => out_trade_no)).toEqual(['A,B,C']);
  });

  test('are asked for in several requests when the list would be too long', async () => {
    const numbers = Array.from({ length: 9 }, (_, index) => `QF20260302150405123ABCDEFGHIJ${index}`);
    const gateway = fakeBooks(numbers.map((out_trade_no) => paidRecord({ out_trade_no, syssn: out_trade_no })));
    const lookup = await findOrders(gateway, { out_trade_no: numbers, now });
    expect(missingOrders(numbers, lookup)).toEqual([]);
    expect(gateway.asked.map(({ out_trade_no }) => out_trade_no?.split(',').length)).toEqual([4, 4, 1]);
  });

  test('are found in the last month when the payment was just before midnight of the 1st', async () => {
    const gateway = fakeBooks([paidRecord({ sysdtm: '2026-02-28 23:59:59' })], { now: '2026-03-01 00:00:01' });
    const search = { out_trade_no: ['ORD-1'], now: new Date('2026-03-01T00:00:01+08:00') };
    expect((await findOrders(gateway, search)).records).toHaveLength(1);
    expect(monthsAsked(gateway)).toEqual(['current', '2026-02']);
  });

  test('are looked for backwards for twelve months and no further', async () => {
    const gateway = fakeBooks([paidRecord({ sysdtm: '2025-02-28 12:00:00' })]);
    const lookup = await findOrders(gateway, { out_trade_no: ['ORD-1'], now });
    expect(missingOrders(['ORD-1'], lookup)).toEqual(['ORD-1']);
    expect(monthsAsked(gateway)).toEqual([
      ...['current', '2026-02', '2026-01', '2025-12', '2025-11', '2025-10', '2025-09'],
      ...['2025-08', '2025-07', '2025-06', '2025-05', '2025-04', '2025-03'],
    ]);
  });

  test('only those that are still missing are asked for again', async () => {
    const gateway = fakeBooks([
      paidRecord({ out_trade_no: 'A', syssn: '1' }),
      paidRecord({ out_trade_no: 'B', syssn: '2', sysdtm: '2026-01-05 10:00:00' }),
    ]);
    await findOrders(gateway, { out_trade_no: ['A', 'B'], now });
    expect(gateway.asked.map(({ out_trade_no }) => out_trade_no)).toEqual(['A,B', 'B', 'B']);
  });

  test('are looked for first in the month that the number tells', async () => {
    const gateway = fakeBooks([paidRecord({ sysdtm: '2024-07-05 10:00:00' })]);
    const monthOf = () => monthBefore(new Date('2024-07-05T02:00:00Z'), 0);
    expect((await findOrders(gateway, { out_trade_no: ['ORD-1'], now, monthOf })).records).toHaveLength(1);
    expect(monthsAsked(gateway)).toEqual(['2024-07']);
  });

  test('are looked for everywhere else when that month does not have them', async () => {
    const gateway = fakeBooks([paidRecord({ sysdtm: '2026-03-01 00:00:00' })]);
    const monthOf = () => monthBefore(now, 1);
    expect((await findOrders(gateway, { out_trade_no: ['ORD-1'], now, monthOf })).records).toHaveLength(1);
    expect(monthsAsked(gateway)).toEqual(['2026-02', 'current']);
  });

  test('are looked for in a named window and nowhere else', async () => {
    const gateway = fakeBooks([paidRecord()]);
    const window = monthBefore(now, 1);
    const lookup = await findOrders(gateway, {
      out_trade_no: ['ORD-1'],
      window,
      now,
      monthOf: () => monthBefore(now, 0),
    });
    expect([lookup.records, monthsAsked(gateway)]).toEqual([[], ['2026-02']]);
  });

  test('are still found when this clock is half an hour slow and a month has just ended', async () => {
    const gateway = fakeBooks([paidRecord({ sysdtm: '2026-03-31 23:59:00' })], { now: '2026-04-01 00:10:00' });
    const slow = new Date('2026-03-31T23:40:00+08:00');
    expect((await findOrders(gateway, { out_trade_no: ['ORD-1'], now: slow })).records).toHaveLength(1);
  });

  test('are not looked for on after a refusal', async () => {
    const gateway = fakeBooks([paidRecord()], { turns: [answer('1108', 'signature')] });
    const lookup = await findOrders(gateway, { out_trade_no: ['ORD-1'], now });
    expect([refusalOf(lookup)?.respcd, gateway.asked.length]).toEqual(['1108', 1]);
  });

  test('are looked for on when the gateway answers with another order, which is not told', async () => {
    const other = [paidRecord({ out_trade_no: 'ORD-2', syssn: '2' }), paidRecord({ out_trade_no: '', syssn: '3' })];
    const gateway = fakeBooks([paidRecord({ sysdtm: '2026-02-28 12:00:00' })], { turns: [other] });
    const { records } = await findOrders(gateway, { out_trade_no: ['ORD-1'], now });
    expect(records.map(({ out_trade_no }) => out_trade_no)).toEqual(['ORD-1']);
    expect(monthsAsked(gateway)).toEqual(['current', '2026-02']);
  });

  test('the filters go along', async () => {
    const gateway = fakeBooks([paidRecord()]);
    await findOrders(gateway, { out_trade_no: ['ORD-1'], now, filter: { pay_type: ['800201'], respcd: '0000' } });
    expect(gateway.asked[0]).toMatchObject({ pay_type: '800201', respcd: '0000' });
  });
});

test("a transaction that was not asked for by QFPay's number is not told", async () => {
  const gateway = fakeBooks([], { turns: [[paidRecord({ syssn: '2' }), paidRecord({ syssn: '1' })]] });
  expect((await findSyssns(gateway, ['1'], {})).records.map(({ syssn }) => syssn)).toEqual(['1']);
});

test("QFPay's own numbers are asked for without a window, four at a time", async () => {
  const numbers = [1, 2, 3, 4, 5].map((last) => `2024030218050002000000000${last}`);
  const gateway = fakeBooks(numbers.map((syssn) => paidRecord({ syssn, sysdtm: '2024-03-02 18:05:00' })));
  expect((await findSyssns(gateway, numbers, {})).records).toHaveLength(5);
  expect(gateway.asked.map(({ syssn, start_time }) => [syssn?.split(',').length, start_time])).toEqual([
    [4, undefined],
    [1, undefined],
  ]);
});
