import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOutTradeNo, makeOutTradeNo, monthOfNumber, timeOfNumber } from '../../src/transaction/transaction.ts';

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

test('a number is QF, the moment in UTC+8 and eleven random letters or digits', () => {
  const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index * 31);
  const number = makeOutTradeNo(new Date('2026-03-02T07:04:05.006Z'), { bytes });
  expect(number).toBe('QF20260302150405006' + '0ZYXWVTSRQP');
});

test('every number has 30 letters and digits and passes its own check', () => {
  fc.assert(
    fc.property(moment, (now) => {
      const number = makeOutTradeNo(now, random);
      expect(number).toMatch(/^[A-Z0-9]{30}$/);
      expect(checkOutTradeNo(number)).toBeUndefined();
    }),
  );
});

test('numbers sort as the moments they were made at', () => {
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      fc.pre(a.getTime() < b.getTime());
      expect(makeOutTradeNo(a, random) < makeOutTradeNo(b, random)).toBe(true);
    }),
  );
});

test('ten thousand numbers of the same millisecond differ', () => {
  const now = new Date('2026-03-02T07:04:05.006Z');
  expect(new Set(Array.from({ length: 10_000 }, () => makeOutTradeNo(now, random))).size).toBe(10_000);
});

test('a number tells when it was made', () => {
  fc.assert(
    fc.property(moment, (now) => {
      expect(timeOfNumber(makeOutTradeNo(now, random))).toEqual(now);
    }),
  );
});

test('the month of a number is the one on the clock in Hong Kong', () => {
  const number = makeOutTradeNo(new Date('2026-02-28T16:30:00Z'), random);
  expect(monthOfNumber(number)).toEqual({
    start: new Date('2026-02-28T16:00:00Z'),
    end: new Date('2026-03-31T15:59:59Z'),
  });
});

test.each(['ORD-20260302-0007', '20260302150405', 'QF20260302150405006', 'QF2026XX02150405006ABCDEFGHJKM', ''])(
  'does not guess a month from %j',
  (text) => {
    expect(monthOfNumber(text)).toBeUndefined();
  },
);

test.each([
  ['letters and digits', 'Order1'],
  ['the documented marks', 'a_b|c*d'],
  ['a hyphen, as in the samples', 'ORD-20260302-0007'],
  ['128 characters', 'A'.repeat(128)],
])('takes %s', (_what, text) => {
  expect(checkOutTradeNo(text)).toBeUndefined();
});

test.each([
  ['a slash', 'a/b'],
  ['a full stop', 'a.b'],
  ['an ampersand', 'a&b'],
  ['Chinese text', '訂單1'],
])('refuses %s by a rule that can be skipped', (_what, text) => {
  expect(checkOutTradeNo(text)).toMatchObject({
    field: 'out_trade_no',
    value: text,
    rule_id: 'out-trade-no-characters',
  });
});

test.each([
  ['nothing', ''],
  ['129 characters', 'A'.repeat(129)],
  ['a comma, which a query takes for a list', 'a,b'],
  ['a space', 'a b'],
  ['a line end', 'a\n'],
  ['a control character', 'a\u0000'],
])('refuses %s for good', (_what, text) => {
  const fault = checkOutTradeNo(text);
  expect(fault).toMatchObject({ field: 'out_trade_no', value: text });
  expect(fault).not.toHaveProperty('rule_id');
});
