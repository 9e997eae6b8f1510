import type { PayType } from '../../catalog/pay-types.ts';
import { outcomeOfAnswer, outcomeOfRecord } from '../../diagnosis/outcome.ts';
import type { Answer } from '../../gateway/answer.ts';
import { t } from '../../language/t.ts';
import type { Seen } from '../../lookup/wait.ts';
import type { PaymentState } from '../../report/payment-findings.ts';
import { formatMoney } from '../../transaction/money.ts';
import { readTransaction, type Transaction } from '../../transaction/transaction.ts';
import { doubtAbout } from './doubt.ts';
import type { Order } from './order.ts';

/**
 * What the gateway's own answer to the payment says. Where it speaks of another order, or against itself, it is `unknown`, and
 * nothing of it is told as the order's.
 */
export function stateOfAnswer(answer: Answer, order: Order): PaymentState {
  const { respcd, message } = answer;
  const { out_trade_no } = order;
  const reason = doubtAbout(answer, order);
  if (reason !== undefined) return { outcome: 'unknown', answer, transaction: { out_trade_no }, reason };
  const outcome = outcomeOfAnswer(respcd, 'payment', order.pay_type);
  const { respcd: _respcd, paydtm, ...fields } = readTransaction(answer.fields);
  // Some answers fill `paydtm` although nobody has paid yet.
  const paid = outcome === 'paid' && paydtm !== undefined ? { paydtm } : {};
  return { outcome, respcd, message, answer, transaction: { ...fields, ...paid, out_trade_no } };
}

/** What a record on the gateway's books says, where the payment's own answer never came. */
export function stateOfRecord(record: Transaction, order: Order): PaymentState {
  const outcome = outcomeOfRecord(record);
  const { respcd, errmsg, paydtm, ...fields } = record;
  const paid = paydtm === undefined || outcome === 'pending' ? {} : { paydtm };
  return {
    outcome,
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    transaction: { ...fields, ...paid, out_trade_no: order.out_trade_no },
  };
}

/** Number and books disagree: the gateway holds a number once, so the order that was to be made was not. */
export function stateOfOther(record: Transaction, { out_trade_no }: Order): PaymentState {
  const { txamt = '', txcurrcd = '', pay_type = '', order_type = 'payment' } = record;
  const found = [order_type, formatMoney(txamt, txcurrcd), pay_type].filter((text) => text !== '').join(', ');
  return {
    outcome: 'declined',
    transaction: { out_trade_no },
    reason: t`out_trade_no ${out_trade_no} belongs to another order (${found})`,
  };
}

/** The first state, brought up to date by what a poll has shown. */
export function stateOfPoll(before: PaymentState, { record, answer }: Seen, order: Order): PaymentState {
  const now = stateOfRecord(record, order);
  return { ...before, ...now, answer, transaction: { ...before.transaction, ...now.transaction } };
}

/** Whether the payer needs something that only the payment's own answer has. */
export function needsLink({ result }: PayType): boolean {
  return result !== 'none';
}
