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

test.each([
  ['as PHP adds them', `Tim's "tea"`, `Tim\\'s \\"tea\\"`],
  ['as WordPress had them taken off', `Tim\\'s tea`, `Tim's tea`],
  ['before every slash', 'a/b', 'a\\/b'],
  ['as a database escapes', "it's\nred", "it\\'s\\nred"],
])('finds backslashes in a value %s', (_how, sent, signed) => {
  const parameters = [
    ['goods_name', sent],
    ['z', '1'],
  ] as const;
  const [found] = causesOf('', `goods_name=${signed}&z=1{key}`, { parameters });
  expect(found).toEqual(['slashes-added', expect.any(String), { name: 'goods_name', signed, sent }]);
});

test('finds &amp; between the parameters that are sent', () => {
  const found = causesOf('a=1&amp;b=2&amp;c=3', 'a=1&b=2&c=3{key}', {
    parameters: [
      ['a', '1'],
      ['amp;b', '2'],
      ['amp;c', '3'],
    ],
  });
  expect(found).toEqual([['html-escaped', 'sent-with-entities', { name: 'amp;b' }]]);
});

test('finds &amp; between the parameters', () => {
  expect(causesOf('a=1&b=2', 'a=1&amp;b=2{key}')).toEqual([['html-escaped', 'separator', { text: '&amp;' }]]);
});
