import { expect, test } from 'vitest';
import { bodyRules } from '../../../src/variants/singles.ts';
import { causesOf, foundIn, hashOf, parametersOf, searchOf, sentBody, triedBy } from '../signed-request.ts';

const json = '{"txamt":100,"syssn":"20200311066100020000977840","goods":"奶/茶"}';

test.each([
  ['without the line end that came', `${json}\n`, json, 'bom-or-crlf', 'body-line-end-added', { count: '1' }],
  ['without the CRLF that came', `${json}\r\n`, json, 'bom-or-crlf', 'body-line-end-added', { count: '2' }],
  ['with a line end that got lost', json, `${json}\n`, 'bom-or-crlf', 'body-line-end-lost', {}],
  ['without the byte order mark that came', `\uFEFF${json}`, json, 'bom-or-crlf', 'body-mark-added', {}],
  ['with a byte order mark that got lost', json, `\uFEFF${json}`, 'bom-or-crlf', 'body-mark-lost', {}],
  ['with LF', '{\r\n"a":1}', '{\n"a":1}', 'bom-or-crlf', 'body-lf', {}],
  ['with CRLF', '{\n"a":1}', '{\r\n"a":1}', 'bom-or-crlf', 'body-crlf', {}],
  [
    "with Python's spaces and escapes",
    json,
    '{"txamt": 100, "syssn": "20200311066100020000977840", "goods": "\\u5976/\\u8336"}',
    'body-reserialised',
    'json-written-again',
    {},
  ],
  [
    "with PHP's slashes and escapes",
    json,
    '{"txamt":100,"syssn":"20200311066100020000977840","goods":"\\u5976\\/\\u8336"}',
    'body-reserialised',
    'json-written-again',
    {},
  ],
  ['sorted', '{"b": 1, "a": 2}', '{"a":2,"b":1}', 'body-reserialised', 'json-written-again', {}],
  ['indented', '{"b":1}', '{\n  "b": 1\n}', 'body-reserialised', 'json-written-again', {}],
  [
    'with the digits that JavaScript keeps',
    '{"syssn":20200311066100020000977840}',
    '{"syssn":2.020031106610002e+25}',
    'body-reserialised',
    'json-written-again',
    {},
  ],
])('finds that a notification was signed %s', (_how, body, signed, id, evidence, values) => {
  const received = hashOf('md5', signed, '{key}');
  expect(foundIn(searchOf(sentBody('notification', body, received)))).toEqual([[id, evidence, values]]);
});

test.each([
  ['sorted, without what is empty', 'a=2&b=1'],
  ['sorted, with what is empty', 'a=2&b=1&c='],
])('finds that the fields of a notification were signed %s', (_how, signed) => {
  const body = '{"b":"1","a":"2","c":""}';
  const given = { parameters: parametersOf('b=1&a=2&c=') };
  const found = foundIn(searchOf(sentBody('notification', body, hashOf('md5', `${signed}{key}`), given)));
  expect(found).toEqual([['body-signed-as-form', 'fields-joined', {}]]);
});

test.each([
  ['and wrapped in quotes the key', 'a=2&b=1"{key}"', 'key-quoted'],
  ['in the order they came', 'b=1&a=2{key}', undefined],
  ['with & behind them', 'a=2&b=1&{key}', undefined],
  ['and nothing else', 'a=2&b=1{key}', undefined],
])('finds that the fields of a notification were signed %s', (_how, signed, second) => {
  const given = { parameters: parametersOf('b=1&a=2') };
  const found = foundIn(searchOf(sentBody('notification', '{"b":"1","a":"2"}', hashOf('md5', signed), given)));
  expect(found.map(([id]) => id).sort()).toEqual(['body-signed-as-form', ...(second ? [second] : [])].sort());
});

const sent = 'txamt=100&goods=茶&mchid=';

test.each([
  ['as JSON', '{"txamt":"100","goods":"茶"}'],
  ['as JSON, with a number', '{"txamt":100,"goods":"茶"}'],
  ['as JSON of Python', '{"txamt": "100", "goods": "\\u8336"}'],
  ['as sorted JSON', '{"goods":"茶","txamt":"100"}'],
  ['as JSON, with a number for the amount alone', '{"txamt":100,"goods":"茶"}'],
  ['as JSON of Gson', '{"txamt":"100","goods":"茶"}'],
  ['as JSON of PHP, indented', '{\n    "txamt": "100",\n    "goods": "\\u8336"\n}'],
])('finds that parameters were signed %s', (_how, signed) => {
  expect(causesOf(sent, `${signed}{key}`)).toEqual([['json-body-signed', 'json-of-parameters', {}]]);
});

test('finds that what is empty stands in the JSON, too', () => {
  const found = causesOf(sent, '{"txamt":"100","goods":"茶","mchid":""}{key}');
  expect(found.map(([id]) => id)).toEqual(['json-body-signed', 'includes-empty']);
});

test('finds that the JSON body of a request was signed as it came', () => {
  const body = Buffer.from('{ "txamt" : 100 }');
  expect(causesOf('txamt=100', '{ "txamt" : 100 }{key}', { body })).toEqual([['json-body-signed', 'json-as-sent', {}]]);
});

test('wonders about the bytes of a body only where they are what is signed', () => {
  const given = { body: Buffer.from('{"a":1}\n') };
  for (const id of ['bom-or-crlf', 'body-reserialised', 'body-signed-as-form']) {
    expect(triedBy(bodyRules, id, 'a=1', given)).toEqual([]);
  }
  expect(triedBy(bodyRules, 'json-body-signed', 'a=1', { ...given, kind: 'notification' })).toEqual([]);
});

test.each([
  ['no JSON', 'a=1&b=2'],
  ['half of it', '{"a":1'],
  ['more brackets than a stack holds', '['.repeat(200_000) + ']'.repeat(200_000)],
  ['many brackets', '['.repeat(3_000) + ']'.repeat(3_000)],
])('survives a body that is %s', (_what, body) => {
  const given = { kind: 'notification', body: Buffer.from(body) } as const;
  expect(() => triedBy(bodyRules, 'body-reserialised', '', given)).not.toThrow();
});
