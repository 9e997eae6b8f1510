import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { testKeys } from '../../support/keys.ts';
import { foundIn, hashOf, searchOf, sentRequest } from '../signed-request.ts';

const sent = 'txamt=100&txcurrcd=HKD';
const secret = testKeys.sandbox;
const sha = (...parts: (string | Uint8Array)[]) => hashOf('sha256', ...parts);
const md5 = (...parts: (string | Uint8Array)[]) => hashOf('md5', ...parts);
const hmac = (name: string, text: string) => createHmac(name, secret).update(text).digest('hex');

test.each([
  ['the HMAC of the text', hmac('sha256', sent), 'hmac', 'hmac-of-text', {}],
  ['the HMAC of text and key', hmac('sha256', sent + secret), 'hmac', 'hmac-of-text-and-key', {}],
  ['a hash of the right hash', sha(sha(`${sent}{key}`).toLowerCase()), 'double-hash', 'hash-of-hash', 'SHA256'],
  ['a hash of it in capitals', sha(sha(`${sent}{key}`)), 'double-hash', 'hash-of-hash', 'SHA256'],
  ['a hash of its bytes', sha(Buffer.from(sha(`${sent}{key}`), 'hex')), 'double-hash', 'hash-of-hash', 'SHA256'],
  ['a hash of the MD5', sha(md5(`${sent}{key}`).toLowerCase()), 'double-hash', 'hash-of-hash', 'MD5'],
  [
    'a hash of the hashed text and the key',
    sha(`${sha(sent).toLowerCase()}{key}`),
    'double-hash',
    'hash-of-hash',
    'SHA256',
  ],
  ['a hash with the hashed key', sha(sent + md5('{key}').toLowerCase()), 'double-hash', 'hash-of-key', 'MD5'],
  ['a hash with the hashed key in capitals', sha(sent + sha('{key}')), 'double-hash', 'hash-of-key', 'SHA256'],
])('finds %s', (_what, received, id, evidence, hash) => {
  const values = typeof hash === 'string' ? { hash } : hash;
  expect(foundIn(searchOf(sentRequest(sent, received)))).toEqual([[id, evidence, values]]);
});

test('finds the HMAC of MD5 where MD5 is checked, too', () => {
  const request = sentRequest(sent, hmac('md5', sent), { announced: 'MD5' });
  expect(foundIn(searchOf(request))).toEqual([['hmac', 'hmac-of-text', {}]]);
});

test.each([
  ['hashed three times', sha(sha(sha(`${sent}{key}`)))],
  ['an HMAC with another key', createHmac('sha256', 'another').update(sent).digest('hex')],
])('finds nothing in what was %s', (_what, received) => {
  expect(foundIn(searchOf(sentRequest(sent, received)))).toEqual([]);
});
