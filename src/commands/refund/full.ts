import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { cancelledFault } from '../../refund/choose-payment.ts';
import { lastRefund } from '../../refund/own-refund.ts';
import { isRefundOf, outcomeOfRefund, type RefundablePayment } from '../../refund/refund-record.ts';
import type { Left } from '../../refund/what-is-left.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { type Attempt, refundSeries } from './attempt.ts';
import { attemptOf, identityOf, isGiven, leftOf, type Planning, type RefundPlan } from './planning.ts';
import { ruleError } from './rule-error.ts';

/**
 * A refund of all that is left, which the payment's flag or its refunds have to tell.
 * @throws UsageError they do not, so that an amount has to be said
 */
export async function planFull(planning: Planning): Promise<RefundPlan> {
  const { found, request } = planning;
  const { payment } = found;
  const { left, refunds } = await leftOf(planning);
  if (typeof left === 'string') throw ruleError([cancelledFault(payment, request.named) ?? unsettledFault(left)]);
  if (left.left === 0) return planNothing(planning, left, refunds);
  const txamt = String(left.left);
  const attempt = await attemptOf(planning, { txamt, refunded: String(left.refunded) });
  if (isEarlier(attempt, refunds)) throw ruleError([earlierFault(attempt.out_trade_no, txamt)]);
  const open = left.open.find(({ out_trade_no }) => out_trade_no !== attempt.out_trade_no);
  if (open && !attempt.standing) throw ruleError([unsettledFault(t`refund ${open.out_trade_no} is not final yet`)]);
  return { payment, txamt, ...isGiven(planning), ...attempt, left, refunds };
}

/** Everything was given back already: by which refund, is told as far as it can be found. */
async function planNothing(planning: Planning, left: Left, known: readonly Transaction[]): Promise<RefundPlan> {
  const { found, books, months } = planning;
  const { payment, answer } = found;
  const attempt = await attemptOf(planning, { txamt: payment.txamt, refunded: '0' });
  const plan = { payment, ...isGiven(planning), left };
  if (known.length === 0 && isOwn(attempt, payment)) {
    return { ...plan, ...attempt, txamt: attempt.standing?.record.txamt ?? payment.txamt, refunds: [] };
  }
  const refunds = known.length > 0 ? known : (await books.refunds({ payment, months })).records;
  const own = lastRefund(payment, refunds, (rest) => refundSeries(identityOf(planning, rest)));
  const record = own ?? { order_type: 'refund', orig_syssn: payment.syssn, respcd: '0000' };
  const { out_trade_no = '', txamt = payment.txamt } = record;
  return { ...plan, txamt, out_trade_no, standing: { record, answer }, refunds };
}

function isOwn({ standing }: Attempt, payment: RefundablePayment): boolean {
  return (
    standing !== undefined && isRefundOf(standing.record, payment) && outcomeOfRefund(standing.record) !== 'declined'
  );
}

/** A number that the merchant gave before: its refund is among those that left the rest. */
function isEarlier({ standing, out_trade_no }: Attempt, refunds: readonly Transaction[]): boolean {
  const is_done = standing && outcomeOfRefund(standing.record) === 'refunded';
  return is_done === true && refunds.some((refund) => refund.out_trade_no === out_trade_no);
}

function unsettledFault(reason: string): Fault {
  return { field: 'full', rule: t`cannot be settled: ${reason}`, next: t`say how much by --txamt or --amount` };
}

function earlierFault(refund_no: string, left: string): Fault {
  const rule = t`was used for an earlier refund of this payment, of which txamt ${left} is left`;
  return { field: 'refund_no', value: refund_no, rule, next: t`give a new number` };
}
