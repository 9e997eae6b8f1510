import { createHash } from 'node:crypto';
import type { EnvName } from '../catalog/endpoints.ts';
import { parseAmount } from '../transaction/money.ts';
import { crockfordAlphabet } from '../transaction/transaction.ts';

/** All that makes a refund this one and no other. */
export interface RefundIdentity {
  readonly env: EnvName;
  readonly app_code: string;
  readonly mchid?: string | undefined;
  /** QFPay's number of the payment. */
  readonly syssn: string;
  /** Cents to give back. */
  readonly txamt: string;
  /** Cents given back before, where what is left is to be refunded; '0' for a refund by amount. */
  readonly refunded: string;
}

const version = 'qfpay refund 1';
const bits = 150;

/**
 * The number of a refund, derived and not drawn: the same refund has the same number on every machine and in every year, and
 * the gateway takes a number once. `place` counts on from 0 where an earlier attempt is proven to have been declined.
 * `RF` and 150 bits of a SHA-256 in Crockford's base32: 32 letters and digits. As JSON the fields cannot run into each other.
 * Whatever changes here lets refunds of before be paid again: a golden test holds it.
 */
export function refundNumber(identity: RefundIdentity, place: number): string {
  const { env, app_code, mchid = '', syssn, txamt, refunded } = identity;
  return derivedNumber('RF', [version, env, app_code, mchid, syssn, txamt, refunded, String(place)]);
}

/** Two letters and 150 bits: 32 letters and digits that are the same wherever the same is meant. */
export function derivedNumber(letters: string, fields: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(fields), 'utf8').digest('hex');
  return `${letters}${base32(BigInt.asUintN(bits, BigInt(`0x${digest}`)))}`;
}

function base32(value: bigint): string {
  const digits = value.toString(32).padStart(bits / 5, '0');
  return Array.from(digits, (digit) => crockfordAlphabet.charAt(Number.parseInt(digit, 32))).join('');
}

/** How much is to be given back. Major units wait for the currency, which only the payment's record tells. */
export type RefundSum = { readonly txamt: string } | { readonly amount: string } | 'full';

/** In cents, whichever way it was said: HKD stands for all currencies that major units can be said of. */
export function sumKey(sum: RefundSum): string {
  if (sum === 'full') return 'full';
  if ('txamt' in sum) return sum.txamt;
  const read = parseAmount(sum.amount, 'HKD');
  return 'txamt' in read ? read.txamt : sum.amount;
}
