import { describe, expect, test } from 'vitest';
import { intentHtml, readPaymentIntent, readTokenIntent } from '../../src/payment/payment-intent.ts';

describe('an intent to pay', () => {
  test('has the parameters of its call and no others', () => {
    const { parameters, faults } = readPaymentIntent({
      ...{ pay_type: 'card-online', amount: '12.80', out_trade_no: 'A-1', customer_id: 'cust_1' },
      ...{ return_url: 'https://shop.example/back', notify_url: 'https://shop.example/notify' },
    });
    expect(faults).toEqual([]);
    expect(Object.fromEntries(parameters)).toEqual({
      ...{ txamt: '1280', txcurrcd: 'HKD', pay_type: '802801', out_trade_no: 'A-1', customer_id: 'cust_1' },
      ...{ return_url: 'https://shop.example/back', notify_url: 'https://shop.example/notify' },
    });
  });

  test('names everything that is wrong at once', () => {
    const { faults } = readPaymentIntent({
      currency: 'XXX',
      failed_url: 'ftp://x',
      customer_id: 'a b',
      out_trade_no: 'ü',
    });
    const fields = ['pay_type', 'txamt', 'txcurrcd', 'out_trade_no', 'customer_id', 'failed_url'];
    expect(faults.map(({ field }) => field)).toEqual(fields);
  });

  test.each(['1.5', '0', '-5', '12a'])('is not made of txamt %s', (txamt) => {
    expect(readPaymentIntent({ pay_type: '802801', txamt }).faults).toMatchObject([{ field: 'txamt', value: txamt }]);
  });

  test('a card that a terminal takes is not for a browser, unless the rule is skipped', () => {
    const typed = { pay_type: 'card-terminal', txamt: '1280' };
    expect(readPaymentIntent(typed).faults).toMatchObject([{ field: 'pay_type', rule_id: 'pay-type-via' }]);
    expect(readPaymentIntent({ ...typed, skip_rule: ['pay-type-via'] }).faults).toEqual([]);
  });
});

describe('an intent to keep a card', () => {
  test('needs a customer, and its day must be in the calendar', () => {
    expect(readTokenIntent({}).faults).toMatchObject([{ field: 'customer_id' }]);
    expect(readTokenIntent({ customer_id: 'cust_1', token_expiry: '2027-02-30' }).faults).toMatchObject([
      { field: 'token_expiry' },
    ]);
    expect(readTokenIntent({ customer_id: 'cust_1', token_expiry: '2028-02-29' })).toMatchObject({
      faults: [],
      parameters: [
        ['customer_id', 'cust_1'],
        ['token_expiry', '2028-02-29'],
      ],
    });
  });
});

describe('the page that uses it', () => {
  test.each([
    ['sandbox', 'https://cdn-int.qfapi.com/qfpay_element/qfpay.js', '{"region":"qa","env":"qa"}'],
    ['test', 'https://test-cdn-hk.qfapi.com/qfpay_element/qfpay.js', '{"region":"hkt","env":"test"}'],
    ['prod', 'https://cdn-hk.qfapi.com/qfpay_element/qfpay.js', '{"region":"hk","env":"prod"}'],
  ] as const)('of %s loads the script of its environment', (env, script, config) => {
    const html = intentHtml({ env, kind: 'payment', intent: '38aec7ce', return_url: 'https://shop.example/back' });
    expect(html).toContain(`<script src="${script}">`);
    expect(html).toContain(`QFpay.config(${config})`);
    expect(html).toContain('pay({"paysource":"payment_element"}, "38aec7ce")');
    expect(html).toContain('confirmPayment({"return_url":"https://shop.example/back"})');
  });

  test('keeps a card by the calls of a token', () => {
    const html = intentHtml({ env: 'prod', kind: 'token', intent: '38aec7ce' });
    expect(html).toContain('qfpay.token().intent({"paysource":"payment_element"}, "38aec7ce")');
    expect(html).toContain('createToken()');
  });

  test('nothing that others wrote ends its script', () => {
    const evil = '</script><script>alert(1)//<!--\u2028';
    const html = intentHtml({ env: 'prod', kind: 'payment', intent: evil, customer_id: evil, return_url: evil });
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<!--');
    expect(html).not.toContain('\u2028');
  });
});
