import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAnswer } from '../../src/reading/read-parameters.ts';
import { readInput } from '../../src/reading/reading.ts';

const refused = { respcd: '1108', message: 'sign error' };
const json = '{"resperr": "sign error", "respcd": "1108", "respmsg": ""}';

test.each([
  ['JSON', json],
  ['JSON inside of a string', JSON.stringify(json)],
  ['what Python prints', "{'respcd': '1108', 'resperr': 'sign error'}"],
  ['what PHP prints', "'respcd' => '1108', 'resperr' => 'sign error'"],
  ['a number', '{"respcd":1108,"resperr":"sign error"}'],
])('an answer is found in %s', (_name, text) => {
  expect(findAnswer(`POST 200 ${text} done`)).toEqual(refused);
});

test('its own words are unescaped', () => {
  expect(findAnswer('{"respcd":"1108","resperr":"MCHCODE\\u975e\\u6cd5"}')).toEqual({
    respcd: '1108',
    message: 'MCHCODE非法',
  });
});

test.each(['', 'respcd=1108', '{"respcd":"11081"}', '1108'])('%j holds none', (text) => {
  expect(findAnswer(text)).toBeUndefined();
});

test('never fails', () => {
  const part = fc.constantFrom('"respcd"', ':', '"1108"', '\\u97', '\\', "'", 'resperr', '=>', ' ');
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(() => findAnswer(parts.join(''))).not.toThrow();
    }),
  );
});

const curl = "curl -v https://h/trade/v1/payment -H 'X-QF-SIGN: AB' -d 'txamt=100&txcurrcd=HKD'";
const head = 'POST /trade/v1/payment HTTP/1.1\r\nX-QF-SIGN: AB\r\nContent-Length: 22\r\n\r\n';
const sent = head.trimEnd().replace(/^/gm, '> ');
const har = (content: string) =>
  JSON.stringify({
    log: {
      entries: [
        {
          request: { method: 'POST', url: 'https://h/', headers: [], postData: { text: 'txamt=100&txcurrcd=HKD' } },
          response: { content: { text: content } },
        },
      ],
    },
  });

test.each([
  ['an HTTP exchange', `${head}txamt=100&txcurrcd=HKDHTTP/1.1 200 OK\r\nA: b\r\n\r\n${json}`],
  ['a HAR file', har(json)],
  ['a curl command and what it printed', `$ ${curl}\n${json}\n`],
  ['curl -v with its command', `$ ${curl}\n* Trying\n${sent}\n>\n< HTTP/1.1 200 OK\n<\n${json}`],
  ['a log', `INFO sent txamt=100&txcurrcd=HKD sign=AB\nINFO got ${json}`],
  [
    'a JSON record',
    JSON.stringify({
      request: { method: 'POST', url: '/a', body: 'txamt=100&txcurrcd=HKD' },
      response: { body: json },
    }),
  ],
])('a request knows the answer that came along in %s', (_name, text) => {
  const { answered, parameters } = readInput(Buffer.from(text));
  expect(answered).toEqual(refused);
  expect(parameters.filter(([name]) => name.startsWith('tx'))).toEqual([
    ['txamt', '100'],
    ['txcurrcd', 'HKD'],
  ]);
});
