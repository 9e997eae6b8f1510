import { type SignType, signTypes } from '../signature/sign.ts';
import type { Attempts } from '../signature/verify.ts';
import { lineEndVariants } from './line-end-variants.ts';

/** A signature that did not match, and all that is known about it. */
export interface SignatureCase {
  readonly kind: 'request' | 'response' | 'notification';
  readonly received: string;
  /** `none`: there were headers without `X-QF-SIGNTYPE`; undefined: nobody can tell. */
  readonly announced: SignType | 'none' | undefined;
  /** What it was held against, in vain. */
  readonly attempts: Attempts;
  /** The raw body of a response or notification. */
  readonly body: Uint8Array;
}

/** One more way in which the signature may have been made. */
interface Deviation {
  readonly content: string | Uint8Array;
  readonly sign_type: SignType;
  readonly evidence: string;
  /** How many digits are left of the digest, where it was cut. */
  readonly digits?: number;
}

interface CauseRule {
  readonly id: string;
  readonly title: string;
  readonly fix: string;
  deviations(signed: SignatureCase): readonly Deviation[];
}

/** Every cause that is looked for, the simplest first. A new one is one entry. */
export const causeRules: readonly CauseRule[] = [
  {
    id: 'missing-signtype-header',
    title: 'The header X-QF-SIGNTYPE is missing',
    fix: 'Send the header X-QF-SIGNTYPE: SHA256 with the request.',
    deviations: (signed) => (isWithoutHeader(signed) ? otherHash(signed) : []),
  },
  {
    id: 'wrong-sign-type',
    title: 'Signed with another hash than the one that is announced',
    fix: 'Sign with the hash that X-QF-SIGNTYPE names, or name the one that you sign with; without the header it is MD5.',
    deviations: (signed) => (isWithoutHeader(signed) ? [] : otherHash(signed)),
  },
  {
    id: 'bom-or-crlf',
    title: 'A byte order mark or line ends were added or changed',
    fix: 'Verify the bytes exactly as they came: an editor, echo or a form field adds line ends or a byte order mark.',
    deviations: ({ kind, body, attempts: [{ sign_type }] }) =>
      kind === 'request' ? [] : lineEndVariants(body).map((variant) => ({ ...variant, sign_type })),
  },
  {
    id: 'truncated-signature',
    title: 'The signature was cut off',
    fix: 'Compare and send all digits: 32 for MD5, 64 for SHA256. Look for a column or variable that is too short.',
    deviations: cutDigests,
  },
];

export function lengthOf(sign_type: SignType): number {
  return sign_type === 'SHA256' ? 64 : 32;
}

function isWithoutHeader({ kind, announced }: SignatureCase): boolean {
  return kind === 'request' && announced === 'none';
}

function otherHash({ attempts, announced }: SignatureCase): Deviation[] {
  const said =
    announced === undefined || announced === 'none' ? 'no X-QF-SIGNTYPE came along' : `${announced} is announced`;
  return attempts.flatMap(({ content, sign_type }) => {
    const other = sign_type === 'MD5' ? 'SHA256' : 'MD5';
    const is_tried = attempts.some((attempt) => attempt.content === content && attempt.sign_type === other);
    return is_tried ? [] : [{ content, sign_type: other, evidence: `The signature is the ${other}, but ${said}.` }];
  });
}

/** Too short a rest would match by chance. */
const fewestDigits = 16;

function cutDigests({ attempts, received }: SignatureCase): Deviation[] {
  const digits = received.length;
  if (digits < fewestDigits) return [];
  return attempts.flatMap(({ content }) =>
    signTypes
      .filter((sign_type) => digits < lengthOf(sign_type))
      .map((sign_type) => ({
        content,
        sign_type,
        digits,
        evidence: `The signature is the first ${digits} digits of the ${lengthOf(sign_type)} of the ${sign_type}.`,
      })),
  );
}
