import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkoutExpiry, checkoutLink, readCheckout } from '../../src/payment/checkout-link.ts';
import { ClientKey } from '../../src/signature/client-key.ts';

const now = new Date('2026-11-30T05:00:00Z');
const urls = {
  return_url: 'https://shop.example/back',
  failed_url: 'https://shop.example/failed',
  notify_url: 'https://shop.example/notify',
};
const key = new ClientKey('A1B2C3D4E5F60718293A4B5C6D7E8F90');
const signing = { base_url: 'https://openapi-int.qfapi.com', key, sign_type: 'SHA256', signs_lang: false } as const;

const fieldsOf = (options: object) =>
  readCheckout({ txamt: '1280', ...urls, ...options }, now).faults.map(({ field }) => field);
const values = (options: object) =>
  Object.fromEntries(readCheckout({ txamt: '1280', ...urls, ...options }, now).parameters);

/** As the payer's browser reads it: what stands behind the first question mark of the fragment, decoded once. */
function readLink(url: string): [string, string][] {
  return url
    .slice(url.indexOf('#/?') + 3)
    .split('&')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').toUpperCase();

describe('what a checkout is made of', () => {
  test('says where the payer comes from, unless told otherwise, and pays in HKD', () => {
    expect(values({})).toEqual({ txamt: '1280', txcurrcd: 'HKD', paysource: 'remotepay_checkout', ...urls });
    expect(values({ paysource: 'a_very_long_name_of_a_source_checkout' })).toMatchObject({
      paysource: 'a_very_long_name_of_a_source_checkout',
    });
  });

  test('takes every parameter that QFPay documents', () => {
    const given = {
      ...{ goods_name: 'Tea', cancel_url: 'https://shop.example/no', expired_time: '5', checkout_expired_time: '999' },
      ...{ checkout_lang: 'zh-hk', udid: 'till-1', limit_pay: 'no_credit', out_trade_no: 'A-1' },
    };
    const { checkout_lang: lang, ...others } = given;
    expect(fieldsOf(given)).toEqual([]);
    expect(values(given)).toMatchObject({ ...others, lang });
  });

  test('names everything that is wrong or missing at once', () => {
    const { faults } = readCheckout({ amount: '1.234', currency: 'hkd', paysource: 'shop', cancel_url: 'shop' }, now);
    expect(faults.map(({ field }) => field).sort()).toEqual(
      ['amount', 'txcurrcd', 'return_url', 'failed_url', 'notify_url', 'cancel_url', 'paysource'].sort(),
    );
  });

  test.each([
    ['txamt', { txamt: '12.80' }],
    ['txamt', { txamt: '0' }],
    ['return_url', { return_url: 'javascript:alert(1)' }],
    ['notify_url', { notify_url: 'shop.example/notify' }],
    ['failed_url', { failed_url: '' }],
    ['paysource', { paysource: 'my checkout' }],
    ['expired_time', { expired_time: '4' }],
    ['expired_time', { expired_time: '121' }],
    ['checkout_expired_time', { checkout_expired_time: '0' }],
    ['checkout_expired_time', { checkout_expired_time: '1000' }],
    ['checkout_expired_time', { checkout_expired_time: '1796014799999' }],
    ['lang', { checkout_lang: 'zh-tw' }],
    ['limit_pay', { limit_pay: 'yes' }],
    ['goods_name', { goods_name: 'x'.repeat(65) }],
    ['out_trade_no', { out_trade_no: 'A,1' }],
    ['udid', { udid: 'x'.repeat(41) }],
  ])('%s is refused in %j', (field, options) => {
    expect(fieldsOf(options)).toEqual([field]);
  });

  test('a documented limit can be skipped by its name, a malformed value cannot', () => {
    const long = `https://shop.example/${'x'.repeat(300)}`;
    expect(fieldsOf({ return_url: long })).toEqual(['return_url']);
    expect(fieldsOf({ return_url: long, skip_rule: ['parameter-length'] })).toEqual([]);
    expect(fieldsOf({ return_url: `${long} x`, skip_rule: ['parameter-length'] })).toEqual(['return_url']);
  });

  test('goods that QFPay advises against are let through with a word', () => {
    const { faults, warnings } = readCheckout(
      { txamt: '1280', ...urls, goods_name: '订单号：B190925121912999938' },
      now,
    );
    expect(faults).toEqual([]);
    expect(warnings.join()).toContain('goods-name-advice');
  });
});

test('a page is over after its minutes or at its moment, and else says nothing of it', () => {
  expect(checkoutExpiry('20', now)).toEqual(new Date('2026-11-30T05:20:00Z'));
  expect(checkoutExpiry('1796014800000', now)).toEqual(new Date(1796014800000));
  expect(checkoutExpiry(undefined, now)).toBeUndefined();
});

describe('the link', () => {
  test('has the signature that QFPay documents: sorted raw values, sign_type among them, the key behind', () => {
    const { url, signing_string } = checkoutLink(
      [
        ['txamt', '100'],
        ['appcode', 'C0FFEE'],
        ['lang', 'en'],
      ],
      signing,
    );
    expect(url).toBe(
      `https://openapi-int.qfapi.com/checkstand/#/?txamt=100&appcode=C0FFEE&lang=en&sign_type=SHA256&sign=${sha256(
        `appcode=C0FFEE&sign_type=SHA256&txamt=100${key.reveal()}`,
      )}`,
    );
    expect(signing_string).not.toContain(key.reveal());
  });

  test('signs lang only for those who need it', () => {
    const { url } = checkoutLink([['lang', 'en']], { ...signing, signs_lang: true });
    expect(Object.fromEntries(readLink(url))).toMatchObject({
      lang: 'en',
      sign: sha256(`lang=en&sign_type=SHA256${key.reveal()}`),
    });
  });

  test('any value comes out of the link as it went in, and is signed as it is', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(value, (goods_name) => {
        const { url } = checkoutLink([['goods_name', goods_name]], signing);
        const read = Object.fromEntries(readLink(url));
        expect(read).toMatchObject({ goods_name, sign_type: 'SHA256' });
        expect(read['sign']).toBe(sha256(`goods_name=${goods_name}&sign_type=SHA256${key.reveal()}`));
        expect(url).toMatch(/^[\w:/.#?&=%~-]+$/);
      }),
    );
  });

  test('leaves out what is empty', () => {
    expect(
      checkoutLink(
        [
          ['mchntid', ''],
          ['txamt', '1'],
        ],
        signing,
      ).url,
    ).not.toContain('mchntid');
  });
});
