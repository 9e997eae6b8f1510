import type { ClientKey } from './client-key.ts';

export type HashName = 'MD5' | 'SHA256' | 'SHA1' | 'SHA512';

export type HashedPart = string | Uint8Array;

/** Hashes of parts, one after the other, text as UTF-8; in lower-case hex. */
export interface Hasher {
  hash(name: HashName, parts: readonly HashedPart[]): string;
  hmac(name: HashName, key: HashedPart, parts: readonly HashedPart[]): string;
}

/**
 * Node's own, for a search through thousands of digests: there it is many times as fast as plain JavaScript, which for a few
 * is done before Node's is even loaded.
 */
export async function loadHasher(): Promise<Hasher> {
  const { createHmac, hash } = await import('node:crypto');
  const scratch = Buffer.allocUnsafe(scratchBytes);
  const joined = (parts: readonly HashedPart[]) => joinIn(scratch, parts) ?? concatenated(parts);
  return {
    hash: (name, parts) => hash(name, joined(parts), 'hex'),
    hmac: (name, key, parts) => createHmac(name, key).update(joined(parts)).digest('hex'),
  };
}

/** `digest` of `sign.ts` by a hasher: the first that plain JavaScript takes of a long text costs as much as to load Node's own. */
export function digestBy(hasher: Hasher) {
  return (content: HashedPart, key: ClientKey, name: 'SHA256' | 'MD5') =>
    hasher.hash(name, [content, key.reveal()]).toUpperCase();
}

const scratchBytes = 65_536;
const bytesOfUnit = 3;

/** Parts are put side by side where that costs no memory; undefined where they are too long. */
function joinIn(scratch: Buffer, parts: readonly HashedPart[]): Uint8Array | undefined {
  let length = 0;
  for (const part of parts) {
    if (length + bytesOfUnit * part.length > scratch.length) return undefined;
    if (typeof part === 'string') length += scratch.write(part, length);
    else {
      scratch.set(part, length);
      length += part.length;
    }
  }
  return scratch.subarray(0, length);
}

function concatenated(parts: readonly HashedPart[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** Of a MAC so much is kept: 132 bits, which nobody guesses. */
const macLetters = 22;

/**
 * Message authentication by a key that is derived (HKDF) from the client key for one purpose alone, so that what is written
 * down tells nothing of a signature. All of `names` go into the derivation: a MAC that was made for others does not fit.
 * @returns of such names and a text the MAC, 22 letters of base64url
 */
export async function loadMac(
  key: ClientKey,
  purpose: string,
): Promise<(names: readonly string[]) => (text: string) => string> {
  const { createHmac, createSecretKey, hkdfSync } = await import('node:crypto');
  return (names) => {
    const info = JSON.stringify([purpose, ...names]);
    const derived = createSecretKey(new Uint8Array(hkdfSync('sha256', key.reveal(), '', info, 32)));
    return (text) => createHmac('sha256', derived).update(text).digest('base64url').slice(0, macLetters);
  };
}
