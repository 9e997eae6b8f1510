import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { envNames } from '../../src/catalog/endpoints.ts';
import { type RefundIdentity, refundNumber } from '../../src/refund/refund-number.ts';

const identity: RefundIdentity = {
  env: 'prod',
  app_code: '0123456789ABCDEF0123456789ABCDEF',
  mchid: 'ZaMVg12345',
  syssn: '20260302180500020000000001',
  txamt: '640',
  refunded: '0',
};

/**
 * Made with Python's hashlib and json from the rule alone: the last 150 bits of the SHA-256 of the JSON array, in Crockford's
 * base32. Should one of them change, every refund of before could be paid again.
 */
describe('the numbers of yesterday are those of tomorrow', () => {
  test.each([
    ['RFPJH0C837BH2BRB9SSW6GV3RVPBR3B2', identity, 0],
    ['RF4DSB8J3FHDDPDXDJ9829EWY7VXT8GD', identity, 1],
    ['RF76Y0JZ2ZFN22G6DSGWF8DGP4BV8ZWE', identity, 9],
    ['RFVJ3NKKB6Z3VG4SVYRBTT9RRQZ8VNQT', { ...identity, env: 'sandbox' as const, mchid: '' }, 0],
    ['RF5QFHSPYG6JEK1P9V6JXBQYHGGY535W', { ...identity, refunded: '640' }, 0],
    ['RFV4CB3WGN96TNK6AWAEZW1Y48N520SJ', { ...identity, app_code: '商户 "A"' }, 0],
  ])('%s', (number, of, place) => {
    expect(refundNumber(of, place)).toBe(number);
  });
});

test('a merchant without an mchid has none, whether it is missing or empty', () => {
  const { mchid: _mchid, ...without } = identity;
  expect(refundNumber(without, 0)).toBe(refundNumber({ ...identity, mchid: '' }, 0));
});

test.each<[string, Partial<RefundIdentity>]>([
  ['environment', { env: 'test' }],
  ['app code', { app_code: 'OTHER' }],
  ['mchid', { mchid: 'ZaMVg12346' }],
  ['payment', { syssn: '20260302180500020000000002' }],
  ['amount', { txamt: '641' }],
  ['sum refunded before', { refunded: '640' }],
])('another %s makes another number', (_what, other) => {
  expect(refundNumber({ ...identity, ...other }, 0)).not.toBe(refundNumber(identity, 0));
});

const anyIdentity = fc.record({
  env: fc.constantFrom(...envNames),
  app_code: fc.string(),
  mchid: fc.string(),
  syssn: fc.string(),
  txamt: fc.nat().map(String),
  refunded: fc.nat().map(String),
});

test('is 32 letters and digits that QFPay takes, for whatever it is derived from', () => {
  fc.assert(
    fc.property(anyIdentity, fc.nat(20), (of, place) => {
      expect(refundNumber(of, place)).toMatch(/^RF[0-9A-HJKMNP-TV-Z]{30}$/);
    }),
  );
});

test('fields cannot run into each other', () => {
  fc.assert(
    fc.property(anyIdentity, anyIdentity, fc.nat(3), fc.nat(3), (a, b, i, j) => {
      const is_same = JSON.stringify([a, i]) === JSON.stringify([b, j]);
      expect(refundNumber(a, i) === refundNumber(b, j)).toBe(is_same);
    }),
  );
  expect(refundNumber({ ...identity, app_code: 'A', mchid: 'BC' }, 0)).not.toBe(
    refundNumber({ ...identity, app_code: 'AB', mchid: 'C' }, 0),
  );
  expect(refundNumber({ ...identity, txamt: '64', refunded: '00' }, 0)).not.toBe(refundNumber(identity, 0));
});
