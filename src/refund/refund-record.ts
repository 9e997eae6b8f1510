import { decisiveRecord, type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** QFPay's tables of today lack it; merchants meet it on refunds that are in doubt, and not refused. */
export const inDoubt = '2999';

/** A payment that money can be given back of: the gateway has named and valued it. */
export interface RefundablePayment extends Transaction {
  readonly syssn: string;
  readonly txamt: string;
}

/** A refund under its number: what is signed and sent. */
export interface NumberedRefund {
  readonly payment: RefundablePayment;
  /** Cents. */
  readonly txamt: string;
  /** Empty where nothing is left and the refund that took it is not known. */
  readonly out_trade_no: string;
  /** By the merchant. A derived number is nobody else's. */
  readonly is_given: boolean;
}

/** What a record says that stands under a refund's number. One that does not say what it is, is the refund. */
export function outcomeOfRefund(record: Transaction): Outcome {
  if (record.respcd === inDoubt) return 'pending';
  return outcomeOfRecord({ ...record, order_type: record.order_type ?? 'refund' });
}

/** Whether a record is a refund of this payment, and of this amount where one is asked for. What it does not tell is not held against it. */
export function isRefundOf(record: Transaction, { syssn }: { readonly syssn: string }, txamt?: string): boolean {
  const { order_type = 'refund', orig_syssn = syssn, txamt: found = txamt } = record;
  return order_type === 'refund' && orig_syssn === syssn && (txamt === undefined || found === txamt);
}

/** Which record under a refund's number decides: one of the refund itself before any other that holds the number. */
export function chooseRefund(
  records: readonly Transaction[],
  payment: { readonly syssn: string },
  txamt?: string,
): Transaction | undefined {
  const own = records.filter((record) => isRefundOf(record, payment, txamt));
  return decisiveRecord(own) ?? decisiveRecord(records);
}

/** Of a payment, in cents. */
export interface Left {
  readonly refunded: number;
  readonly left: number;
  /** Refunds that may still become one or the other; they are in neither sum. */
  readonly open: readonly Transaction[];
}

/** The refunds of a payment that were found. */
interface FoundRefunds {
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
  return t`its cancel flag is ${payment.cancel}, but ${done.length} refunds of ${sum} were found`;
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
