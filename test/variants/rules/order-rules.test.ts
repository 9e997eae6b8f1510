import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderRules } from '../../../src/variants/rules/joining-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

const sent = 'txcurrcd=HKD&pay_type=800101&mchid=M1&txamt=100&out_trade_no=T1';

test.each([
  ['as sent', sent, 'unsorted', 'order-given', {}],
  [
    'in descending order',
    'txcurrcd=HKD&txamt=100&pay_type=800101&out_trade_no=T1&mchid=M1',
    'unsorted',
    'order-descending',
    {},
  ],
  [
    'in the reverse of the order sent',
    'out_trade_no=T1&txamt=100&mchid=M1&pay_type=800101&txcurrcd=HKD',
    'unsorted',
    'order-reversed',
    {},
  ],
  [
    'sorted by value',
    'txamt=100&pay_type=800101&txcurrcd=HKD&mchid=M1&out_trade_no=T1',
    'unsorted',
    'order-by-value',
    {},
  ],
  [
    'sorted by the length of their names',
    'mchid=M1&txamt=100&pay_type=800101&txcurrcd=HKD&out_trade_no=T1',
    'unsorted',
    'order-by-length',
    {},
  ],
  [
    'with mchid added after sorting',
    'out_trade_no=T1&pay_type=800101&txamt=100&txcurrcd=HKD&mchid=M1',
    'unsorted',
    'order-appended',
    { name: 'mchid' },
  ],
  [
    'with a rarer one added after sorting',
    'mchid=M1&out_trade_no=T1&txamt=100&txcurrcd=HKD&pay_type=800101',
    'unsorted',
    'order-appended',
    { name: 'pay_type' },
  ],
  [
    'with one put first after sorting',
    'txamt=100&mchid=M1&out_trade_no=T1&pay_type=800101&txcurrcd=HKD',
    'unsorted',
    'order-prepended',
    { name: 'txamt' },
  ],
])('finds parameters signed %s', (_how, signed, id, evidence, values) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([[id, evidence, values]]);
});

test.each([
  ['without case', 'Zone=1&amount=2', 'amount=2&Zone=1', 'case-insensitive-sort', 'order-without-case'],
  [
    'with _ after the letters',
    'goods_x=1&goodsname=2',
    'goodsname=2&goods_x=1',
    'case-insensitive-sort',
    'order-without-case',
  ],
  [
    'as a dictionary does, _ passed over',
    'goods_name=1&goods_type=2&goodsorder=3',
    'goods_name=1&goodsorder=3&goods_type=2',
    'case-insensitive-sort',
    'order-of-locale',
  ],
  ['as texts name=value', 'a=1&pay=1&pay+x=2', 'a=1&pay+x=2&pay=1', 'unsorted', 'order-by-pair'],
])('finds parameters sorted %s', (_how, given, signed, id, evidence) => {
  expect(causesOf(given, `${signed}{key}`)).toEqual([[id, evidence, {}]]);
});

test('moves no name that was not sent', () => {
  const tried = triedBy(orderRules, 'unsorted', 'txamt=1&udid=2').filter((text) => /^order-(ap|pre)pended/.test(text));
  expect(new Set(tried)).toEqual(
    new Set(['order-appended txamt', 'order-appended udid', 'order-prepended txamt', 'order-prepended udid']),
  );
});

test('a single parameter has no order to be wrong', () => {
  expect(causesOf('txamt=100', 'txamt=100{key}').filter(([id]) => /sort/.test(id))).toEqual([]);
});

test('a locale sorts names in small letters as a collator of that locale does', () => {
  const name = fc.stringMatching(/^[a-c_0-2]{1,6}$/);
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (names) => {
      const { compare } = new Intl.Collator('en');
      const signed = [...names].sort(compare);
      const found = causesOf(
        names.map((each) => `${each}=1`).join('&'),
        `${signed.map((each) => `${each}=1`).join('&')}{key}`,
      );
      const is_right = signed.join() === [...names].sort().join();
      expect(is_right ? found : found.map(([id]) => id)).toEqual(is_right ? [] : [expect.stringMatching(/sort/)]);
    }),
    { numRuns: 60 },
  );
});
