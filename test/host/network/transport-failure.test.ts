import { expect, test } from 'vitest';
import { type Sighting, transportError } from '../../../src/host/network/transport-failure.ts';

function sighting(url: string, seen: Partial<Sighting> = {}): Sighting {
  const request = { method: 'POST' as const, url, headers: {}, timeout_ms: 30_000 };
  return { request, connect_limit_ms: 10_000, proxy: undefined, connected: false, answering: false, ...seen };
}

const proxy = new URL('http://me:secret@proxy.example:3128');

test.each([
  ['ECONNREFUSED', 'refused', 'connection refused by openapi-int.qfapi.com'],
  ['ENOTFOUND', 'dns', 'no address found for openapi-int.qfapi.com'],
  ['EAI_AGAIN', 'dns', 'the name server gave no answer for openapi-int.qfapi.com'],
  ['EHOSTUNREACH', 'unreachable', 'no route to openapi-int.qfapi.com'],
  ['ENETUNREACH', 'unreachable', 'no network that leads to openapi-int.qfapi.com'],
  ['ETIMEDOUT', 'timeout', 'no connection to openapi-int.qfapi.com within 10 s'],
  ['CERT_HAS_EXPIRED', 'tls', 'TLS: certificate has expired (openapi-int.qfapi.com)'],
  ['ERR_INVALID_CHAR', 'other', 'the request could not be made (ERR_INVALID_CHAR)'],
])('%s before the connection stands: surely nothing was sent', (code, fault, message) => {
  const cause = Object.assign(new Error('certificate has expired'), { code });
  const error = transportError(new Error('wrapped', { cause }), sighting('https://openapi-int.qfapi.com/trade?x=1'));
  expect(error).toMatchObject({ connected: false, fault, message, cause });
});

test('several addresses that all refused are one refusal, though that error has no message', () => {
  const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  expect(transportError(cause, sighting('http://localhost:8080'))).toMatchObject({
    connected: false,
    message: 'connection refused by localhost:8080',
  });
});

test.each(['ECONNRESET', 'EPIPE', 'EMFILE', undefined])(
  'without TLS, %s may have come after the first bytes even if no connection was seen',
  (code) => {
    const error = transportError(Object.assign(new Error(), { code }), sighting('http://127.0.0.1:8080'));
    expect(error.connected).toBe(true);
  },
);

test.each([
  ['EMFILE', { code: 'EMFILE', syscall: 'connect' }],
  ['one that nobody has heard of', { code: 'EWHATEVER', syscall: 'connect' }],
  ['of several addresses', { code: 'ENETDOWN', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }],
])("an error of the system's own connect, %s, comes before the first byte also without TLS", (_what, facts) => {
  const error = transportError(Object.assign(new Error(), facts), sighting('http://127.0.0.1:8080'));
  expect(error).toMatchObject({ connected: false, message: `no connection to 127.0.0.1:8080 (${facts.code})` });
});

test('but not one of a connection that was cut, or that was seen to stand', () => {
  const facts = { code: 'ECONNRESET', syscall: 'connect' };
  expect(transportError(Object.assign(new Error(), facts), sighting('http://127.0.0.1:8080')).connected).toBe(true);
  const seen = sighting('http://127.0.0.1:8080', { connected: true });
  expect(transportError(Object.assign(new Error(), { code: 'EMFILE', syscall: 'connect' }), seen).connected).toBe(true);
});

test('with TLS nothing leaves before the handshake, so that a cut there is no doubt', () => {
  const cause = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  expect(transportError(cause, sighting('https://127.0.0.1:8443'))).toMatchObject({ connected: false, fault: 'tls' });
});

test.each(['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED', 'ERR_INVALID_CHAR', 'ETIMEDOUT'])(
  '%s after the connection stood is in doubt: what was seen counts more than a code',
  (code) => {
    const seen = sighting('https://127.0.0.1:8443', { connected: true });
    expect(transportError(Object.assign(new Error(), { code }), seen).connected).toBe(true);
  },
);

test('a proxy is named as the one that refused, without its password', () => {
  const seen = sighting('https://openapi-int.qfapi.com', { proxy });
  const refused = transportError(Object.assign(new Error(), { code: 'ECONNREFUSED' }), seen);
  expect(refused).toMatchObject({ fault: 'proxy', message: 'connection refused by the proxy proxy.example:3128' });
  expect(transportError(new Error('Bad response: 407'), seen)).toMatchObject({
    connected: false,
    fault: 'proxy',
    message: 'the proxy proxy.example:3128 refused the way to openapi-int.qfapi.com (HTTP 407)',
  });
});
