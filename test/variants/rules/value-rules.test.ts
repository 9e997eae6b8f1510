import { expect, test } from 'vitest';
import { valueRules } from '../../../src/variants/rules/value-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

const is = (name: string, signed: string, sent: string) => ({ name, signed, sent });

test.each([
  ['trimmed', 'a= 1&g= tea ', 'a=1&g=tea', 'values-trimmed', {}],
  ['trimmed of one', 'a= 1&g= tea', 'a= 1&g=tea', 'value-space', is('g', 'tea', ' tea')],
  ['with a space after it', 'g=tea&z=1', 'g=tea &z=1', 'value-space', is('g', 'tea ', 'tea')],
  ['with a line end after it', 'g=tea&z=1', 'g=tea\n&z=1', 'value-space', is('g', 'tea\n', 'tea')],
  ['with its inner spaces gone', 'a=1&g=a  b', 'a=1&g=ab', 'value-space', is('g', 'ab', 'a  b')],
  ['with its inner spaces made one', 'a=1&g=a  b', 'a=1&g=a b', 'value-space', is('g', 'a b', 'a  b')],
  ['with an ideographic space', 'a=1&g=茶', 'a=1&g=茶\u3000', 'value-space', is('g', '茶\u3000', '茶')],
  ['with a zero-width space before it', 'a=1&g=茶', 'a=1&g=\u200b茶', 'value-space', is('g', '\u200b茶', '茶')],
])('finds a value that was signed %s', (_how, sent, signed, evidence, values) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['value-whitespace', evidence, values]]);
});

test.each([
  ['dollars', 'txamt=1280', 'txamt=12.80', 'amount-units', is('txamt', '12.80', '1280')],
  ['dollars, the last zero dropped', 'txamt=1280', 'txamt=12.8', 'amount-units', is('txamt', '12.8', '1280')],
  ['cents, sent in dollars', 'txamt=12.80', 'txamt=1280', 'amount-units', is('txamt', '1280', '12.80')],
  ['dollars with a comma', 'txamt=128000', 'txamt=1,280.00', 'amount-units', is('txamt', '1,280.00', '128000')],
  ['a float', 'txamt=100', 'txamt=100.0', 'number-form', is('txamt', '100.0', '100')],
  ['a number with two decimals', 'page=2', 'page=2.00', 'number-form', is('page', '2.00', '2')],
  ['thousands with a comma', 'page=1000', 'page=1,000', 'number-form', is('page', '1,000', '1000')],
  ['a number without its leading zeros', 'no=0042', 'no=42', 'number-form', is('no', '42', '0042')],
  ['a number in twelve digits', 'no=42', 'no=000000000042', 'number-form', is('no', '000000000042', '42')],
])('finds %s', (_what, sent, signed, evidence, values) => {
  expect(causesOf(`a=1&${sent}`, `a=1&${signed}{key}`)).toEqual([['number-format', evidence, values]]);
});

test.each([
  ['a text is no number', 'number-format', 'g=12a&h=1e3&i=0x10&j=1,000'],
  ['an order number is too long for one', 'number-format', 'no=20260302154000020012345678'],
  ['an empty value is no number', 'number-format', 'txamt='],
])('%s', (_what, id, sent) => {
  expect(triedBy(valueRules, id, sent)).toEqual([]);
});

test('takes only an amount for cents', () => {
  expect(triedBy(valueRules, 'number-format', 'no=1280').filter((text) => text.startsWith('amount-units'))).toEqual([]);
});
