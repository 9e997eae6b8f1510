import { type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** QFPay's tables of today lack it; merchants meet it on refunds that are in doubt, and not refused. */
export const inDoubt = '2999';

/** A payment that money can be given back of: the gateway has named and valued it. */
export interface RefundablePayment extends Transaction {
  readonly syssn: string;
  readonly txamt: string;
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
