import { expect, test } from 'vitest';
import { charsets, twiceUtf8 } from './charsets.ts';
import { hashMapOrder } from './java-map.ts';
import { jsonStyles, printJson } from './json.ts';
import { decodeForm, percentEncoders } from './percent-encoders.ts';
import { twelveHours } from './times.ts';

const value = `中 a~b*(c)'!/&+é`;

/** Printed by the languages themselves, where they are at hand; else as their manuals say. */
test.each([
  ['JS encodeURIComponent', encodeURIComponent(value)],
  ['JS encodeURI', encodeURI(value)],
  ['JS escape', '%u4E2D%20a%7Eb*%28c%29%27%21/%26+%E9'],
  ['JS URLSearchParams', new URLSearchParams({ v: value }).toString().slice(2)],
  ['Python quote', '%E4%B8%AD%20a~b%2A%28c%29%27%21/%26%2B%C3%A9'],
  ['Python quote, safe=""', '%E4%B8%AD%20a~b%2A%28c%29%27%21%2F%26%2B%C3%A9'],
  ['Python quote_plus, Go QueryEscape', '%E4%B8%AD+a~b%2A%28c%29%27%21%2F%26%2B%C3%A9'],
  ['PHP urlencode, http_build_query', '%E4%B8%AD+a%7Eb%2A%28c%29%27%21%2F%26%2B%C3%A9'],
  ['Java URLEncoder', '%E4%B8%AD+a%7Eb*%28c%29%27%21%2F%26%2B%C3%A9'],
  ['C# HttpUtility.UrlEncode', '%e4%b8%ad+a%7eb*(c)%27!%2f%26%2b%c3%a9'],
  ['Node querystring.escape, lower case', "%e4%b8%ad%20a~b*(c)'!%2f%26%2b%c3%a9"],
] as const)('%s encodes like the original', (name, encoded) => {
  expect(percentEncoders[name](value)).toBe(encoded);
});

test('the gateway decodes a form: + is a space, broken UTF-8 is replaced', () => {
  expect(decodeForm('%E4%B8%AD+a%2B%20%D6')).toBe('中 a+ \uFFFD');
});

test.each([
  ['GBK', '中é😀點点心', 'd6d0a8a63ffc63b5e3d0c4'],
  ['Big5', '中點心测', 'a4a4c249a4df3f'],
  ['Latin-1, Java getBytes', '中é😀', '3fe93f'],
  ['ASCII, C# Encoding.ASCII', '中é😀a', '3f3f3f3f61'],
  ["Node update(text, 'binary')", '中é', '2de9'],
  ['UTF-16, C# Encoding.Unicode', '中a', '2d4e6100'],
  ['UTF-16 big-endian, Java', '中a', '4e2d0061'],
] as const)('%s encodes %s like the original', (name, text, bytes) => {
  expect(Buffer.from(charsets[name](text)).toString('hex')).toBe(bytes);
});

test('UTF-8 twice makes two characters of é', () => {
  expect(twiceUtf8('é')).toBe('Ã©');
});

const document = {
  entries: [
    ['b', '中/<x>&é'],
    ['txamt', { digits: '100' }],
    ['a', "it's"],
    ['l', [null, true]],
  ],
} as const;

test.each([
  ['JS JSON.stringify', `{"b":"中/<x>&é","txamt":100,"a":"it's","l":[null,true]}`],
  ['JS JSON.stringify(…, null, 2)', JSON.stringify({ b: '中/<x>&é', txamt: 100, a: "it's", l: [null, true] }, null, 2)],
  ['Python json.dumps', `{"b": "\\u4e2d/<x>&\\u00e9", "txamt": 100, "a": "it's", "l": [null, true]}`],
  ['Python json.dumps, ensure_ascii=False', `{"b": "中/<x>&é", "txamt": 100, "a": "it's", "l": [null, true]}`],
  ['Python json.dumps, separators', `{"b":"\\u4e2d/<x>&\\u00e9","txamt":100,"a":"it's","l":[null,true]}`],
  ['Python json.dumps, sort_keys', `{"a": "it's", "b": "\\u4e2d/<x>&\\u00e9", "l": [null, true], "txamt": 100}`],
  ['PHP json_encode', `{"b":"\\u4e2d\\/<x>&\\u00e9","txamt":100,"a":"it's","l":[null,true]}`],
  ['PHP json_encode, JSON_UNESCAPED_UNICODE', `{"b":"中\\/<x>&é","txamt":100,"a":"it's","l":[null,true]}`],
  [
    'PHP json_encode, JSON_PRETTY_PRINT',
    `{\n    "b": "\\u4e2d\\/<x>&\\u00e9",\n    "txamt": 100,\n    "a": "it's",\n    "l": [\n        null,\n        true\n    ]\n}`,
  ],
  ['Go json.Marshal of a map', `{"a":"it's","b":"中/\\u003cx\\u003e\\u0026é","l":[null,true],"txamt":100}`],
  ['Java Gson', `{"b":"中/\\u003cx\\u003e\\u0026é","txamt":100,"a":"it\\u0027s","l":[null,true]}`],
  ['C# System.Text.Json', `{"b":"\\u4E2D/\\u003Cx\\u003E\\u0026\\u00E9","txamt":100,"a":"it\\u0027s","l":[null,true]}`],
  ['PostgreSQL jsonb', `{"a": "it's", "b": "中/<x>&é", "l": [null, true], "txamt": 100}`],
] as const)('%s prints like the original', (name, text) => {
  expect(printJson(document, jsonStyles[name])).toBe(text);
});

test('a Java HashMap of 16 names gives them back as Java 17 does', () => {
  const names = 'txamt txcurrcd pay_type out_trade_no txdtm mchid goods_name udid notify_url return_url expired_time';
  const more = 'limit_pay extend_info attach remark openId';
  expect(hashMapOrder(`${names} ${more}`.split(' ')).join(' ')).toBe(
    'goods_name txdtm mchid openId expired_time remark notify_url extend_info out_trade_no return_url limit_pay pay_type attach udid txcurrcd txamt',
  );
});

test.each([
  ['2026-03-02 00:04:05', '2026-03-02 12:04:05'],
  ['2026-03-02 12:04:05', '2026-03-02 12:04:05'],
  ['2026-03-02 15:04:05', '2026-03-02 03:04:05'],
])('hh prints %s as %s', (time, printed) => {
  expect(twelveHours(time)).toBe(printed);
});
