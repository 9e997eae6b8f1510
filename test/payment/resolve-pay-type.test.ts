import { expect, test } from 'vitest';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { findPayType, suggestPayTypes, unknownPayType } from '../../src/payment/resolve-pay-type.ts';

test.each(payTypes.map(({ code, alias }) => [code, alias]))('%s and %s name the same pay type', (code, alias) => {
  expect(findPayType(code)?.code).toBe(code);
  expect(findPayType(alias)?.code).toBe(code);
  expect(findPayType(alias.toUpperCase())?.code).toBe(code);
});

test.each([
  ['wechat-in-app', '800210'],
  ['wechat-app', '800210'],
  ['WeChat Pay MPM', '800201'],
  ['weixin_jsapi', '800207'],
  ['wechathk-cpm', '801008'],
  ['alipayhk-wap', '801512'],
  ['alipay-hk-qr', '801501'],
  ['payme-qr-code', '805801'],
  ['union-pay-cpm', '800708'],
  ['wechat-miniprogram', '800213'],
  ['  800201 ', '800201'],
  ['微信支付二维码', '800201'],
  ['微信-mpm', '800201'],
  ['支付寶付款碼', '800108'],
  ['支付宝香港网页', '801514'],
  ['八達通 二維碼', '803701'],
  ['云闪付 付款码', '800708'],
])('%j is another way to say %s', (text, code) => {
  expect(findPayType(text)?.code).toBe(code);
});

test.each(['', 'wallet', '999999', 'wechat', '80020'])('does not guess what %j is', (text) => {
  expect(findPayType(text)).toBeUndefined();
});

test.each([
  ['wechat-mpn', 'wechat-mpm'],
  ['alipay-kh-wap', 'alipay-hk-wap'],
  ['payme', 'payme-mpm'],
  ['octopus-jsapi', 'octopus-mpm'],
  ['800202', '800201'],
  ['微信支付', 'wechat-mpm'],
  ['轉數快', 'fps-mpm'],
])('for %s it suggests %s among a few', (text, wanted) => {
  const suggestions = suggestPayTypes(text);
  expect(suggestions).toContain(wanted);
  expect(suggestions.length).toBeLessThanOrEqual(5);
});

test('suggests the flow that was named first', () => {
  expect(suggestPayTypes('payme-cpm-code')[0]).toBe('payme-cpm');
});

test('the fault says the field, the value, what was meant and where the list is', () => {
  expect(unknownPayType('wechat-mpn')).toMatchObject({
    field: 'pay_type',
    value: 'wechat-mpn',
    next: expect.stringContaining('wechat-mpm'),
  });
  expect(unknownPayType('zzz').next).toBe('qfpay pay-types');
});
