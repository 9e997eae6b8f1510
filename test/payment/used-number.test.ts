import { expect, test } from 'vitest';
import { resolvePayType } from '../../src/payment/resolve-pay-type.ts';
import { isSameOrder, isUsedNumber } from '../../src/payment/used-number.ts';
import type { Parameter } from '../../src/signature/canonical-text.ts';

test.each([
  ['1102', '', '', true],
  ['2011', '', '', true],
  ['1251', 'Do not use duplicate out_trade_no for request(1251)', 'out_trade_no is used', true],
  ['1251', '', 'out_trade_no is used', true],
  ['1251', '订单号重复', '', true],
  ['1251', '訂單號重複', '', true],
  ['1251', 'store is not configured', '', false],
  ['1251', '', '', false],
  ['1104', 'out_trade_no is used', '', false],
  ['0000', '', '', false],
])('respcd %s with %j and %j: a used number is %s', (respcd, resperr, respmsg, expected) => {
  expect(isUsedNumber({ respcd, resperr, respmsg })).toBe(expected);
});

const parameters: Parameter[] = [
  ['txamt', '1280'],
  ['txcurrcd', 'HKD'],
  ['pay_type', '800201'],
];
const record = { txamt: '1280', txcurrcd: 'HKD', pay_type: '800201', order_type: 'payment' };

test.each([
  ['the same amount, currency and pay type', record, true],
  ['a record that does not name its currency', { txamt: '1280', pay_type: '800201' }, true],
  ['another amount', { ...record, txamt: '1281' }, false],
  ['another currency', { ...record, txcurrcd: 'CNY' }, false],
  ['another pay type', { ...record, pay_type: '800101' }, false],
  ['a refund of the same amount', { ...record, order_type: 'refund' }, false],
])('%s: the same order is %s', (_what, found, expected) => {
  expect(isSameOrder(found, parameters, resolvePayType('800201'))).toBe(expected);
});

test('an order by any wallet code is the same under the wallet that was found, and not under a QR code', () => {
  expect(isSameOrder({ ...record, pay_type: '800108' }, parameters, resolvePayType('800008'))).toBe(true);
  expect(isSameOrder({ ...record, pay_type: '800101' }, parameters, resolvePayType('800008'))).toBe(false);
});
