import { expect, test } from 'vitest';
import { printingRules } from '../../../src/variants/rules/value-rules.ts';
import { causesOf, triedBy } from '../signed-request.ts';

const is = (name: string, signed: string, sent: string) => ({ name, signed, sent });

test.each([
  ['None for what is sent empty', 'a=1&g=', 'a=1&g=None', 'value-printed', is('g', 'None', '')],
  ['null for all that is empty', 'a=1&g=&h=', 'a=1&g=null&h=null', 'empty-printed', { signed: 'null' }],
  [
    'undefined for what is not sent',
    'a=1',
    'a=1&udid=undefined',
    'unsent-printed',
    { name: 'udid', signed: 'undefined' },
  ],
  ['True of Python', 'a=1&b=true', 'a=1&b=True', 'value-printed', is('b', 'True', 'true')],
  ['0 for false', 'a=1&b=False', 'a=1&b=0', 'value-printed', is('b', '0', 'False')],
  ['an exponent', 'a=1&no=1000', 'a=1&no=1e3', 'value-printed', is('no', '1e3', '1000')],
  [
    "an exponent of Java's",
    'a=1&no=12345678',
    'a=1&no=1.2345678E7',
    'value-printed',
    is('no', '1.2345678E7', '12345678'),
  ],
  [
    'digits that JavaScript lost',
    'a=1&no=20260302154000020012345678',
    'a=1&no=2.026030215400002e+25',
    'value-printed',
    is('no', '2.026030215400002e+25', '20260302154000020012345678'),
  ],
  ['[object Object]', 'a=1&g={"x":1}', 'a=1&g=[object Object]', 'value-printed', is('g', '[object Object]', '{"x":1}')],
  ['a map of Java', 'a=1&g={"x":1,"y":2}', 'a=1&g={x=1, y=2}', 'value-printed', is('g', '{x=1, y=2}', '{"x":1,"y":2}')],
  ['quotes around every value', 'a=1&g=t', 'a="1"&g="t"', 'values-printed', { how: '"…"' }],
  ["bytes of Python's", 'a=1&g=t', "a=b'1'&g=b't'", 'values-printed', { how: "b'…'" }],
  ['a list of one', 'a=1&g=t', "a=1&g=['t']", 'value-printed', is('g', "['t']", 't')],
])('finds %s', (_what, sent, signed, evidence, values) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['printed-by-language', evidence, values]]);
});

test('finds what the language of a pasted literal prints for a value', () => {
  const printed = [['g', 'Decimal(7)']] as const;
  expect(causesOf('a=1&g=7', 'a=1&g=Decimal(7){key}', { printed })).toEqual([
    ['printed-by-language', 'value-printed', is('g', 'Decimal(7)', '7')],
  ]);
});

test.each([
  ['only a bare true is a boolean', 'g=trueish', /True/],
  ['only JSON is an object', 'g=tea {1}', /Object/],
  ['a sent parameter is not unsent', 'mchid=M1&udid=', /unsent-printed (mchid|udid)/],
])('%s', (_what, sent, pattern) => {
  const tried = triedBy(printingRules, 'printed-by-language', sent);
  expect(tried.filter((text) => pattern.test(text))).toEqual([]);
});
