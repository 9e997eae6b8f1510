import type { Transaction } from '../transaction/transaction.ts';
import { outcomeOfRefund, type RefundablePayment } from './refund-record.ts';

/** What a refund of all that was left gave back, and what had been given back before it, in cents. */
export interface Rest {
  readonly txamt: string;
  readonly refunded: string;
}

/**
 * Among the refunds of a payment that has nothing left, the one that gave back the rest: its number was derived from what was
 * left and refunded when it was made, which the refunds before it tell. Else one that is still open, else the last.
 */
export function lastRefund(
  payment: RefundablePayment,
  refunds: readonly Transaction[],
  numbersOf: (rest: Rest) => readonly string[],
): Transaction | undefined {
  const sorted = refunds
    .filter((refund) => outcomeOfRefund(refund) !== 'declined')
    .sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  let refunded = 0;
  let own: Transaction | undefined;
  for (const refund of sorted) {
    const rest = { txamt: String(Number(payment.txamt) - refunded), refunded: String(refunded) };
    if (numbersOf(rest).includes(refund.out_trade_no ?? '')) own = refund;
    if (outcomeOfRefund(refund) === 'refunded') refunded += Number(refund.txamt);
  }
  const open = sorted.find((refund) => ['pending', 'unknown'].includes(outcomeOfRefund(refund)));
  return own ?? open ?? sorted.at(-1);
}

/** Numbers of QFPay's grow with time, where two refunds share a second. */
function timeOf({ sysdtm = '', syssn = '' }: Transaction): string {
  return `${sysdtm} ${syssn}`;
}
