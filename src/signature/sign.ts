import { canonicalText, type Parameter, type SelectionRule, selectSigned } from './canonical-text.ts';
import type { ClientKey } from './client-key.ts';
import { hashHex } from './hash.ts';

export type SignType = 'SHA256' | 'MD5';

export const signTypes: readonly SignType[] = ['SHA256', 'MD5'];

/** The plain hash (no HMAC) of text or bytes followed by the key, in upper-case hex, as the gateway prints it. */
export function digest(content: string | Uint8Array, key: ClientKey, sign_type: SignType): string {
  return hashHex(sign_type, content, key.reveal()).toUpperCase();
}

/**
 * The signature of a request: empty parameters, `sign` and `sign_type` left out, the rest sorted and joined raw, the key
 * appended.
 */
export function sign(
  parameters: readonly Parameter[],
  key: ClientKey,
  sign_type: SignType,
  rule: SelectionRule = {},
): string {
  return digest(canonicalText(selectSigned(parameters, rule).kept), key, sign_type);
}

/** The headers that carry it. MD5 needs no `X-QF-SIGNTYPE`, but naming it does no harm and helps whoever reads a trace. */
export function signatureHeaders(
  app_code: string | undefined,
  signature: string,
  sign_type: SignType,
): Record<string, string> {
  return {
    ...(app_code === undefined ? {} : { 'X-QF-APPCODE': app_code }),
    'X-QF-SIGN': signature,
    'X-QF-SIGNTYPE': sign_type,
  };
}
