import { decisiveRecord } from '../diagnosis/order.ts';
import { type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
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
