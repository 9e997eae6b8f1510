import type { Outcome } from '../diagnosis/outcome.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { outcomeOfRefund, type RefundablePayment } from './refund-record.ts';

/** Of a payment, in cents. */
export interface Left {
  readonly refunded: number;
  readonly left: number;
  /** Refunds that may still become one or the other; they are in neither sum. */
  readonly open: readonly Transaction[];
}

/** The refunds of a payment that were found. */
export interface FoundRefunds {
  readonly refunds: readonly Transaction[];
  /** False when the books were too long to be read to their end. */
  readonly is_complete: boolean;
}

/** Whether the payment's own flag says what is left; if not, its refunds have to be added up. */
export function isTold({ cancel = '0' }: Transaction): boolean {
  return ['0', '3', '4'].includes(cancel);
}

/**
 * What can still be given back, by the flag (0 and 4: all; 3: nothing), else (5: refunded in part; 1: a scanned order reversed
 * or refunded) by the refunds that were found.
 * @returns why it cannot be said, as text, where the flag and the refunds do not settle it
 */
export function whatIsLeft(payment: RefundablePayment, found?: FoundRefunds): Left | string {
  const total = Number(payment.txamt);
  if (isTold(payment)) return payment.cancel === '3' ? state(total, total) : state(total, 0);
  if (!found?.is_complete) return t`there are too many transactions since to find all of its refunds`;
  const done = found.refunds.filter((refund) => outcomeOfRefund(refund) === 'refunded');
  const refunded = done.reduce((sum, { txamt = 'unknown' }) => sum + Number(txamt), 0);
  if (refunded > 0 && refunded <= total) {
    const open = found.refunds.filter((refund) => ['pending', 'unknown'].includes(outcomeOfRefund(refund)));
    return state(total, refunded, open);
  }
  const sum = Number.isNaN(refunded) ? t`an unknown sum` : formatMoney(String(refunded), payment.txcurrcd ?? '');
  return t`its flag is ${payment.cancel}, but ${done.length} refunds of ${sum} were found`;
}

function state(total: number, refunded: number, open: readonly Transaction[] = []): Left {
  return { refunded, left: total - refunded, open };
}

/**
 * What is left when a refund of `txamt` cents has ended so; undefined where nobody knows whether it was made.
 * @param is_counted whether what was left before is without it already
 */
export function refundableAfter(
  left: number,
  txamt: number,
  outcome: Outcome,
  is_counted: boolean,
): number | undefined {
  if (outcome === 'declined') return left;
  if (outcome === 'refunded') return Math.max(0, is_counted ? left : left - txamt);
  return outcome === 'pending' ? Math.max(0, left - txamt) : undefined;
}
