import { LosslessNumber } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import { readTransaction } from '../../src/transaction/transaction.ts';

const syssn = '20260302180500020000000001';

describe('a transaction out of fields', () => {
  test.each([
    ['a text', '1280', '1280'],
    ['a number', 1280, '1280'],
    ['a number that kept its digits', new LosslessNumber('1280'), '1280'],
    ['a zero, which is a value', 0, '0'],
    ['a boolean', true, 'true'],
  ])('reads txamt from %s', (_what, txamt, expected) => {
    expect(readTransaction({ txamt }).txamt).toBe(expected);
  });

  test.each([
    ['null', null],
    ['an empty text', ''],
    ['nothing', undefined],
  ])('leaves a field out for %s', (_what, value) => {
    expect(readTransaction({ paydtm: value, pay_params: value })).toEqual({});
  });

  test.each<[string, unknown]>([
    ['an object', { value: '1280' }],
    ['a list', ['1280']],
    ['what cannot be printed', { toString: 1 }],
    ['what pretends to be a number', { toString: 1, isLosslessNumber: true }],
  ])('takes %s for no text', (_what, value) => {
    expect(readTransaction({ syssn: value, txamt: value, respcd: '0000' })).toEqual({ respcd: '0000' });
  });

  test('keeps all 26 digits of a bare number', () => {
    expect(readTransaction({ orig_syssn: new LosslessNumber(syssn) }).orig_syssn).toBe(syssn);
  });

  test.each([
    ['syssn', 'qf_trade_no'],
    ['orig_syssn', 'origssn'],
    ['pay_url', 'web_url'],
  ] as const)('reads %s where it is called %s, and prefers its own name', (name, other) => {
    expect(readTransaction({ [other]: 'B' })[name]).toBe('B');
    expect(readTransaction({ [other]: 'B', [name]: 'A' })[name]).toBe('A');
    expect(readTransaction({ [other]: 'B', [name]: '' })[name]).toBe('B');
  });

  test("takes orig_out_trade_no for QFPay's number only where it looks like one and no other is there", () => {
    expect(readTransaction({ orig_out_trade_no: syssn })).toEqual({ orig_syssn: syssn });
    expect(readTransaction({ orig_out_trade_no: 'ORD-7' })).toEqual({ orig_out_trade_no: 'ORD-7' });
    expect(readTransaction({ orig_out_trade_no: '20260302', orig_syssn: syssn })).toEqual({
      orig_out_trade_no: '20260302',
      orig_syssn: syssn,
    });
  });

  test('keeps pay_params whole, as an object or as the URL that FPS gives', () => {
    const pay_params = { appId: 'wx', package: 'prepay_id=1' };
    expect(readTransaction({ pay_params })).toEqual({ pay_params });
    expect(readTransaction({ pay_params: 'hkfps://pay' })).toEqual({ pay_params: 'hkfps://pay' });
  });

  test('leaves out what the tool does not know', () => {
    expect(readTransaction({ userid: '2500000', clisn: '000001', syssn })).toEqual({ syssn });
  });
});
