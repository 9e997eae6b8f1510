import { createHash, createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digestBy, type HashName, loadHasher, loadMac } from '../../src/signature/hasher.ts';
import { digest } from '../../src/signature/sign.ts';

const hasher = await loadHasher();
const parts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 200 })), { maxLength: 4 });
const names: readonly HashName[] = ['MD5', 'SHA256', 'SHA1', 'SHA512'];

test.each(names)('%s of text and bytes one after the other is that of their bytes together', (name) => {
  fc.assert(
    fc.property(parts, fc.string({ minLength: 1 }), (given, key) => {
      const bytes = Buffer.concat(given.map((part) => Buffer.from(part as string)));
      expect(hasher.hash(name, given)).toBe(createHash(name).update(bytes).digest('hex'));
      expect(hasher.hmac(name, key, given)).toBe(createHmac(name, key).update(bytes).digest('hex'));
    }),
  );
});

test('a half of a character at the end of a part stays half a character', () => {
  const halves = ['\ud83c', '\udf75'];
  const bytes = Buffer.concat(halves.map((half) => Buffer.from(half)));
  expect([
    createHash('md5').update(bytes).digest('hex'),
    createHash('md5').update('\u{1F375}').digest('hex'),
  ]).toContain(hasher.hash('MD5', halves));
});

test('parts too long to be put side by side are hashed all the same', () => {
  const given = ['é'.repeat(40_000), new Uint8Array(50_000).fill(7), 'end'];
  const bytes = Buffer.concat(given.map((part) => Buffer.from(part as string)));
  expect(hasher.hash('SHA256', given)).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test.each(['MD5', 'SHA256'] as const)('a digest by a hasher is the one of plain JavaScript, %s', (name) => {
  const key = new ClientKey('0123456789abcdef0123456789abcdef');
  const expected = createHash(name).update(`txamt=1${key.reveal()}`).digest('hex').toUpperCase();
  expect(digestBy(hasher)('txamt=1', key, name)).toBe(expected);
  expect(digest('txamt=1', key, name)).toBe(expected);
});

test('a MAC is by a key that is derived for its purpose and all its names', async () => {
  const key = new ClientKey('0123456789abcdef0123456789abcdef');
  const derived = Buffer.from(hkdfSync('sha256', key.reveal(), '', JSON.stringify(['journal', 'A', 'B']), 32));
  const expected = createHmac('sha256', derived).update('é').digest('base64url').slice(0, 22);
  expect((await loadMac(key, 'journal'))(['A', 'B'])('é')).toBe(expected);
  expect((await loadMac(key, 'history'))(['A', 'B'])('é')).not.toBe(expected);
  expect((await loadMac(key, 'journal'))(['A'])('é')).not.toBe(expected);
});

test('a part that is longer than what parts are put side by side in is hashed whole', () => {
  const text = 'a'.repeat(70_000);
  expect(hasher.hash('MD5', [text])).toBe(createHash('md5').update(text).digest('hex'));
  expect(hasher.hash('MD5', ['b', text, 'c'])).toBe(createHash('md5').update(`b${text}c`).digest('hex'));
});
