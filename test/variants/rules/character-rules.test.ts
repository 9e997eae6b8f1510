import { expect, test } from 'vitest';
import { asciiEscape, characterRules } from '../../../src/variants/rules/encoding-rules.ts';
import { causesOf, foundIn, hashOf, key, searchOf, sentRequest, triedBy } from '../signed-request.ts';

const sent = 'g=茶é&txamt=1';
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

test.each([
  ['GBK', 'g=茶', [0xb2, 0xe8]],
  ['Big5', 'g=茶', [0xaf, 0xf9]],
  ['ISO-8859-1', 'g=café', [0x63, 0x61, 0x66, 0xe9]],
  ['US-ASCII', 'g=aé茶', [0x61, 0x3f, 0x3f]],
  ['Shift_JIS', 'g=茶あ', [0x92, 0x83, 0x82, 0xa0]],
  ['EUC-KR', 'g=차', [0xc2, 0xf7]],
])('finds text that was signed in %s', (charset, given, value) => {
  const signed = hashOf('sha256', bytes('g=', value), '&txamt=1{key}');
  expect(foundIn(searchOf(sentRequest(`${given}&txamt=1`, signed)))).toEqual([
    ['wrong-charset', 'other-charset', { charset }],
  ]);
});

test.each([
  ['little-endian', false],
  ['big-endian', true],
])('finds %s UTF-16', (_what, is_swapped) => {
  const text = Buffer.from(`g=茶&txamt=1${key.reveal()}`, 'utf16le');
  const signed = hashOf('sha256', is_swapped ? text.swap16() : text);
  const found = foundIn(searchOf(sentRequest('g=茶&txamt=1', signed)));
  expect(found).toEqual([['wrong-charset', 'other-charset', { charset: 'UTF-16' }]]);
});

test.each([
  ['UTF-8 written as UTF-8 once more', 'g=é&txamt=1', 'g=Ã©&txamt=1', 'garbled'],
  ['clear text that is sent garbled', 'g=Ã©&txamt=1', 'g=é&txamt=1', 'ungarbled'],
  ['\\uXXXX beyond ASCII', sent, 'g=\\u8336\\u00e9&txamt=1', 'ascii-escaped'],
  ['nothing beyond ASCII', sent, 'g=&txamt=1', 'characters-lost'],
  ['U+FFFD beyond ASCII', sent, 'g=\uFFFD\uFFFD&txamt=1', 'characters-lost'],
])('finds %s', (_what, given, signed, evidence) => {
  expect(causesOf(given, `${signed}{key}`)).toEqual([['wrong-charset', evidence, {}]]);
});

const gbk = [0xb2, 0xe8];
const value_bytes = [['g', Uint8Array.from(gbk)]] as const;

test.each([
  ['signed in UTF-8', bytes('g=茶'), 'sent-in-charset'],
  ['signed in it as well', bytes('g=', gbk), 'other-charset'],
])('finds what is sent in GBK and was %s', (_how, text, evidence) => {
  const received = hashOf('sha256', text, '&txamt=1{key}');
  const found = foundIn(searchOf(sentRequest('g=\uFFFD\uFFFD&txamt=1', received, { value_bytes })));
  expect(found).toEqual([['wrong-charset', evidence, { charset: 'GBK', name: 'g' }]]);
});

test.each([
  ['in parts', 'g=é&z=1', 'g=e\u0301&z=1', { form: 'NFD', name: 'g' }],
  ['as one', 'g=e\u0301&z=1', 'g=é&z=1', { form: 'NFC', name: 'g' }],
  ['in narrow forms', 'g=ＡＢ&z=1', 'g=AB&z=1', { form: 'NFKC', name: 'g' }],
  ['in parts in one value only', 'g=é&h=è', 'g=é&h=e\u0300', { form: 'NFD', name: 'h' }],
])('finds letters that were signed %s', (_how, given, signed, values) => {
  expect(causesOf(given, `${signed}{key}`)).toEqual([['unicode-normalisation', 'normalised', values]]);
});

test.each([
  ['a byte order mark before the text', 'g=t', '\uFEFFg=t', 'bom-before-text'],
  ['no byte order mark in a value', 'g=t\uFEFFea', 'g=tea', 'bom-dropped'],
  ['LF where CRLF is sent', 'g=a\r\nb', 'g=a\nb', 'line-ends-changed'],
  ['CRLF where LF is sent', 'g=a\nb', 'g=a\r\nb', 'line-ends-changed'],
  ['a space where a line end is sent', 'g=a\r\nb', 'g=a b', 'line-ends-changed'],
  ['no line end where one is sent', 'g=a\nb', 'g=ab', 'line-ends-changed'],
  ['a line end after the text', 'g=t', 'g=t&z=1\r\n', 'line-end-after-text'],
])('finds %s', (_what, given, signed, evidence) => {
  const text = signed.includes('z=1') ? signed : `${signed}&z=1`;
  expect(causesOf(`${given}&z=1`, `${text}{key}`)).toEqual([['bom-or-crlf', evidence, {}]]);
});

test('ASCII is the same in every charset but UTF-16', () => {
  expect(new Set(triedBy(characterRules, 'wrong-charset', 'g=tea&txamt=1'))).toEqual(new Set(['other-charset UTF-16']));
});

test.each([
  ['ASCII has one form', 'unicode-normalisation', 'g=tea&txamt=1'],
  ['Chinese has one form', 'unicode-normalisation', 'g=奶茶'],
])('%s', (_what, id, given) => {
  expect(triedBy(characterRules, id, given)).toEqual([]);
});

test('writes what is not ASCII as json.dumps does, in two halves where it takes two', () => {
  expect(asciiEscape('a茶\u{1F375}\x7f')).toBe('a\\u8336\\ud83c\\udf75\x7f');
});
