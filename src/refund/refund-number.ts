import { createHash } from 'node:crypto';
import type { EnvName } from '../catalog/endpoints.ts';
import { crockfordAlphabet } from '../transaction/out-trade-no.ts';

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
  const text = JSON.stringify([version, env, app_code, mchid, syssn, txamt, refunded, String(place)]);
  const digest = createHash('sha256').update(text, 'utf8').digest('hex');
  return `RF${base32(BigInt.asUintN(bits, BigInt(`0x${digest}`)))}`;
}

function base32(value: bigint): string {
  const digits = value.toString(32).padStart(bits / 5, '0');
  return Array.from(digits, (digit) => crockfordAlphabet.charAt(Number.parseInt(digit, 32))).join('');
}
