import { hash } from 'node:crypto';
import type { ClientKey } from '../signature/client-key.ts';
import type { SignType } from '../signature/sign.ts';

/** As `digest` of the signature room, by Node's own hash: a server hashes all day, and then loading it pays. */
export function digestOf(text: string, key: ClientKey, sign_type: SignType): string {
  return hash(sign_type === 'MD5' ? 'md5' : 'sha256', text + key.reveal(), 'hex').toUpperCase();
}
