import { expect, test } from 'vitest';
import { kindOf } from '../../src/reading/read-parameters.ts';
import { readInput } from '../../src/reading/reading.ts';

test.each([
  ['notification', '{"notify_type": "payment", "respcd": "0000"}'],
  ['notification', 'POST /hook HTTP/1.1\nX-QF-SIGN: AB\n\n{"notify_type": "refund"}'],
  ['response', '{"respcd": "1108"}'],
  ['response', 'HTTP/1.1 502 Bad Gateway\n\n<html>'],
  ['response', '> POST /x HTTP/1.1\n> Content-Length: 3\n>\n< HTTP/1.1 200 OK\n<\n{"respcd":"1108"}'],
  ['notification', `curl https://shop/hook -H 'X-QF-SIGN: A' -d '{"notify_type": "payment"}'`],
  ['request', '{"txamt": 100}'],
  ['request', 'respcd=0000&notify_type=payment'],
  ['request', 'POST /trade/v1/payment HTTP/1.1\n\ntxamt=100'],
])('is a %s: %j', (kind, text) => {
  expect(kindOf(readInput(Buffer.from(text)))).toBe(kind);
});

test('words of the command line alone are a request', () => {
  expect(kindOf(undefined)).toBe('request');
});

test('a HAR file is the half of it that is wanted', () => {
  const request = { method: 'POST', url: 'https://x/trade/v1/query', postData: { text: 'a=1' } };
  const entries = [{ request, response: { content: { text: '{"respcd": "0000"}' } } }];
  const har = Buffer.from(JSON.stringify({ log: { entries } }));
  expect(kindOf(readInput(har))).toBe('request');
  expect(kindOf(readInput(har, { prefers: 'response' }))).toBe('response');
});
