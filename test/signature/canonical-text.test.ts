import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalText,
  checkoutRule,
  isCheckout,
  isSigned,
  selectSigned,
  sortParameters,
} from '../../src/signature/sign.ts';

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

test('sorts a name beyond the basic plane by its bytes, not by its halves', () => {
  const names = ['\u{1F375}', '\uFF5E', 'z'];
  const sorted = sortParameters(names.map((name) => [name, '1'])).map(([name]) => name);
  expect(sorted).toEqual(['z', '\uFF5E', '\u{1F375}']);
});

test('parameters of one name keep their order, and what was given is left as it was', () => {
  const given = [
    ['b', '1'],
    ['a', '2'],
    ['a', '1'],
  ] as const;
  const before = JSON.stringify(given);
  expect(sortParameters(given)).toEqual([
    ['a', '2'],
    ['a', '1'],
    ['b', '1'],
  ]);
  expect(JSON.stringify(given)).toBe(before);
  const sorted = [['a', '1']] as const;
  expect(sortParameters(sorted)).not.toBe(sorted);
});

test.each([
  [['txamt', '1'], true, true],
  [['sign', 'AB'], false, false],
  [['sign_type', 'MD5'], false, true],
  [['lang', 'en'], true, false],
  [['mchid', ''], false, false],
] as const)('%j: signed in a call %s, in the link of a checkout %s', (parameter, in_call, in_checkout) => {
  expect([isSigned(parameter), isSigned(parameter, false), isSigned(parameter, true)]).toEqual([
    in_call,
    in_call,
    in_checkout,
  ]);
});

test('a checkout is told by its paysource, wherever that stands', () => {
  const amount = ['txamt', '1'] as const;
  expect(isCheckout([amount, ['paysource', 'remotepay_checkout']])).toBe(true);
  expect(isCheckout([['paysource', 'remotepay_checkout_x'], amount])).toBe(false);
  expect(isCheckout([['goods_name', 'x_checkout']])).toBe(false);
  expect(isCheckout([amount])).toBe(false);
  expect(isCheckout([])).toBe(false);
});
