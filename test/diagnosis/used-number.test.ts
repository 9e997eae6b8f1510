import { expect, test } from 'vitest';
import { foreignField, isOfExistingOrder, isSameOrder, isSameSum, isUsedNumber } from '../../src/diagnosis/outcome.ts';
import type { Parameter } from '../../src/signature/sign.ts';
import { resolvePayType } from '../support/resolve-pay-type.ts';

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

test.each([
  ['1125', true],
  ['1260', true],
  ['1262', true],
  ['1263', true],
  ['1264', true],
  ['1102', true],
  ['1251', false],
  ['1261', false],
  ['1201', false],
  ['0000', false],
])('respcd %s to a payment speaks of an order that was there before: %s', (respcd, expected) => {
  expect(isOfExistingOrder({ respcd, resperr: '', respmsg: '' })).toBe(expected);
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

test('the same sum by another pay type is the same sum, but not the same order', () => {
  const other = { ...record, pay_type: '800101' };
  expect([isSameSum(other, parameters), isSameOrder(other, parameters, resolvePayType('800201'))]).toEqual([
    true,
    false,
  ]);
  expect(isSameSum({ ...other, order_type: 'refund' }, parameters)).toBe(false);
});

test.each([
  ['the number', { out_trade_no: 'B' }, 'out_trade_no'],
  ['the amount', { out_trade_no: 'A', txamt: '1' }, 'txamt'],
  ['the currency', { txamt: '1280', txcurrcd: 'CNY' }, 'txcurrcd'],
  ['nothing', { out_trade_no: 'A', txamt: '1280', txcurrcd: 'HKD', pay_type: '800101', syssn: '1' }, undefined],
  ['nothing that it has', {}, undefined],
])('what is found differs from what was sent in %s', (_what, found, field) => {
  expect(foreignField(found, [...parameters, ['out_trade_no', 'A']])).toBe(field);
});

test('an order by any wallet code is the same under the wallet that was found, and not under a QR code', () => {
  expect(isSameOrder({ ...record, pay_type: '800108' }, parameters, resolvePayType('800008'))).toBe(true);
  expect(isSameOrder({ ...record, pay_type: '800101' }, parameters, resolvePayType('800008'))).toBe(false);
});
