import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest, sign, signatureHeaders, signTypes } from '../../src/signature/sign.ts';
import { publishedVectors } from '../support/published-vectors.ts';

test.each(publishedVectors)('reproduces $name', ({ parameters, key, MD5, SHA256 }) => {
  expect(sign(parameters, new ClientKey(key), 'MD5')).toBe(MD5);
  expect(sign(parameters, new ClientKey(key), 'SHA256')).toBe(SHA256);
});

test('what has no value changes no signature', () => {
  const [vector] = publishedVectors;
  const key = new ClientKey(vector?.key ?? '');
  const parameters = [...(vector?.parameters ?? []), ['goods_name', ''], ['sign', 'X'], ['sign_type', 'MD5']] as const;
  expect(sign(parameters, key, 'SHA256')).toBe(vector?.SHA256);
});

test('text and its UTF-8 bytes have the same digest, in upper-case hex', () => {
  const key = new ClientKey('a key');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(digest(text, key, 'SHA256')).toBe(digest(Buffer.from(text), key, 'SHA256'));
      expect(digest(text, key, 'MD5')).toMatch(/^[0-9A-F]{32}$/);
    }),
  );
});

test('names the hash in a header, and the app code only when there is one', () => {
  expect(signatureHeaders('APP', 'AB', 'SHA256')).toEqual({
    'X-QF-APPCODE': 'APP',
    'X-QF-SIGN': 'AB',
    'X-QF-SIGNTYPE': 'SHA256',
  });
  expect(signTypes).toEqual(['SHA256', 'MD5']);
  const without = signatureHeaders(undefined, 'AB', 'MD5');
  expect(without).toStrictEqual({ 'X-QF-SIGN': 'AB', 'X-QF-SIGNTYPE': 'MD5' });
});
