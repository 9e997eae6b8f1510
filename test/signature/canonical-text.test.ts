import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText, checkoutRule, selectSigned, sortParameters } from '../../src/signature/canonical-text.ts';

test('leaves out the signature, sign_type and what has no value, and says why', () => {
  const { kept, dropped } = selectSigned([
    ['txamt', '0'],
    ['sign', 'AB'],
    ['sign_type', 'MD5'],
    ['mchid', ''],
    ['lang', 'en'],
  ]);
  expect(kept).toEqual([
    ['txamt', '0'],
    ['lang', 'en'],
  ]);
  expect(dropped.map(({ name, reason }) => [name, reason])).toEqual([
    ['sign', 'signature'],
    ['sign_type', 'sign_type'],
    ['mchid', 'empty'],
  ]);
});

test('a checkout signs sign_type and not lang', () => {
  const { kept, dropped } = selectSigned(
    [
      ['sign_type', 'sha256'],
      ['lang', 'en'],
    ],
    checkoutRule,
  );
  expect(kept).toEqual([['sign_type', 'sha256']]);
  expect(dropped.map(({ reason }) => reason)).toEqual(['checkout_lang']);
});

test('sorts by bytes: capitals first, an underscore before small letters', () => {
  const names = ['txcurrcd', 'txamt', 'goods_name', 'goodsname', 'goods_info', 'Zebra', 'é'];
  expect(sortParameters(names.map((name) => [name, '1'])).map(([name]) => name)).toEqual([
    ...['Zebra', 'goods_info', 'goods_name', 'goodsname', 'txamt', 'txcurrcd', 'é'],
  ]);
});

test('keeps a name that comes twice, in the order it came', () => {
  expect(
    canonicalText([
      ['b', '2'],
      ['a', 'second'],
      ['b', '1'],
    ]),
  ).toBe('a=second&b=2&b=1');
});

test('joins values raw: nothing is encoded, trimmed or quoted', () => {
  expect(canonicalText([['goods_name', ' 咖啡 & "tea" 100%+=']])).toBe('goods_name= 咖啡 & "tea" 100%+=');
});

test('the order that parameters came in makes no difference while names differ', () => {
  const distinct = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.string()), { selector: ([name]) => name });
  fc.assert(
    fc.property(distinct, (parameters) => {
      expect(canonicalText([...parameters].reverse())).toBe(canonicalText(parameters));
    }),
  );
});
