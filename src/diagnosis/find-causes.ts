import type { ClientKey } from '../signature/client-key.ts';
import { digest } from '../signature/sign.ts';
import { isSameDigest } from '../signature/verify.ts';
import { causeRules, lengthOf, type SignatureCase } from './cause-rules.ts';

export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly evidence: string;
  readonly fix: string;
}

export interface Search {
  /** Best first; only those whose digest matches. */
  readonly causes: readonly Cause[];
  /** How many digests were computed. */
  readonly tried: number;
}

/** Looks for the deviation that reproduces a signature. What cannot match by its length alone is not computed. */
export function findCauses(signed: SignatureCase, key: ClientKey): Search {
  const causes: Cause[] = [];
  let tried = 0;
  for (const { id, title, fix, deviations } of causeRules) {
    const possible = deviations(signed).filter(
      ({ sign_type, digits }) => signed.received.length === (digits ?? lengthOf(sign_type)),
    );
    const proof = possible.find(({ content, sign_type, digits }) => {
      tried++;
      return isSameDigest(digest(content, key, sign_type).slice(0, digits), signed.received);
    });
    if (proof) causes.push({ id, title, evidence: proof.evidence, fix });
  }
  return { causes, tried };
}
