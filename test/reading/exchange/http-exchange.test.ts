import { expect, test } from 'vitest';
import { readHttpExchange } from '../../../src/reading/exchange/http-exchange.ts';

const answer = 'HTTP/1.1 200 OK\r\nX-QF-SIGN: AB\r\n\r\n{"respcd":"1108"}';

function read(text: string, prefers?: 'request' | 'response') {
  const message = readHttpExchange(Buffer.from(text), { prefers });
  return message && { ...message, body: Buffer.from(message.body).toString() };
}

test.each([
  ['a body of a known length', `POST /x HTTP/1.1\r\nContent-Length: 3\r\n\r\na=1${answer}`],
  ['a body with blank lines behind it', `POST /x HTTP/1.1\nHost: y\n\na=1\n\n${answer}`],
])('takes the request, or the response when that is wanted, after %s', (_what, text) => {
  expect(read(text)).toMatchObject({
    direction: 'request',
    body: 'a=1',
    notes: [expect.stringContaining('--kind response')],
  });
  expect(read(text, 'response')).toMatchObject({ direction: 'response', body: '{"respcd":"1108"}' });
});

test('takes a GET without a body', () => {
  expect(read(`GET /x?a=1 HTTP/1.1\nHost: y\n\n${answer}`)).toMatchObject({ target: '/x?a=1', body: '' });
});

test('a request alone has nothing to say', () => {
  expect(read('POST /x HTTP/1.1\n\na=HTTP/1.1')).toEqual({
    direction: 'request',
    target: '/x',
    headers: {},
    body: 'a=HTTP/1.1',
  });
});
