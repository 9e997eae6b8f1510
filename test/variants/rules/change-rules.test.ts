import { expect, test } from 'vitest';
import { changeRules } from '../../../src/variants/rules/change-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

const is = (name: string, signed: string, sent: string) => ({ name, signed, sent });

const noon = '2026-03-02 15:04:05';

test.each([
  ['UTC', 'time-utc', '2026-03-02 07:04:05'],
  ['UTC, made three seconds later', 'time-utc', '2026-03-02 07:04:08'],
  ['eight hours ahead', 'time-other-zone', '2026-03-02 23:04:05'],
  ['New York', 'time-other-zone', '2026-03-02 02:04:05'],
  ['India', 'time-other-zone', '2026-03-02 12:34:05'],
  ['12 hours', 'time-twelve-hours', '2026-03-02 03:04:05'],
  ['12 hours with PM', 'time-twelve-hours', '2026-03-02 03:04:05 PM'],
  ['a second later', 'time-regenerated', '2026-03-02 15:04:06'],
  ['ten minutes earlier', 'time-regenerated', '2026-03-02 14:54:05'],
  ['ISO 8601', 'time-other-form', '2026-03-02T15:04:05'],
  ['ISO 8601 in UTC', 'time-other-form', '2026-03-02T07:04:05.000Z'],
  ['no separators', 'time-other-form', '20260302150405'],
  ['Unix seconds', 'time-other-form', '1772435045'],
  ['Unix milliseconds', 'time-other-form', '1772435045000'],
  ['no seconds', 'time-other-form', '2026-03-02 15:04'],
])('finds a txdtm that was signed in %s', (_how, evidence, signed) => {
  const found = causesOf(`txamt=1&txdtm=${noon}`, `txamt=1&txdtm=${signed}{key}`);
  expect(found).toEqual([['param-changed', evidence, is('txdtm', signed, noon)]]);
});

const url = 'http://shop.example/notify';

test.each([
  ['in capitals', 'c=hkd', 'c=HKD', 'value-letters', is('c', 'HKD', 'hkd')],
  ['in small letters', 'mchid=AbC', 'mchid=abc', 'value-letters', is('mchid', 'abc', 'AbC')],
  [
    'with https',
    `u=${url}`,
    'u=https://shop.example/notify',
    'value-letters',
    is('u', 'https://shop.example/notify', url),
  ],
  ['with a slash at its end', `u=${url}&z=1`, `u=${url}/&z=1`, 'value-letters', is('u', `${url}/`, url)],
  ['with its JSON spaced', 'g={"x":1}', 'g={"x": 1}', 'json-rewritten', is('g', '{"x": 1}', '{"x":1}')],
  [
    'with its JSON in ASCII',
    'g={"x":"茶"}',
    'g={"x":"\\u8336"}',
    'json-rewritten',
    is('g', '{"x":"\\u8336"}', '{"x":"茶"}'),
  ],
  ['in another currency', 'txcurrcd=HKD', 'txcurrcd=THB', 'value-other', is('txcurrcd', 'THB', 'HKD')],
  ['with another pay type', 'pay_type=800101', 'pay_type=800201', 'value-other', is('pay_type', '800201', '800101')],
  ['with the next number', 'no=shop0099', 'no=shop0100', 'value-other', is('no', 'shop0100', 'shop0099')],
  ['with a number 200 before', 'no=1000', 'no=0800', 'value-other', is('no', '0800', '1000')],
  [
    'cut off',
    'g=a very long name of goods',
    'g=a very long',
    'value-other',
    is('g', 'a very long', 'a very long name of goods'),
  ],
])('finds a value that was signed %s', (_how, sent, signed, evidence, values) => {
  expect(causesOf(`a=1&${sent}`, `a=1&${signed}{key}`)).toEqual([['param-changed', evidence, values]]);
});

test('finds a configured mchid that was signed in place of the one sent', () => {
  const values = is('mchid', 'M7', 'B2');
  const found = causesOf('a=1&mchid=B2', 'a=1&mchid=M7{key}', { mchids: ['M7'] });
  expect(found).toEqual([['param-changed', 'value-other', values]]);
});

test.each([
  ['camelCase', 'goodsName=t&outTradeNo=1', 'names-camel'],
  ['capitals', 'GOODS_NAME=t&OUT_TRADE_NO=1', 'names-upper'],
  ['PascalCase', 'GoodsName=t&OutTradeNo=1', 'names-pascal'],
])('finds names in %s', (_how, signed, evidence) => {
  expect(causesOf('goods_name=t&out_trade_no=1', `${signed}{key}`)).toEqual([['names-changed', evidence, {}]]);
});

test.each([
  ['capitals', 'TXAMT=1&OUT_TRADE_NO=2', 'TXAMT', 'txamt'],
  ['camelCase', 'txamt=1&outTradeNo=2', 'outTradeNo', 'out_trade_no'],
  ['dashes', 'txamt=1&out-trade-no=2', 'out-trade-no', 'out_trade_no'],
])('finds names that are sent in %s and were signed as QFPay has them', (_how, given, sent, signed) => {
  const found = causesOf(given, 'out_trade_no=2&txamt=1{key}');
  expect(found).toEqual([['names-changed', 'names-sent', { sent, signed }]]);
});

test('finds names in small letters', () => {
  expect(causesOf('Goods=t&Zone=1', 'goods=t&zone=1{key}')).toEqual([
    ['names-changed', 'names-sent', { sent: 'Goods', signed: 'goods' }],
  ]);
});

test.each([
  ['takes no text for a time', 'txdtm=yesterday at 15:04:05', /time/],
  ['takes no day that there is not for a time', 'txdtm=2026-13-45 15:04:05', /time/],
  ['makes no second of ten minutes of a number', 'out_trade_no=20260302150405', /07:14/],
  ['counts no text without digits', 'g=tea', /value-other tea\d/],
  ['takes no text for JSON', 'g=tea {x}', /json/],
])('%s', (_what, sent, pattern) => {
  expect(triedBy(changeRules, 'param-changed', sent).filter((text) => pattern.test(text))).toEqual([]);
});
