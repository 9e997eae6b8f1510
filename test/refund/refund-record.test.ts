import { describe, expect, test } from 'vitest';
import { chooseRefund, isRefundOf, outcomeOfRefund } from '../../src/refund/refund-record.ts';

const payment = { syssn: 'P' };

describe('the state of a record', () => {
  test.each([
    ['0000', 'refund', 'refunded'],
    ['0000', undefined, 'refunded'],
    ['1143', 'refund', 'pending'],
    ['1145', 'refund', 'pending'],
    ['1298', 'refund', 'pending'],
    ['2999', 'refund', 'pending'],
    ['1269', 'refund', 'declined'],
    ['1297', 'refund', 'unknown'],
    ['7777', 'refund', 'unknown'],
  ])('%s of a %s is %s', (respcd, order_type, outcome) => {
    expect(outcomeOfRefund({ respcd, ...(order_type ? { order_type } : {}) })).toBe(outcome);
  });

  test('a flag that it copies from its payment does not change it', () => {
    expect(outcomeOfRefund({ respcd: '0000', order_type: 'refund', cancel: '5' })).toBe('refunded');
  });
});

test.each([
  ['names it', { order_type: 'refund', orig_syssn: 'P', txamt: '500' }, true],
  ['names nothing', {}, true],
  ['is of another payment', { orig_syssn: 'Q' }, false],
  ['is of another amount', { txamt: '501' }, false],
  ['is a payment', { order_type: 'payment' }, false],
])('a record that %s is a refund of it: %o', (_what, record, expected) => {
  expect(isRefundOf(record, payment, '500')).toBe(expected);
});

test('the refund itself decides before any other that holds its number', () => {
  const own = { order_type: 'refund', orig_syssn: 'P', respcd: '1269' };
  const other = { order_type: 'payment', respcd: '0000' };
  expect(chooseRefund([other, own], payment)).toBe(own);
  expect(chooseRefund([other], payment)).toBe(other);
  expect(chooseRefund([], payment)).toBeUndefined();
});

test('of several of its own, what may still be paid out decides before what was declined', () => {
  const declined = { order_type: 'refund', orig_syssn: 'P', respcd: '1269' };
  const pending = { order_type: 'refund', orig_syssn: 'P', respcd: '1143' };
  const done = { order_type: 'refund', orig_syssn: 'P', respcd: '0000' };
  expect(chooseRefund([declined, done], payment)).toBe(done);
  expect(chooseRefund([declined, pending], payment)).toBe(pending);
});
