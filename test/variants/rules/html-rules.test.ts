import { expect, test } from 'vitest';
import { causesOf } from '../signed-request.ts';

test.each([
  ['as PHP escapes', 'g="a" & \'b\'', '&quot;a&quot; &amp; &#039;b&#039;'],
  ['as XML is escaped', "g='a'", '&apos;a&apos;'],
  ['with nothing but & escaped', 'g=<a> & "b"', '<a> &amp; "b"'],
])('finds values that were signed %s', (_how, sent, signed) => {
  const parameters = [
    ['g', sent.slice(2)],
    ['z', '1'],
  ] as const;
  expect(causesOf('', `g=${signed}&z=1{key}`, { parameters })).toEqual([['html-escaped', 'values-escaped', {}]]);
});

test('finds &amp; between the parameters', () => {
  expect(causesOf('a=1&b=2', 'a=1&amp;b=2{key}')).toEqual([['html-escaped', 'separator', { text: '&amp;' }]]);
});
