import { responseFields } from '../../../src/reading/vocabulary.ts';
import type { Hasher } from '../../../src/signature/hasher.ts';
import { checkoutRule, type SignType } from '../../../src/signature/sign.ts';
import {
  type Attempts,
  holdAgainst,
  notificationAttempts,
  requestAttempts,
  responseAttempts,
} from '../../../src/signature/verify.ts';
import { searchDeviations } from '../../../src/variants/search.ts';
import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { checkoutSignType } from '../../../src/verdict/signed-checkout.ts';

/** The ids that `verify` would name, in its order: none for a signature that is right. */
export function askDiagnosis(signed: SignatureCase, hasher: Hasher): readonly string[] {
  return isRight(signed) ? [] : search(signed, hasher);
}

export function isRight(signed: SignatureCase): boolean {
  return holdAgainst(attemptsOf(signed), signed.received, signed.keys[0].key).is_valid;
}

function search(signed: SignatureCase, hasher: Hasher): readonly string[] {
  try {
    return searchDeviations(signed, attemptsOf(signed), hasher).match?.findings.map(({ id }) => id) ?? [];
  } catch (error) {
    if (error instanceof Enough) return [];
    throw error;
  }
}

class Enough extends Error {}

/** Ends a search after so many digests: those that it would try later are then not asked for. */
export function limited(hasher: Hasher, digests: number): Hasher {
  let left = digests;
  const spend = () => {
    left -= 1;
    if (left < 0) throw new Enough();
  };
  return {
    hash: (...given) => {
      spend();
      return hasher.hash(...given);
    },
    hmac: (...given) => {
      spend();
      return hasher.hmac(...given);
    },
  };
}

/** What `verify` holds a signature against. */
function attemptsOf(signed: SignatureCase): Attempts {
  const { kind, body, received, parameters, is_checkout } = signed;
  const announced = signed.announced === 'none' ? undefined : signed.announced;
  if (kind === 'notification') return notificationAttempts(body, announced);
  if (kind === 'response') return responseAttempts({ body, received, announced }, responseFields(body));
  return requestAttempts(parameters, requestHash(signed), is_checkout ? checkoutRule : {});
}

function requestHash({ is_checkout, parameters, announced, received }: SignatureCase): SignType {
  const said = is_checkout ? checkoutSignType(parameters, undefined) : undefined;
  if (said !== undefined) return said;
  if (announced === undefined) return received.length > 32 ? 'SHA256' : 'MD5';
  return announced === 'none' ? 'MD5' : announced;
}
