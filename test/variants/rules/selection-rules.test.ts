import { expect, test } from 'vitest';
import { selectionRules } from '../../../src/variants/rules/joining-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

test.each([
  ['a parameter without a value', 'a=1&mchid=&z=0', 'a=1&mchid=&z=0', 'includes-empty', 'empty-signed', 'mchid'],
  ['all without a value', 'a=1&mchid=&udid=', 'a=1&mchid=&udid=', 'includes-empty', 'empty-signed', 'mchid, udid'],
  ['one of those without a value', 'a=1&mchid=&udid=', 'a=1&udid=', 'includes-empty', 'empty-signed', 'udid'],
  ['an empty mchid that is not sent', 'a=1&z=2', 'a=1&mchid=&z=2', 'includes-empty', 'empty-signed-unsent', 'mchid'],
  ['a rarer one that is not sent', 'a=1&z=2', 'a=1&openid=&z=2', 'includes-empty', 'empty-signed-unsent', 'openid'],
  ['no zero', 'a=1&limit=0&z=2', 'a=1&z=2', 'excludes-zero', 'zero-left-out', 'limit'],
  ['none of several zeros', 'a=1&x=0&y=0.00&z=2', 'a=1&z=2', 'excludes-zero', 'zero-left-out', 'x, y'],
  ['no false', 'a=1&x=false&z=2', 'a=1&z=2', 'excludes-zero', 'zero-left-out', 'x'],
  ['the field sign', 'a=1&sign=AB&z=2', 'a=1&sign=AB&z=2', 'includes-sign-field', 'sign-field-signed', 'sign'],
  ['sign_type', 'a=1&sign_type=MD5', 'a=1&sign_type=MD5', 'includes-sign-field', 'sign-field-signed', 'sign_type'],
  [
    'a sign_type that is not sent',
    'a=1&z=2',
    'a=1&sign_type=sha256&z=2',
    'includes-sign-field',
    'sign-field-signed',
    'sign_type=sha256',
  ],
  ['an empty sign', 'a=1&z=2', 'a=1&sign=&z=2', 'includes-sign-field', 'sign-field-signed', 'sign'],
])('finds that what was signed is %s', (_what, sent, signed, id, evidence, name) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([[id, evidence, { name }]]);
});

test.each([
  ['sign_type, which a checkout signs', 'includes-sign-field', 'a=1&sign_type=sha256', { is_checkout: true }, ['sign']],
  ['100, which is no zero', 'excludes-zero', 'a=100&b=0x&c=00001', {}, []],
])('does not wonder at %s', (_what, id, sent, given, names) => {
  const tried = triedBy(selectionRules, id, sent, given).filter((text) => !text.includes('X-QF'));
  expect(tried).toEqual(names.map((name) => `sign-field-signed ${name}`));
});

test('takes a name for missing only where it is not sent at all', () => {
  const tried = triedBy(selectionRules, 'includes-empty', 'mchid=M1&goods_name=');
  expect(tried).toContain('empty-signed goods_name');
  expect(tried).toContain('empty-signed-unsent udid');
  expect(tried.filter((text) => /unsent (mchid|goods_name)/.test(text))).toEqual([]);
});
