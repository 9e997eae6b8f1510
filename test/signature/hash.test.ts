import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashHex } from '../../src/signature/client-key.ts';

const parts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 })), { maxLength: 4 });

test.each(['SHA256', 'MD5'] as const)("%s agrees with Node's own hash on any text and bytes", (name) => {
  fc.assert(
    fc.property(parts, (given) => {
      const hash = createHash(name.toLowerCase());
      for (const part of given) hash.update(part);
      expect(hashHex(name, ...given)).toBe(hash.digest('hex'));
    }),
  );
});

test.each([
  ['SHA256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['MD5', 'd41d8cd98f00b204e9800998ecf8427e'],
] as const)('%s of nothing is the published one', (name, digest) => {
  expect(hashHex(name)).toBe(digest);
});
