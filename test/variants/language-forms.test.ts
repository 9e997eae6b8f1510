import { expect, test } from 'vitest';
import { goForms, languageForms, printedAll, pythonBytes, pythonRepr } from '../../src/variants/language-forms.ts';

const printedAs = (how: string, value: string) => printedAll.find(([known]) => known === how)?.[1](value);

test.each([
  ['tea', "'tea'"],
  ["Rock'n'roll", `"Rock'n'roll"`],
  [`"a" 'b'`, `'"a" \\'b\\''`],
  ['two\nlines', "'two\\nlines'"],
  ['茶', "'茶'"],
])('Python prints %j inside a list as %s', (text, expected) => {
  expect(pythonRepr(text)).toBe(expected);
});

test('Python prints bytes beyond ASCII in hex', () => {
  expect(pythonBytes('a茶')).toBe("b'a\\xe8\\x8c\\xb6'");
});

test.each([
  ["{'…': …}", '{"a":"1","b":[true,null,2.50]}', "{'a': '1', 'b': [True, None, 2.50]}"],
  ["{'…': …}", '{no json', '{no json'],
  ['{…=…}', '{"a":"1","b":"2"}', '{a=1, b=2}'],
  ['[object Object]', '{"a":"1"}', '[object Object]'],
  ['True, False', 'true', 'True'],
  ['True, False', 'truely', 'truely'],
])('printed as %s, %s is %s', (how, value, expected) => {
  expect(printedAs(how, value)).toBe(expected);
});

test('a number has an exponent where it is money, or longer than a float', () => {
  expect(languageForms('1000', true)).toContain('1e3');
  expect(languageForms('1000', false)).toEqual([]);
  expect(languageForms('20260302180500023', false)).toContain('20260302180500024');
});

test('Go tells the type of what does not fit the verb', () => {
  expect(goForms('100')).toContain('%!s(int=100)');
  expect(goForms('tea')).toEqual(['%!d(string=tea)']);
});
