import type { ClientKey } from '../signature/client-key.ts';
import { digest, type SignType } from '../signature/sign.ts';
import { isSameDigest } from '../signature/verify.ts';

/** A request as it left. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface OwnRequest {
  readonly is_right: boolean;
  readonly sign_type: SignType;
}

/**
 * Whether a request of this tool fits its own signature, reckoned from what was sent and not from what it was made of: the form
 * is read again, byte by byte, sorted and hashed as the gateway does it. Shares nothing with signing but the hash.
 */
export function checkOwnRequest({ url, headers, body }: SentRequest, key: ClientKey): OwnRequest {
  const sign_type = headers['X-QF-SIGNTYPE'] === 'SHA256' ? 'SHA256' : 'MD5';
  const text = (body ?? url.split('?').slice(1).join('?'))
    .split('&')
    .map(readPair)
    .filter(({ name, value }) => value !== '' && name !== 'sign' && name !== 'sign_type')
    .sort((a, b) => Buffer.compare(a.order, b.order))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
  return { is_right: isSameDigest(digest(text, key, sign_type), headers['X-QF-SIGN'] ?? ''), sign_type };
}

function readPair(pair: string): { name: string; value: string; order: Buffer } {
  const at = pair.indexOf('=');
  const name = decoded(at < 0 ? pair : pair.slice(0, at));
  const value = decoded(at < 0 ? '' : pair.slice(at + 1));
  return { name, value, order: Buffer.from(name) };
}

/** `+` is a space, `%XX` a byte. */
function decoded(text: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '%') {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(...Buffer.from(letter === '+' ? ' ' : letter));
  }
  return Buffer.from(bytes).toString('utf8');
}
