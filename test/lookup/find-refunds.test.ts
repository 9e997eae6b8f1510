import { describe, expect, test } from 'vitest';
import { DeclinedError, NetworkError, SignatureError } from '../../src/errors.ts';
import { findRefundNumber, findRefunds, refundMonths } from '../../src/lookup/find-orders.ts';
import { formatGatewayTime } from '../../src/transaction/txdtm.ts';
import { answer, fakeBooks, paidRecord } from './fake-books.ts';

const now = new Date('2026-03-02T15:04:05+08:00');
const payment = { syssn: '20260302180500020000000001', sysdtm: '2026-03-02 15:04:06' };
const spans = (of: object, at = now) =>
  refundMonths(of, at).map(({ start, end }) => `${formatGatewayTime(start)} - ${formatGatewayTime(end)}`);

describe('where a refund can stand', () => {
  test('is from the first second of the day of the payment on, a month at a time, the latest first', () => {
    expect(spans({ sysdtm: '2026-01-15 12:00:00' })).toEqual([
      '2026-03-01 00:00:00 - 2026-03-31 23:59:59',
      '2026-02-01 00:00:00 - 2026-02-28 23:59:59',
      '2026-01-15 00:00:00 - 2026-01-31 23:59:59',
    ]);
  });

  test.each([
    ['sysdtm', { sysdtm: '2026-03-02 15:04:06' }],
    ['paydtm', { paydtm: '2026-03-02 15:04:30' }],
    ["QFPay's number", { syssn: '20260302180500020000000001' }],
  ])('is told by %s', (_what, of) => {
    expect(spans(of)).toEqual(['2026-03-02 00:00:00 - 2026-03-31 23:59:59']);
  });

  test('is a year where nothing tells the day, and no more for an older payment', () => {
    expect(spans({})).toHaveLength(13);
    expect(spans({ sysdtm: '2019-01-01 00:00:00' })).toHaveLength(13);
  });

  test('goes into the next month an hour before this one ends, and no sooner', () => {
    const first = (time: string) => spans(payment, new Date(`2026-03-31T${time}+08:00`))[0];
    expect(first('23:00:00')).toBe('2026-04-01 00:00:00 - 2026-04-30 23:59:59');
    expect(first('22:59:59')).toBe('2026-03-02 00:00:00 - 2026-03-31 23:59:59');
  });

  test('is the payment’s own month where this machine’s clock is a year slow', () => {
    expect(spans(payment, new Date('2025-03-02T00:00:00Z'))).toEqual(['2026-03-02 00:00:00 - 2026-03-31 23:59:59']);
  });
});

const refund = (changes: object = {}) =>
  paidRecord({ syssn: 'R1', out_trade_no: 'RF1', order_type: 'refund', origssn: payment.syssn, ...changes });

describe('a refund by its number', () => {
  const months = refundMonths({ sysdtm: '2026-01-15 12:00:00' }, now);

  test('is found in the month that it was made in, and not asked for beyond', async () => {
    const books = fakeBooks([refund({ sysdtm: '2026-02-10 00:00:00' })]);
    const { records } = await findRefundNumber(books, 'RF1', months);
    expect(records).toMatchObject([{ out_trade_no: 'RF1' }]);
    expect(books.asked.map(({ start_time }) => start_time)).toEqual(['2026-03-01 00:00:00', '2026-02-01 00:00:00']);
  });

  test('is not mistaken for one that was not asked for', async () => {
    const books = fakeBooks([], { turns: [[refund({ out_trade_no: 'OTHER' })], [refund()]] });
    expect((await findRefundNumber(books, 'RF1', months)).records).toMatchObject([{ out_trade_no: 'RF1' }]);
  });

  test('that nobody knows is in no record', async () => {
    expect((await findRefundNumber(fakeBooks([]), 'RF1', months)).records).toEqual([]);
  });

  test.each([
    ['1108', SignatureError],
    ['1105', DeclinedError],
    ['1296', NetworkError],
  ])('cannot be asked for when the gateway refuses the query by %s', async (respcd, failure) => {
    const books = fakeBooks([refund()], { turns: [answer(respcd, 'no')] });
    await expect(findRefundNumber(books, 'RF1', months)).rejects.toThrow(failure);
  });
});

describe('a month that has not begun', () => {
  const months = refundMonths(payment, new Date('2026-03-31T23:30:00+08:00'));

  test.each(['1104', '1297', '1105', '1269'])('is empty where the gateway refuses it by %s', async (respcd) => {
    const one = fakeBooks([refund()], { turns: [answer(respcd, 'no such window')] });
    expect((await findRefundNumber(one, 'RF1', months)).records).toMatchObject([{ out_trade_no: 'RF1' }]);
    const all = fakeBooks([refund()], { turns: [answer(respcd, 'no such window')] });
    expect((await findRefunds(all, payment, months)).records).toMatchObject([{ out_trade_no: 'RF1' }]);
    expect(one.asked.map(({ start_time }) => start_time)).toEqual(['2026-04-01 00:00:00', '2026-03-02 00:00:00']);
  });

  test.each([
    ['1108', SignatureError],
    ['1296', NetworkError],
  ])('is no excuse for a gateway that refuses any query by %s', async (respcd, failure) => {
    const books = fakeBooks([refund()], { turns: [answer(respcd, 'no')] });
    await expect(findRefundNumber(books, 'RF1', months)).rejects.toThrow(failure);
  });

  test('nor is the month that it is', async () => {
    const books = fakeBooks([refund()], { turns: [[], answer('1104', 'no')] });
    await expect(findRefundNumber(books, 'RF1', months)).rejects.toThrow(DeclinedError);
  });
});

describe('all refunds of a payment', () => {
  test('are found over months, and no other transaction', async () => {
    const books = fakeBooks([
      refund({ sysdtm: '2026-03-02 16:00:00' }),
      refund({ syssn: 'R2', out_trade_no: 'RF2', sysdtm: '2026-02-10 00:00:00' }),
      refund({ syssn: 'R3', out_trade_no: 'RF3', origssn: 'another' }),
      paidRecord({ syssn: 'P2', out_trade_no: 'A-2' }),
    ]);
    const { records, is_cut } = await findRefunds(books, payment, refundMonths({ sysdtm: '2026-01-15 12:00:00' }, now));
    expect(records.map(({ syssn }) => syssn)).toEqual(['R1', 'R2']);
    expect(is_cut).toBeUndefined();
  });

  test('are looked for on fifty pages at most, and it is said that there are more', async () => {
    const busy = Array.from({ length: 5001 }, (_, index) =>
      paidRecord({ syssn: `P${index}`, out_trade_no: `A-${index}` }),
    );
    const books = fakeBooks([refund(), ...busy]);
    const { records, is_cut } = await findRefunds(books, payment, refundMonths(payment, now));
    expect(books.asked).toHaveLength(50);
    expect(is_cut).toBe(true);
    expect(records).toMatchObject([{ syssn: 'R1' }]);
  });
});
