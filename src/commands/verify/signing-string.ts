import type { ExplanationWords } from '../../explanation/words/words.ts';
import { visible } from '../../language/visible.ts';
import type { Block } from '../../report/report.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { digest } from '../../signature/sign.ts';
import type { Verdict } from '../../signature/verify.ts';

/** For `--explain`: what is hashed, the key as its fingerprint, and both hashes of it. */
export interface SigningString {
  readonly signing_string: string;
  readonly digests: { readonly SHA256: string; readonly MD5: string };
}

export function signingStringOf({ against: { content } }: Verdict, key: ClientKey): SigningString {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const digests = { SHA256: digest(content, key, 'SHA256'), MD5: digest(content, key, 'MD5') };
  return { signing_string: `${key.mask(text)}${key}`, digests };
}

export function signingStringBlocks({ signing_string, digests }: SigningString, { labels }: ExplanationWords): Block[] {
  return [
    { kind: 'headline', tone: 'plain', word: labels['signing-string'], text: '' },
    { kind: 'text', text: visible(signing_string) },
    { kind: 'rows', rows: Object.entries(digests) },
  ];
}
