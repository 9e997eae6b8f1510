import type { EndpointName } from '../../catalog/endpoints.ts';
import { type PayType, payTypes } from '../../catalog/pay-types.ts';
import type { Resume } from '../../context.ts';
import { isFinal, type Outcome, outcomeOfRecord } from '../../diagnosis/outcome.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { formatMoney } from '../../transaction/money.ts';
import type { Transaction } from '../../transaction/transaction.ts';

/** An order that is about to be ended, with all that the call needs of it. */
export interface CancelOrder {
  readonly endpoint: Extract<EndpointName, 'reversal' | 'close'>;
  /** The original amount and time: QFPay demands those that the order was made with. */
  readonly txamt: string;
  readonly txdtm: string;
  /** What is known of it. */
  readonly record: Transaction;
  /** It is paid, and the call gives the money back: a reversal of a card payment. */
  readonly is_void: boolean;
  readonly skipped_rules: readonly string[];
  readonly resume: Resume;
}

/** One of the two names is what QFPay asks for; its own is the sharper one, since a number may have several attempts. */
export function cancelParameters({ txamt, txdtm, record }: CancelOrder): Parameter[] {
  const { syssn, out_trade_no = '' } = record;
  const name: Parameter = syssn === undefined ? ['out_trade_no', out_trade_no] : ['syssn', syssn];
  return [name, ['txamt', txamt], ['txdtm', txdtm]];
}

/**
 * How an order stands, for whoever wants it ended. A call that ended it leaves its flag, which counts also beside the code of
 * an unpaid order; and 1142 is a closed order, whoever closed it.
 */
export function stateOfOrder(record: Transaction): Outcome {
  const outcome = outcomeOfRecord(record);
  if (outcome === 'declined' && record.respcd === '1142') return 'closed';
  if (isFinal(outcome)) return outcome;
  return { '1': 'reversed' as const, '2': 'closed' as const }[record.cancel ?? ''] ?? outcome;
}

export function payTypeOf({ pay_type }: Transaction): PayType | undefined {
  return payTypes.find(({ code }) => code === pay_type);
}

/** Card payments are captured at once, and a reversal of one is a void; no wallet takes one back that way. */
export function isVoidable(record: Transaction): boolean {
  const { flow, cancel } = payTypeOf(record) ?? {};
  return cancel === 'reversal' && (flow === 'card-online' || flow === 'apple-pay');
}

export function amountOf({ txamt = '', txcurrcd = '' }: Transaction): string {
  return formatMoney(txamt, txcurrcd);
}
