import { describe, expect, test } from 'vitest';
import { readEmbedded } from '../../../src/reading/reading.ts';

function read(text: string, prefers?: 'request' | 'response') {
  const reading = readEmbedded(text, { prefers });
  return reading && { ...reading, body: Buffer.from(reading.body).toString() };
}

describe('finds', () => {
  test.each([
    ['a form', 'x: a=1&b=2 y', 'a=1&b=2'],
    ['a form in quotes, to their end', 'body="a=1&b=x y" z', 'a=1&b=x y'],
    ['a form in brackets', 'sent (a=1&b=2), ok', 'a=1&b=2'],
    ['a form behind a label', 'body=a=1&b=2', 'a=1&b=2'],
    ['a signing string with spaces in its values', 'sign a=x y&b=z w&c=1 took=3', 'a=x y&b=z w&c=1'],
    ['a signing string that begins with such a value', 'sign: a=x y&b=2', 'a=x y&b=2'],
    ['JSON, to the byte', 'got {"a": 1.0,  "b":"}"} end', '{"a": 1.0,  "b":"}"}'],
    ['JSON behind brackets that are none', '[INFO] {ctx} {"a": 1}', '{"a": 1}'],
    ['a Python dict', "data={'a': '}', 'b': None} end", "{'a': '}', 'b': None}"],
    ['a Java map', 'map {a=1, b=2} end', '{a=1, b=2}'],
    ['what stands first', 'a=1&b=2 then {"c":1}', 'a=1&b=2'],
    ['the request before the answer', '{"respcd":"1108"} for a=1&b=2', 'a=1&b=2'],
    ['an answer alone', 'answer {"respcd":"1108"}', '{"respcd":"1108"}'],
  ])('%s', (_what, text, body) => {
    expect(read(text)?.body).toBe(body);
  });

  test('the answer when that is wanted', () => {
    expect(read('a=1&b=2 -> {"respcd":"1108"}', 'response')?.body).toBe('{"respcd":"1108"}');
  });

  test('an HTTP message behind other lines', () => {
    expect(read('10:00 sending\nPOST /x HTTP/1.1\nHost: y\n\na=1')).toMatchObject({
      body: 'a=1',
      headers: { host: 'y' },
    });
  });
});

test.each([
  "requests.post(url, headers={'X-QF-SIGN': 'AB', 'Accept': '*/*'}, data={'a': '1', 'b': '2'})",
  "post(url, {a: '1', b: '2'}, {'X-QF-SIGN': 'AB'})",
  'headers={"x-qf-sign": "AB"} body=a=1&b=2',
])('takes the headers of a script from their own object: %s', (text) => {
  expect(read(text)).toMatchObject({
    parameters: [
      ['a', '1'],
      ['b', '2'],
    ],
    headers: { 'x-qf-sign': 'AB' },
    faults: [],
  });
});

test('takes apart what Chrome copies as fetch', () => {
  const text =
    'fetch("https://x/trade/v1/query", {\n  "headers": {\n    "x-qf-sign": "AB"\n  },\n  "body": "a=1&b=x+y",\n  "method": "POST"\n});';
  expect(read(text)).toMatchObject({ body: 'a=1&b=x+y', headers: { 'x-qf-sign': 'AB' } });
});

test('says what was cut off, without long words, which may be a key', () => {
  const { notes = [] } = read('2026 INFO key0123456789abcdef0123 {"a":1} took 3 ms') ?? {};
  expect(notes).toEqual([
    'cut off before it: "2026 INFO …" (33 characters)',
    'cut off behind it: "took 3 ms" (9 characters)',
  ]);
});

test.each(['', 'hello', 'a & b = c', '{', '[] {} ()', 'x=1', 'WARN {a} [b]', 'https://example.com/'])(
  '%j holds none',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);

describe('the signature beside a request', () => {
  const md5 = '3CB3AA9C21D818AB4CAFAA8FA3FEACF4';

  test.each([
    ['behind it', `params={'a': 1} sign=${md5}`],
    ['before it', `signature: ${md5} for {'a': 1}`],
    ['in quotes', `"X-QF-SIGN": "${md5}" {"a": 1}`],
  ])('is taken %s', (_what, text) => {
    expect(read(text)).toMatchObject({
      parameters: [
        ['a', '1'],
        ['sign', md5],
      ],
      notes: expect.arrayContaining(['the signature is the one that stands beside it in the text']),
    });
  });

  test.each([
    ['a request has one of its own', `{"a": 1, "sign": "AB"} sign=${md5}`, 'AB'],
    ["it has no digest's length", `{"a": 1} sign=${md5}00`, undefined],
    ['it has another name', `{"a": 1} trace_sign_id=${md5}`, undefined],
  ])('is left where %s', (_what, text, sign) => {
    expect(read(text)?.parameters.find(([name]) => name === 'sign')?.[1]).toBe(sign);
  });
});
