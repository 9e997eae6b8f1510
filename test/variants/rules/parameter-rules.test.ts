import { expect, test } from 'vitest';
import { parameterRules } from '../../../src/variants/rules/value-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

test.each([
  ['mchid', 'mchid=M1&txamt=1&udid=u', 'txamt=1&udid=u', 'mchid'],
  ['two of them', 'mchid=M1&txamt=1&udid=u', 'txamt=1', 'mchid, udid'],
  ['all but two of many', 'a=1&b=2&c=3&d=4&e=5&f=6&g=7', 'b=2&f=6', 'a, c, d, e, g'],
])('finds that %s was left out', (_what, sent, signed, name) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['param-missing', 'not-signed', { name }]]);
});

test.each([
  ['a configured mchid', 'a=1&z=2', 'a=1&mchid=M7&z=2', { name: 'mchid', signed: 'M7' }],
  ['the app code', 'a=1&z=2', 'a=1&appcode=CODE&z=2', { name: 'appcode', signed: 'CODE' }],
  ['a documented default', 'a=1&z=2', 'a=1&txzone=+0800&z=2', { name: 'txzone', signed: '+0800' }],
  ['mchid, which is sent without a value', 'a=1&mchid=', 'a=1&mchid=M7', { name: 'mchid', signed: 'M7' }],
])('finds that %s was signed beside the rest', (_what, sent, signed, values) => {
  const known = { mchids: ['M9', 'M7'], app_code: 'CODE' };
  expect(causesOf(sent, `${signed}{key}`, known)).toEqual([['param-extra', 'signed-unsent', values]]);
});

test.each([
  ['mends no reading that took a header for a parameter', 'param-missing', 'Content-Type=x&Host=h&body=&x-a=1', /./],
  ['leaves one parameter, which must have been signed, where it is', 'param-missing', 'txamt=1', /./],
  ['leaves out nothing that was not signed anyway', 'param-missing', 'a=1&b=2&mchid=&sign=AB', /mchid|sign$/],
  ['does not add what is sent', 'param-extra', 'txcurrcd=USD&page=3', /unsent (txcurrcd|page) /],
])('%s', (_what, id, sent, pattern) => {
  expect(triedBy(parameterRules, id, sent).filter((text) => pattern.test(text))).toEqual([]);
});

test('tries no subsets of very many names, which would be too many', () => {
  const many = Array.from({ length: 30 }, (_, place) => `p${place}=1`).join('&');
  expect(triedBy(parameterRules, 'param-missing', many)).toHaveLength(30);
});
