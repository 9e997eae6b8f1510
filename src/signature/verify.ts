import { timingSafeEqual } from 'node:crypto';
import { canonicalText, type Parameter } from './canonical-text.ts';
import type { ClientKey } from './client-key.ts';
import { digest, type SignType } from './sign.ts';

/** How a signature was found to be made (api.md sections 4 and 5). */
export type Scheme = 'sorted-params' | 'raw-body' | 'sorted-data' | 'sorted-fields' | 'sorted-fields-without-status';

export interface Match {
  readonly scheme: Scheme;
  readonly sign_type: SignType;
}

/** Compares two hex digests in constant time. Hex case never makes a signature invalid. */
export function isSameDigest(expected: string, received: string): boolean {
  const a = Buffer.from(expected.toUpperCase(), 'utf8');
  const b = Buffer.from(received.trim().toUpperCase(), 'utf8');
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Which hashes may have made a signature: the one that is named, and MD5, which responses are known to use. */
function candidateTypes(announced: SignType | undefined, received: string): readonly SignType[] {
  if (announced === 'SHA256') return ['SHA256', 'MD5'];
  if (announced === 'MD5') return ['MD5'];
  return received.trim().length === 64 ? ['SHA256', 'MD5'] : ['MD5'];
}

export interface SignedBody {
  /** The bytes as they came: parsing and printing again makes other text. */
  readonly body: Uint8Array;
  readonly received: string;
  readonly key: ClientKey;
  readonly announced?: SignType | undefined;
}

/** A notification is signed over its raw bytes and nothing else (api.md section 6). */
export function verifyRawBody({ body, received, key, announced }: SignedBody): Match | undefined {
  const sign_type = candidateTypes(announced, received).find((type) => isSameDigest(digest(body, key, type), received));
  return sign_type && { scheme: 'raw-body', sign_type };
}

/**
 * A response: its raw body first, then the sorted forms that the documents describe: the fields of `data`, the top-level
 * fields, those without respcd, resperr and respmsg (api.md section 5).
 */
export function verifyResponse(signed: SignedBody, fields: ResponseFields | undefined): Match | undefined {
  const raw = verifyRawBody(signed);
  if (raw || !fields) return raw;
  for (const [scheme, parameters] of sortedForms(fields)) {
    for (const sign_type of candidateTypes(signed.announced, signed.received)) {
      const expected = digest(canonicalText(parameters), signed.key, sign_type);
      if (isSameDigest(expected, signed.received)) return { scheme, sign_type };
    }
  }
  return undefined;
}

/** The scalar fields of an answer, as raw text. */
export interface ResponseFields {
  readonly top: readonly Parameter[];
  readonly data?: readonly Parameter[] | undefined;
}

function sortedForms({ top, data }: ResponseFields): [Scheme, readonly Parameter[]][] {
  const filled = top.filter(([, value]) => value !== '');
  const withoutStatus = filled.filter(([name]) => !['respcd', 'resperr', 'respmsg'].includes(name));
  return [
    ...(data ? [['sorted-data', data.filter(([, value]) => value !== '')] as [Scheme, Parameter[]]] : []),
    ['sorted-fields', filled],
    ['sorted-fields-without-status', withoutStatus],
  ];
}
