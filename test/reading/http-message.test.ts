import { describe, expect, test } from 'vitest';
import { readHttpMessage } from '../../src/reading/exchange/http-exchange.ts';

function read(text: string) {
  const message = readHttpMessage(Buffer.from(text, 'latin1'));
  return message && { ...message, body: Buffer.from(message.body).toString('latin1') };
}

test('takes a request apart, header names in lower case', () => {
  expect(read('POST /trade/v1/query?a=1 HTTP/1.1\r\nHost: x\r\nX-QF-Sign:  AB \r\n\r\ntxamt=100')).toEqual({
    direction: 'request',
    target: '/trade/v1/query?a=1',
    headers: { host: 'x', 'x-qf-sign': 'AB' },
    body: 'txamt=100',
  });
});

test.each(['HTTP/1.1 200 OK', 'HTTP/2 200', 'HTTP/1.0 404 Not Found'])('takes a response apart: %s', (start) => {
  expect(read(`${start}\nX-QF-SIGN: AB\n\n{"respcd": "0000"}`)).toMatchObject({
    direction: 'response',
    headers: { 'x-qf-sign': 'AB' },
    body: '{"respcd": "0000"}',
  });
});

test.each([
  ['a proxy', ['HTTP/1.1 200 Connection established']],
  ['a proxy that has headers', ['HTTP/1.0 200 Connection established\r\nProxy-Agent: x']],
  ['an announcement', ['HTTP/1.1 100 Continue']],
  ['a proxy, then an announcement', ['HTTP/1.1 200 Connection established', 'HTTP/1.1 100 Continue']],
  ['a redirect', ['HTTP/2 301\r\nContent-Length: 0']],
])('passes over the head of %s', (_what, heads) => {
  const answer = 'HTTP/1.1 200 OK\r\nX-QF-SIGN: AB\r\nContent-Length: 2\r\n\r\n{}';
  expect(read(`${heads.map((head) => `${head}\r\n\r\n`).join('')}${answer}`)).toEqual({
    direction: 'response',
    headers: { 'x-qf-sign': 'AB', 'content-length': '2' },
    body: '{}',
  });
});

test.each(['HTTP is a protocol', '{"a":"HTTP/1.1 200 OK"}'])('keeps a body that only speaks of HTTP: %s', (body) => {
  expect(read(`HTTP/1.1 200 OK\r\nA: b\r\n\r\n${body}`)?.body).toBe(body);
});

test('takes headers alone when one of them is QFPay’s', () => {
  expect(read('X-QF-SIGN: AB\n\n{}')).toMatchObject({ headers: { 'x-qf-sign': 'AB' }, body: '{}' });
});

describe('the body', () => {
  const head = 'HTTP/1.1 200 OK\r\n';

  test('is not touched: bytes that are not UTF-8, blank lines and line ends stay', () => {
    expect(read(`${head}A: b\r\n\r\n\xff\xfe\r\n\r\n\n`)?.body).toBe('\xff\xfe\r\n\r\n\n');
  });

  test('ends where Content-Length says, so that a line end of the file is not part of it', () => {
    expect(read(`${head}Content-Length: 2\r\n\r\n{}\n`)?.body).toBe('{}');
  });

  test.each(['9', '-1', '1.5', 'x', ''])('is whole when Content-Length is %j', (length) => {
    expect(read(`${head}Content-Length: ${length}\r\n\r\n{}\n`)?.body).toBe('{}\n');
  });

  test('is empty when there is no blank line', () => {
    expect(read('GET /trade/v1/close?a=1 HTTP/1.1\r\nHost: x\r\n')).toMatchObject({ headers: { host: 'x' }, body: '' });
  });
});

test.each([
  ['a form body', 'a=1&b=2'],
  ['a JSON object', '{"a": "b"}'],
  ['name: value lines', 'txamt: 100\ntxcurrcd: HKD'],
  ['a sentence', 'POST it to HTTP'],
  ['a head with a line that is no header', 'HTTP/1.1 200 OK\nnonsense\n\n{}'],
  ['nothing', ''],
])('%s is no message', (_what, text) => {
  expect(read(text)).toBeUndefined();
});
