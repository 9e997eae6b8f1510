import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HashName, loadHasher } from '../../src/signature/hasher.ts';

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
