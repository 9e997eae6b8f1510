import { describe, expect, test } from 'vitest';
import { decisiveRecord, doublePayments, groupByOrder, orderOutcomes } from '../../src/diagnosis/outcome.ts';

const paid = { respcd: '0000', order_type: 'payment', cancel: '0' };
const declined = { respcd: '1205', order_type: 'payment', cancel: '0' };
const open = { respcd: '1143', order_type: 'payment', cancel: '0' };
const doubtful = { respcd: '1297', order_type: 'payment', cancel: '0' };
const refunded = { respcd: '0000', order_type: 'payment', cancel: '3' };

describe('an order with several records', () => {
  test.each([
    ['is paid as soon as one attempt is', [declined, open, paid], 'paid'],
    ['is still open when the attempt before was declined', [declined, open], 'pending'],
    ['is in doubt while one attempt is, although another waits', [open, doubtful], 'unknown'],
    ['is still open when an earlier payment was given back', [refunded, open], 'pending'],
    ['is refunded when nothing else may come', [declined, refunded], 'refunded'],
    ['is declined only when every attempt is', [declined, declined], 'declined'],
    ['is paid when another payment was given back', [refunded, paid], 'paid'],
  ])('%s', (_what, records, outcome) => {
    const order = records.map((record, index) => ({ ...record, out_trade_no: 'A', syssn: String(index) }));
    expect(orderOutcomes(order)).toEqual([outcome]);
  });

  test('has no decisive record when it has none', () => {
    expect(decisiveRecord([])).toBeUndefined();
  });
});

test('records are grouped by number, and one without a number stands alone', () => {
  const records = [{ out_trade_no: 'A' }, { syssn: '1' }, { out_trade_no: 'B' }, { out_trade_no: 'A' }, { syssn: '2' }];
  expect(groupByOrder(records).map((order) => order.length)).toEqual([2, 1, 1, 1]);
});

describe('money that came in twice', () => {
  const order = (out_trade_no: string, ...records: object[]) =>
    records.map((record, index) => ({ ...record, out_trade_no, syssn: `${out_trade_no}${index}` }));

  test('is told for the number that was paid twice, and for no other', () => {
    expect(doublePayments([...order('A', paid, paid), ...order('B', paid), ...order('C', paid, declined)])).toEqual([
      'A',
    ]);
  });

  test('is not told when one of the two was given back', () => {
    expect(doublePayments(order('A', paid, refunded))).toEqual([]);
  });

  test.each(['unfreeze', 'capture'])('is not told of a payment and its %s', (order_type) => {
    expect(doublePayments(order('A', paid, { ...paid, order_type }))).toEqual([]);
  });

  test('is told of two captures under one number, and not of a hold and its capture', () => {
    const hold = { respcd: '0000', pay_type: '801801', cancel: '4' };
    const capture = { respcd: '0000', pay_type: '801801', orig_syssn: '1' };
    expect(doublePayments([...order('A', capture, capture), ...order('B', hold, capture)])).toEqual(['A']);
  });

  test('is not told of a payment and a refund that carry the same number', () => {
    expect(doublePayments(order('A', paid, { ...paid, order_type: 'refund' }))).toEqual([]);
  });
});

test('of all that may have become of an order the weightiest word stands for it', () => {
  const records = {
    ...{ paid, captured: { ...paid, order_type: 'capture' }, authorized: { ...paid, pay_type: '801801' } },
    ...{ unknown: doubtful, pending: open, refunded, released: { ...paid, order_type: 'unfreeze' } },
    ...{ reversed: { ...paid, cancel: '1' }, closed: { ...paid, cancel: '2' }, declined },
  };
  const words = Object.keys(records);
  expect(Object.values(records).map((record) => orderOutcomes([record])[0])).toEqual(words);
  const reversed = Object.values(records).reverse();
  for (let from = 0; from < words.length; from += 1)
    expect(
      orderOutcomes(reversed.slice(0, words.length - from).map((each) => ({ ...each, out_trade_no: 'A' }))),
    ).toEqual([words[from]]);
});
