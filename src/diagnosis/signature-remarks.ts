import { t } from '../language/t.ts';
import type { SignType } from '../signature/sign.ts';

export interface SignatureFacts {
  readonly received: string;
  readonly is_request: boolean;
  /** `none`: there were headers without `X-QF-SIGNTYPE`; undefined: nobody can tell. */
  readonly announced: SignType | 'none' | undefined;
}

/** What can be said of a signature by looking at it. None of it makes a signature invalid. */
export function signatureRemarks({ received, is_request, announced }: SignatureFacts): string[] {
  const is_hex = /^[\dA-Fa-f]*$/.test(received);
  const remarks: string[] = [];
  if (!is_hex) remarks.push(t`the signature has characters that are no hex digits`);
  if (is_hex && /[a-f]/.test(received)) {
    remarks.push(t`the signature is in lower case: both cases are taken, upper case is what QFPay prints`);
  }
  if (received.length !== 32 && received.length !== 64) {
    remarks.push(t`the signature has ${received.length} characters: MD5 has 32, SHA256 has 64`);
  }
  if (is_request && received.length === 64 && (announced === 'none' || announced === undefined)) {
    remarks.push(
      t`64 digits are a SHA256, which needs the header X-QF-SIGNTYPE: SHA256; without it the gateway checks MD5 (1108)`,
    );
  }
  return remarks;
}
