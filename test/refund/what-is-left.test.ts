import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refundableAfter, whatIsLeft } from '../../src/refund/refund-record.ts';

const payment = { syssn: 'P', txamt: '1280', txcurrcd: 'HKD' };
const refund = (txamt: string | undefined, respcd = '0000') => ({
  ...{ syssn: `R${txamt}${respcd}`, orig_syssn: 'P', order_type: 'refund', respcd },
  ...(txamt === undefined ? {} : { txamt }),
});
const found = (...refunds: ReturnType<typeof refund>[]) => ({ refunds, is_complete: true });

test.each([
  ['0', 0, 1280],
  ['4', 0, 1280],
  ['3', 1280, 0],
])('the flag %s tells by itself that %d cents are back and %d are left', (cancel, refunded, left) => {
  expect(whatIsLeft({ ...payment, cancel })).toEqual({ refunded, left, open: [] });
});

test('a payment without a flag was not refunded', () => {
  expect(whatIsLeft(payment)).toMatchObject({ left: 1280 });
});

test.each(['5', '1'])('the flag %s leaves it to the refunds that were made', (cancel) => {
  const refunds = found(refund('300'), refund('340'), refund('100', '1269'));
  expect(whatIsLeft({ ...payment, cancel }, refunds)).toEqual({ refunded: 640, left: 640, open: [] });
});

test.each(['1143', '1145', '1298', '2999', '1297', '7777'])('a refund of code %s is open, and in no sum', (respcd) => {
  const open = refund('200', respcd);
  expect(whatIsLeft({ ...payment, cancel: '5' }, found(refund('640'), open))).toEqual({
    refunded: 640,
    left: 640,
    open: [open],
  });
});

test.each([
  ['none was found', found()],
  ['only declined ones were found', found(refund('640', '1269'))],
  ['they are more than the payment', found(refund('700'), refund('701'))],
  ['one does not tell its amount', found(refund(undefined))],
  ['not all of the books were read', { refunds: [refund('640')], is_complete: false }],
])('it cannot be said when %s', (_what, refunds) => {
  expect(whatIsLeft({ ...payment, cancel: '5' }, refunds)).toEqual(expect.stringMatching(/found|too many/));
});

test.each([
  ['refunded', false, 780],
  ['refunded', true, 1280],
  ['pending', false, 780],
  ['declined', false, 1280],
  ['unknown', false, undefined],
] as const)('after a refund of 500 that is %s (counted before: %s), %s are left', (outcome, is_counted, left) => {
  expect(refundableAfter(1280, 500, outcome, is_counted)).toBe(left);
});

test('nothing is left below nothing', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.boolean(), (left, txamt, is_counted) => {
      expect(refundableAfter(left, txamt, 'refunded', is_counted)).toBeGreaterThanOrEqual(0);
      expect(refundableAfter(left, txamt, 'pending', is_counted)).toBeGreaterThanOrEqual(0);
    }),
  );
});
