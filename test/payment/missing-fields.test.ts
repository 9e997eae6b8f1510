import { expect, test } from 'vitest';
import { missingFields, type PaymentOptions } from '../../src/payment/read-payment.ts';

test.each<[string, PaymentOptions, string[]]>([
  ['of nothing at all', {}, ['pay_type', 'txamt']],
  ['of an amount alone', { amount: '12.80' }, ['pay_type']],
  ['of a QR order without its amount', { pay_type: 'wechat-mpm' }, ['txamt']],
  ['of a whole QR order', { pay_type: 'wechat-mpm', txamt: '1280' }, []],
  ['of a scanned payment', { pay_type: '800208', txamt: '1280' }, ['auth_code']],
  ['of a scanned payment with its code', { pay_type: '800208', txamt: '1280', auth_code: '28' }, []],
  ['of a page in WeChat', { pay_type: 'wechat-jsapi', amount: '1' }, ['sub_openid']],
  ['of a page in WeChat whose payer is known', { pay_type: 'wechat-jsapi', amount: '1', param: ['sub_openid=o'] }, []],
  [
    'of a mobile page, but for what was typed',
    { pay_type: 'alipay-wap', amount: '1', goods_name: 'tea' },
    ['return_url', 'notify_url'],
  ],
  [
    'of a parameter that one page alone asks for',
    { pay_type: 'alipay-app', amount: '1' },
    ['goods_name', 'return_url'],
  ],
  ['where the rule is lifted', { pay_type: '800208', amount: '1', skip_rule: ['required-parameter'] }, []],
  ['of a pay type that nobody knows', { pay_type: 'wechat-nmp', amount: '1' }, []],
])('what is missing %s', (_what, options, missing) => {
  expect(missingFields(options)).toEqual(missing);
});
