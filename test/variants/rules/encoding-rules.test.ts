import { expect, test } from 'vitest';
import { encodingRules } from '../../../src/variants/rules/encoding-rules.ts';
import { causesOf, parametersOf, triedBy } from '../signed-request.ts';

const is = (name: string, signed: string, sent: string) => ({ name, signed, sent });

test.each([
  ['all values by JavaScript', 'g=a(b)&h=x/y', 'g=a(b)&h=x%2Fy', 'values-encoded', { how: 'encodeURIComponent' }],
  ['all values, a slash left', 'g=a(b) c&h=x/y', 'g=a%28b%29%20c&h=x/y', 'values-encoded', { how: 'quote' }],
  [
    'all values by URLSearchParams',
    'g=a*b c~&h=x',
    'g=a*b+c%7E&h=x',
    'values-encoded',
    { how: 'URLSearchParams, URLEncoder' },
  ],
  [
    'all values by .NET',
    'g=a/b (c)&h=茶',
    'g=a%2fb+(c)&h=%e8%8c%b6',
    'values-encoded',
    { how: 'HttpUtility.UrlEncode' },
  ],
  ['one value', 'g=a b&u=x:y', 'g=a b&u=x%3Ay', 'value-encoded', is('u', 'x%3Ay', 'x:y')],
  [
    'one value, in the way of a rarer library',
    'g=a b&u=茶/',
    'g=a b&u=%e8%8c%b6%2f',
    'value-encoded',
    is('u', '%e8%8c%b6%2f', '茶/'),
  ],
  ['all values twice', 'g=a b&h=x/y', 'g=a%2520b&h=x%252Fy', 'values-encoded-twice', { how: 'encodeURIComponent' }],
])('finds %s percent-encoded', (_what, sent, signed, evidence, values) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['url-encoded-values', evidence, values]]);
});

test.each([
  ['all values', 'g=a%20b&h=%2F', 'g=a b&h=/', is('g', 'a b', 'a%20b')],
  ['one value', 'g=a%20b&h=%2F', 'g=a%20b&h=/', is('h', '/', '%2F')],
  ['a value with + for a space', 'g=a+b%21&h=1', 'g=a b!&h=1', is('g', 'a b!', 'a+b%21')],
])('finds that %s came encoded once more than they were signed', (_what, sent, signed, values) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['body-encoded-twice', 'sent-twice-encoded', values]]);
});

test('finds the whole text percent-encoded', () => {
  const how = 'rawurlencode';
  const [found] = causesOf('a=1&g=(b)', 'a%3D1%26g%3D%28b%29{key}');
  expect(found).toEqual(['url-encoded-values', 'text-encoded', { how: expect.stringContaining(how) }]);
});

test('finds values that were signed as they travelled, however they were written', () => {
  const wire = parametersOf('g=%61+b&txamt=1');
  expect(causesOf('g=a b&txamt=1', 'g=%61+b&txamt=1{key}', { wire })).toEqual([
    ['url-encoded-values', 'values-as-sent', {}],
  ]);
});

test('finds values that were signed as they travelled where one was changed, too', () => {
  const wire = parametersOf('g=%61+b&txamt=1280');
  const found = causesOf('g=a b&txamt=1280', 'g=%61+b&txamt=12.80{key}', { wire });
  expect(found.map(([id]) => id).sort()).toEqual(['number-format', 'url-encoded-values']);
});

test.each([
  ['every space as +', 'g=a b c&h=d e', 'g=a+b+c&h=d+e', 'space-as-plus', {}],
  ['every + as a space', 'g=a+b&h=+8', 'g=a b&h= 8', 'plus-as-space', {}],
  ['every space as %20', 'g=a b&h=/ e', 'g=a%20b&h=/%20e', 'space-as-percent', {}],
  ['the spaces of one value as +', 'g=a b&h=d e', 'g=a+b&h=d e', 'value-space-as-plus', is('g', 'a+b', 'a b')],
  ['the + of one value as a space', 'g=a+b&h=+8', 'g=a+b&h= 8', 'value-plus-as-space', is('h', ' 8', '+8')],
])('finds %s', (_what, sent, signed, evidence, values) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['space-as-plus', evidence, values]]);
});

test.each([
  ['values escaped', `a&b <i> "q" 'r'`, `g=a&amp;b &lt;i&gt; &quot;q&quot; 'r'&z=1`, 'values-escaped'],
  ["values escaped as Python's html does", `<'"`, 'g=&lt;&#x27;&quot;&z=1', 'values-escaped'],
  ['values escaped as PHP does', `<'"`, 'g=&lt;&#039;&quot;&z=1', 'values-escaped'],
  ['values unescaped', 'a&#39;b&quot;', `g=a'b"&z=1`, 'values-unescaped'],
  ['the whole text escaped', '<t>', 'g=&lt;t&gt;&amp;z=1', 'text-escaped'],
])('finds %s for HTML', (_what, value, signed, evidence) => {
  const parameters = [
    ['g', value],
    ['z', '1'],
  ] as const;
  expect(causesOf('', `${signed}{key}`, { parameters })).toEqual([['html-escaped', evidence, {}]]);
});

test.each([
  ['&not', 'g=t&notify_url=u', 'g=t¬ify_url=u'],
  ['&curren', 'a=1&currency=HKD', 'a=1¤cy=HKD'],
])('finds that a browser took %s for a character', (_what, sent, signed) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['html-escaped', 'text-as-html', {}]]);
});

test.each([
  ['what is the same encoded', 'url-encoded-values', 'txamt=100&txcurrcd=HKD', /^value-encoded/],
  ['what has neither spaces nor +', 'space-as-plus', 'txamt=100', /^value-/],
])('changes nothing in %s', (_what, id, sent, pattern) => {
  expect(triedBy(encodingRules, id, sent).filter((text) => pattern.test(text))).toEqual([]);
});

const address = 'http://s/n?z=1';

test.each([
  ['a name that QFPay does not know', `txamt=1&notify_url=${address}&asid=7`, `notify_url=${address}&asid=7&txamt=1`],
  ['a name that it knows, too', `txamt=1&notify_url=${address}&lang=zh`, `notify_url=${address}&lang=zh&txamt=1`],
  ['a parameter behind it', `notify_url=${address}&asid=7&zz=9`, `notify_url=${address}&asid=7&zz=9`],
])('finds the tail of an address that was sent raw: %s', (_what, sent, signed) => {
  const values = { name: 'notify_url', signed: expect.stringContaining(`${address}&`), sent: address };
  const found = causesOf(sent, `${signed}{key}`, { wire: parametersOf(sent) });
  expect(found).toEqual([['body-not-encoded', 'sent-unencoded', values]]);
});

test('takes no name for a tail in a form that is encoded', () => {
  const wire = parametersOf('notify_url=http%3A%2F%2Fs%2Fn%3Fz%3D1&asid=7');
  const [found] = causesOf(`notify_url=${address}&asid=7`, `notify_url=${address}&asid=7{key}`, { wire });
  expect(found?.[0]).toBe('unsorted');
});
