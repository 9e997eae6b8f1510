export type HashName = 'MD5' | 'SHA256' | 'SHA1' | 'SHA512';

export type Part = string | Uint8Array;

/** Hashes of parts, one after the other, text as UTF-8; in lower-case hex. */
export interface Hasher {
  hash(name: HashName, parts: readonly Part[]): string;
  hmac(name: HashName, key: Part, parts: readonly Part[]): string;
}

/**
 * Node's own, for a search through thousands of digests: there it is many times as fast as plain JavaScript, which for a few
 * is done before Node's is even loaded.
 */
export async function loadHasher(): Promise<Hasher> {
  const { createHmac, hash } = await import('node:crypto');
  return {
    hash: (name, parts) => hash(name, joined(parts), 'hex'),
    hmac: (name, key, parts) => createHmac(name, key).update(joined(parts)).digest('hex'),
  };
}

function joined(parts: readonly Part[]): Part {
  const [first, second = '', ...rest] = parts;
  if (rest.length === 0 && typeof first === 'string' && typeof second === 'string') return first + second;
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}
