import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';

/**
 * A hash of parts, one after the other, text as UTF-8, in lower-case hex. By an audited library in plain JavaScript: a signature
 * hashes some hundred bytes, and loading Node's crypto takes longer than all else that `sign` does.
 */
export function hashHex(name: 'SHA256' | 'MD5', ...parts: readonly (string | Uint8Array)[]): string {
  const hash = (name === 'MD5' ? md5 : sha256).create();
  for (const part of parts) hash.update(typeof part === 'string' ? Buffer.from(part, 'utf8') : part);
  return Buffer.from(hash.digest()).toString('hex');
}
