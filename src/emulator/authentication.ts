import type { ServedRequest } from '../context/network.ts';
import { canonicalText, type Parameter, selectSigned } from '../signature/canonical-text.ts';
import type { ClientKey } from '../signature/client-key.ts';
import type { SignType } from '../signature/sign.ts';
import { isSameDigest } from '../signature/verify.ts';
import { digestOf } from './digest.ts';
import { headerOf } from './received.ts';
import { type Refusal, refuse, unknownMchid } from './refusal.ts';

/** A merchant whom the emulator knows. With `mchids` he is an agent, and has to say which of his shops it is. */
export interface EmulatedMerchant {
  readonly client_key: ClientKey;
  readonly mchids?: readonly string[];
}

/** 1108, for a signature that is wrong and for an mchid that is not the merchant's. */
export function authenticate(
  request: ServedRequest,
  parameters: readonly Parameter[],
  merchant: EmulatedMerchant,
): Refusal | undefined {
  const taken = takenOf(merchant);
  const sign = headerOf(request, 'x-qf-sign');
  if (isSame(taken.get(sign), request)) return undefined;
  if (!isSigned(request, parameters, merchant.client_key)) return refuse('1108');
  if (!isMchidRight(parameters, merchant.mchids)) return unknownMchid;
  if (taken.size >= most) taken.clear();
  const { method, query, headers, path } = request;
  // A copy: the bytes that came lie in a larger block, which would be kept as well.
  taken.set(sign, { method, path, query, headers, body: Buffer.from(request.body) });
  return undefined;
}

/** Requests that were right, by their signature: a till that waits for its payer sends the very same bytes again and again. */
const takenBy = new WeakMap<EmulatedMerchant, Map<string, ServedRequest>>();
const most = 1000;

function takenOf(merchant: EmulatedMerchant): Map<string, ServedRequest> {
  const known = takenBy.get(merchant);
  if (known) return known;
  const fresh = new Map<string, ServedRequest>();
  takenBy.set(merchant, fresh);
  return fresh;
}

/** In all that a signature depends on, to the byte. */
function isSame(taken: ServedRequest | undefined, request: ServedRequest): boolean {
  if (!taken || taken.method !== request.method || taken.query !== request.query) return false;
  const headers = ['content-type', 'x-qf-signtype'];
  return (
    headers.every((name) => headerOf(taken, name) === headerOf(request, name)) && isEqual(taken.body, request.body)
  );
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/**
 * MD5 unless `X-QF-SIGNTYPE` says SHA256; a SHA256 digest without that header is wrong. QFPay's documents leave out parameters
 * without a value, but clients that sign and send `phone=` are served as well. So both are taken: what has a value, and
 * everything but `sign`.
 */
function isSigned(request: ServedRequest, parameters: readonly Parameter[], key: ClientKey): boolean {
  const sign_type: SignType = headerOf(request, 'x-qf-signtype') === 'SHA256' ? 'SHA256' : 'MD5';
  const received = headerOf(request, 'x-qf-sign');
  const isOf = (signed: readonly Parameter[]) =>
    isSameDigest(digestOf(canonicalText(signed), key, sign_type), received);
  return isOf(selectSigned(parameters).kept) || isOf(parameters.filter(([name]) => name !== 'sign'));
}

/** An mchid that came has to be the merchant's, and not empty; one that was issued has to come. */
function isMchidRight(parameters: readonly Parameter[], issued: readonly string[] = []): boolean {
  const received = parameters.filter(([name]) => name === 'mchid');
  return received.length === 0 ? issued.length === 0 : received.every(([, mchid]) => issued.includes(mchid));
}
