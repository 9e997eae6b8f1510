import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCurlTrace } from '../../../src/reading/exchange/http-exchange.ts';

const trace = `* Host openapi-int.qfapi.com:443 was resolved.
* Connected to openapi-int.qfapi.com (1.2.3.4) port 443
> POST /trade/v1/query HTTP/2
> Host: openapi-int.qfapi.com
> X-QF-SIGN: SENT
> Content-Length: 9
>${' '}
} [9 bytes data]
* upload completely sent off: 9 bytes
< HTTP/2 200${' '}
< content-type: application/json
< x-qf-sign: ANSWERED
<${' '}
{ [17 bytes data]
{"respcd":"1108"}* Connection #0 to host openapi-int.qfapi.com left intact
`;

function read(text: string, prefers?: 'request' | 'response') {
  const message = readCurlTrace(Buffer.from(text), { prefers });
  return message && { ...message, body: Buffer.from(message.body).toString() };
}

test('takes the answer, since the request is shown without its body', () => {
  expect(read(trace)).toMatchObject({
    direction: 'response',
    headers: { 'x-qf-sign': 'ANSWERED' },
    body: '{"respcd":"1108"}',
    notes: [expect.stringContaining('--kind request')],
  });
});

test('takes the request where only that is signed', () => {
  expect(read(trace.replace('< x-qf-sign: ANSWERED\n', ''))).toMatchObject({
    direction: 'request',
    headers: { 'x-qf-sign': 'SENT' },
    answered: { respcd: '1108' },
  });
});

test('takes the body from the command that stands before it', () => {
  expect(read(`me@host:~$ curl -v https://h/trade/v1/query -d a=1 \\\n  -d b=2\n${trace}`)).toMatchObject({
    direction: 'request',
    body: 'a=1&b=2',
    notes: [expect.stringContaining('--kind response')],
  });
});

test('takes the request when it is wanted, and says what it lacks', () => {
  expect(read(trace, 'request')).toMatchObject({
    direction: 'request',
    target: '/trade/v1/query',
    headers: { 'x-qf-sign': 'SENT' },
    notes: [expect.stringContaining('does not show the body'), expect.stringContaining('--kind response')],
  });
});

test('takes a request that has no body', () => {
  expect(read('> GET /x?a=1 HTTP/1.1\n> Host: y\n>\n< HTTP/1.1 200 OK\n<\n{}\n')).toMatchObject({
    direction: 'request',
    target: '/x?a=1',
  });
});

test.each(['', '> quoted mail', 'a=1', '< b', 'POST /x HTTP/1.1\n\n'])('%j is none', (text) => {
  expect(read(text)).toBeUndefined();
});

test('never fails, however it is cut and mixed', () => {
  const lines = trace.split('\n');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines)), (some) => {
      expect(() => read(some.join('\n'))).not.toThrow();
    }),
  );
});
