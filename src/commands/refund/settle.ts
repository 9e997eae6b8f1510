import type { Context } from '../../context.ts';
import { NetworkError, RateLimitedError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { findOrders } from '../../lookup/find-orders.ts';
import { settle } from '../../lookup/settle.ts';
import { chooseRefund, type NumberedRefund } from '../../refund/refund-record.ts';
import type { RefundState } from '../../report/refund-findings.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { stateOfRecord } from './state.ts';

/** A refund that was sent and may have been made. */
export interface DoubtfulRefund extends NumberedRefund {
  readonly sent_at: Date;
}

/** How patiently the books are asked, in milliseconds before each try. */
export const patience = {
  /** A refusal that says nothing of an earlier refund. */
  once: [0],
  /** Where the refund may be sent again under its number, or the books must know it. */
  short: [500, 1000, 2000],
} as const;

/**
 * What the gateway's books say of the refund; undefined where they do not know its number, which is no proof. Only asks.
 * @param pauses how patiently; as long as for a payment when absent
 * @throws CancelledError interrupted
 */
export async function settleRefund(
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
  pauses?: readonly number[],
): Promise<RefundState | undefined> {
  const { out_trade_no, sent_at, payment, txamt } = refund;
  const choose = (records: readonly Transaction[]) => chooseRefund(records, payment, txamt);
  const seen = await settle(gateway, context, { out_trade_no, sent_at, choose, ...(pauses ? { pauses } : {}) });
  return typeof seen === 'string' ? undefined : { ...stateOfRecord(seen.record, refund), answer: seen.answer };
}

/**
 * The gateway refused the number as used: whatever holds it is the answer, wherever it stands on the books.
 * @throws CancelledError interrupted
 */
export async function settleUsedNumber(
  refund: DoubtfulRefund,
  gateway: Gateway,
  context: Context,
): Promise<RefundState | undefined> {
  const recent = await settleRefund(refund, gateway, context, patience.short);
  if (recent) return recent;
  return findAnywhere(refund, gateway, context);
}

async function findAnywhere(
  refund: NumberedRefund,
  gateway: Gateway,
  { clock }: Context,
): Promise<RefundState | undefined> {
  const { out_trade_no, payment, txamt } = refund;
  try {
    const { records, answers } = await findOrders(gateway, { out_trade_no: [out_trade_no], now: clock.now() });
    const own = records.filter((record) => record.out_trade_no === out_trade_no);
    const record = chooseRefund(own, payment, txamt);
    const answer = answers.at(-1);
    return record && { ...stateOfRecord(record, refund), ...(answer ? { answer } : {}) };
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return undefined;
    throw error;
  }
}
