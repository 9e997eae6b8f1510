import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { refundMonths } from '../lookup/find-refunds.ts';
import type { RefundablePayment } from '../refund/refund-record.ts';
import { parseAmount } from '../transaction/money.ts';
import { planFull } from './refund-full.ts';
import { findPayment } from './refund-payment.ts';
import { attemptOf, isGiven, leftOf, type Planning, type RefundPlan } from './refund-planning.ts';
import type { RefundRequest } from './refund-request.ts';
import type { RefundSum } from './refund-values.ts';
import type { Session } from './session.ts';

/**
 * Asks the gateway all that has to be known before a refund may leave. Sends none.
 * @throws UsageError a rule forbids it
 * @throws DeclinedError there is no such payment
 * @throws SignatureError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planRefund(request: RefundRequest, session: Session, context: Context): Promise<RefundPlan> {
  const found = await findPayment(request, session.gateway, context);
  const planning = { request, session, found, months: refundMonths(found.payment, context.clock.now()) };
  return request.sum === 'full' ? planFull(planning) : planAmount(planning, readTxamt(request.sum, found.payment));
}

async function planAmount(planning: Planning, txamt: string): Promise<RefundPlan> {
  const { payment } = planning.found;
  const attempt = await attemptOf(planning, { txamt, refunded: '0' });
  return { payment, txamt, ...isGiven(planning), ...attempt, ...(await leftOf(planning)) };
}

/** @throws UsageError major units of a currency that has none */
function readTxamt(sum: Exclude<RefundSum, 'full'>, { txcurrcd = '' }: RefundablePayment): string {
  if ('txamt' in sum) return sum.txamt;
  const read = parseAmount(sum.amount, txcurrcd);
  if ('txamt' in read) return read.txamt;
  throw new UsageError(`${read.fault.field} ${read.fault.rule}`, { details: [read.fault] });
}
