import { describe, expect, test } from 'vitest';
import { DeclinedError, NetworkError, SignatureError } from '../../src/errors.ts';
import type { HistoryEntry } from '../../src/history/history-entry.ts';
import { lookUpEntry } from '../../src/money/resume.ts';
import { answer, type FakeRecord, fakeBooks, paidRecord } from '../lookup/fake-books.ts';

const syssn = '20260302180500020000000001';
const entry: HistoryEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.000Z',
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://gateway.example',
  app_code: 'A',
  endpoint: 'payment',
  out_trade_no: 'ORD-1',
  pay_type: '800201',
  txamt: '1280',
  txcurrcd: 'HKD',
};
const settled = { outcome: 'pending', syssn, time: '2026-03-02T07:04:06.000Z' };
const refund: HistoryEntry = { ...entry, endpoint: 'refund', out_trade_no: 'RF-1', txamt: '500', orig_syssn: syssn };
const close: HistoryEntry = { ...entry, endpoint: 'close', orig_syssn: syssn };
const refundRecord = { order_type: 'refund', out_trade_no: 'RF-1', syssn: 'R1', origssn: syssn, txamt: '500' };

const now = new Date('2026-03-02T08:00:00.000Z');

async function look(of: HistoryEntry, records: readonly FakeRecord[]) {
  const gateway = fakeBooks(records);
  return { looked: await lookUpEntry(of, gateway, now), asked: gateway.asked };
}

describe('a call is asked for', () => {
  test("by QFPay's number where it is known, which needs no window", async () => {
    const { looked, asked } = await look({ ...entry, settled }, [paidRecord()]);
    expect(asked).toEqual([{ syssn }]);
    expect(looked?.outcome).toBe('paid');
  });

  test('by its own number around its sending, also when that was months ago', async () => {
    const old = { ...entry, time: '2025-11-30T16:00:00.000Z' };
    const { looked, asked } = await look(old, [paidRecord({ sysdtm: '2025-12-01 00:00:05' })]);
    expect(asked).toEqual([
      { out_trade_no: 'ORD-1', start_time: '2025-11-30 00:00:00', end_time: '2025-12-02 00:00:00' },
    ]);
    expect(looked?.outcome).toBe('paid');
  });

  test('around each sending that lies apart from the others, the latest first', async () => {
    const times = ['2025-11-30T16:00:00.000Z', '2026-03-02T07:00:00.000Z', entry.time];
    const attempts = times.map((time) => ({ ...entry, time }));
    const { asked } = await look({ ...entry, attempts }, []);
    expect(asked.map(({ start_time }) => start_time)).toEqual([
      '2026-03-01 15:04:05',
      '2025-11-30 00:00:00',
      undefined,
    ]);
  });

  test("in the gateway's own month, should this machine's clock have been far off", async () => {
    const { looked, asked } = await look({ ...entry, time: '2020-01-01T00:00:00.000Z' }, [paidRecord()]);
    expect(asked).toHaveLength(2);
    expect(looked?.outcome).toBe('paid');
  });

  test('that ended an order, by the order', async () => {
    const { looked, asked } = await look(close, [paidRecord({ respcd: '1142', cancel: '2' })]);
    expect(asked).toEqual([{ syssn }]);
    expect(looked?.outcome).toBe('closed');
  });

  test('and is not found, which proves nothing', async () => {
    expect((await look(entry, [])).looked).toBeUndefined();
    expect((await look(entry, [paidRecord({ out_trade_no: 'OTHER' })])).looked).toBeUndefined();
  });
});

test.each<[string, HistoryEntry, FakeRecord, string]>([
  ['a payment that nobody has paid yet', entry, { respcd: '1143' }, 'pending'],
  ['a payment that the wallet refused', entry, { respcd: '1201' }, 'declined'],
  ['a payment that was given back', entry, { cancel: '3' }, 'refunded'],
  ['a payment whose number holds another amount', entry, { txamt: '1' }, 'declined'],
  ['a payment whose number is a refund', entry, { order_type: 'refund' }, 'declined'],
  ['a payment that the books have under another pay type', entry, { pay_type: '800101' }, 'paid'],
  ['a refund that is done', refund, refundRecord, 'refunded'],
  ['a refund in progress', refund, { ...refundRecord, respcd: '1145' }, 'pending'],
  ['a refund in doubt', refund, { ...refundRecord, respcd: '2999' }, 'pending'],
  ['a refund that was refused', refund, { ...refundRecord, respcd: '1269' }, 'declined'],
  ['a refund whose number holds another amount', refund, { ...refundRecord, txamt: '501' }, 'declined'],
  ['a refund whose number is of another payment', refund, { ...refundRecord, origssn: 'S9' }, 'declined'],
  ['a close of an order that is open', close, { respcd: '1143' }, 'pending'],
  ['a close of an order that was paid', close, {}, 'paid'],
  ['a close of an order with the flag alone', close, { respcd: '1143', cancel: '2' }, 'closed'],
])('%s is %s', async (_what, of, record, outcome) => {
  expect((await look(of, [paidRecord(record)])).looked?.outcome).toBe(outcome);
});

test('a payment is told by its own record, though its close stands under the same number', async () => {
  const closeRecord = { order_type: 'close', syssn: 'C1', cancel: '0' };
  const records = [paidRecord({ respcd: '1142', cancel: '2' }), paidRecord(closeRecord)];
  expect((await look(entry, records)).looked).toMatchObject({ outcome: 'closed', record: { order_type: 'payment' } });
});

test.each([
  ['1108', SignatureError],
  ['1104', DeclinedError],
  ['1297', NetworkError],
])('a query that is refused with %s says nothing of any call', async (respcd, kind) => {
  await expect(lookUpEntry(entry, fakeBooks([], { turns: [answer(respcd)] }), now)).rejects.toThrow(kind);
});

test('a window that begins after now is empty where the gateway refuses it, and the next place is asked', async () => {
  const ahead = { ...entry, time: '2026-03-05T08:00:00.000Z' };
  const books = fakeBooks([paidRecord()], { turns: [answer('1104')] });
  expect(await lookUpEntry(ahead, books, now)).toMatchObject({ outcome: 'paid' });
  expect(books.asked).toHaveLength(2);
});

test("a payment of the same number and another sum does not hide the call's own", async () => {
  const other = paidRecord({ syssn: '20260302180500020000000009', txamt: '500' });
  const { looked } = await look(entry, [other, paidRecord({ respcd: '1143' })]);
  expect(looked).toMatchObject({ outcome: 'pending', record: { syssn } });
});
