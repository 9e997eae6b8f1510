import { expect, test } from 'vitest';
import { payTypes } from '../../src/catalog/pay-types.ts';
import { langs, loadWords } from '../../src/language/languages.ts';
import { searchPayTypes } from '../../src/payment/resolve-pay-type.ts';

const languages = await Promise.all(langs.map(loadWords));

function found(typed: string): string[] {
  return searchPayTypes(payTypes, typed, languages).map(({ alias }) => alias);
}

test('nothing typed is every pay type, in the order of the table', () => {
  expect(found('  ')).toEqual(payTypes.map(({ alias }) => alias));
});

test.each([
  ['a part of a wallet', 'wech', 'wechat-mpm'],
  ['a wallet and a flow', 'alipay hk web', 'alipay-hk-web'],
  ['a synonym of a flow', 'payme qr', 'payme-mpm'],
  ['a synonym of a wallet', 'weixin cpm', 'wechat-cpm'],
  ['a code', '8052', 'truemoney-cpm'],
  ['capitals', 'FPS', 'fps-mpm'],
  ['Simplified Chinese', '支付宝 付款码', 'alipay-cpm'],
  ['Traditional Chinese', '八達通', 'octopus-mpm'],
  ['full-width letters', 'ｐａｙｍｅ', 'payme-mpm'],
])('finds by %s', (_what, typed, alias) => {
  expect(found(typed)[0]).toBe(alias);
});

test('every word has to be there', () => {
  expect(found('octopus cpm')).toEqual(['octopus-cpm']);
  expect(found('wechat octopus')).toEqual([]);
});

test('what begins with the word comes before what merely holds it', () => {
  const aliases = found('pay');
  expect(aliases.indexOf('payme-mpm')).toBeLessThan(aliases.indexOf('grabpay-mpm'));
});
