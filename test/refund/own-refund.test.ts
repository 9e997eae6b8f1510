import { expect, test } from 'vitest';
import { lastRefund } from '../../src/refund/refund-record.ts';

const payment = { syssn: 'P', txamt: '1280' };
const refund = (out_trade_no: string, txamt: string, minute: number, respcd = '0000') => ({
  ...{ out_trade_no, txamt, respcd, orig_syssn: 'P', order_type: 'refund', syssn: `S${minute}` },
  sysdtm: `2026-03-02 15:0${minute}:00`,
});
const numbersOf = ({ txamt, refunded }: { txamt: string; refunded: string }) => [`${txamt} after ${refunded}`];

test('the refund whose number was derived from what was left then is our own, in whatever order they come', () => {
  const half = refund('HALF', '640', 1);
  const own = refund('640 after 640', '640', 2);
  expect(lastRefund(payment, [own, half], numbersOf)).toBe(own);
  expect(lastRefund(payment, [half, own], numbersOf)).toBe(own);
});

test('a declined refund is passed over, and left nothing', () => {
  const declined = refund('1280 after 0', '1280', 1, '1269');
  const own = refund('1280 after 0', '1280', 2);
  expect(lastRefund(payment, [declined, own], numbersOf)).toBe(own);
});

test('of refunds that were all made by others an open one is told first, else the last', () => {
  const first = refund('A', '640', 1);
  const open = refund('B', '100', 2, '1143');
  const last = refund('C', '640', 3);
  expect(lastRefund(payment, [first, open, last], numbersOf)).toBe(open);
  expect(lastRefund(payment, [last, first], numbersOf)).toBe(last);
  expect(lastRefund(payment, [], numbersOf)).toBeUndefined();
});
