import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import { refundMonths } from '../../lookup/find-refunds.ts';
import type { RefundablePayment } from '../../refund/refund-record.ts';
import type { RefundSum } from '../../refund/refund-sum.ts';
import { parseAmount } from '../../transaction/money.ts';
import type { Session } from '../session.ts';
import { gatewayBooks, type RefundBooks } from './books.ts';
import { planFull } from './full.ts';
import { findPayment } from './payment.ts';
import { attemptOf, isGiven, leftOf, type Planning, type RefundPlan } from './planning.ts';
import type { RefundRequest } from './request.ts';
import { ruleError } from './rule-error.ts';
import { ownNumberFault } from './values.ts';

/**
 * Asks the gateway all that has to be known before a refund may leave. Sends none.
 * @throws UsageError a rule forbids it
 * @throws DeclinedError there is no such payment
 * @throws SignatureError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planRefund(
  request: RefundRequest,
  session: Session,
  context: Context,
  books: RefundBooks = gatewayBooks(session.gateway, context),
): Promise<RefundPlan> {
  const found = await findPayment(request, books);
  checkNumber(request, found.payment);
  const planning = { request, session, books, found, months: refundMonths(found.payment, context.clock.now()) };
  return request.sum === 'full' ? planFull(planning) : planAmount(planning, readTxamt(request.sum, found.payment));
}

async function planAmount(planning: Planning, txamt: string): Promise<RefundPlan> {
  const { payment } = planning.found;
  const attempt = await attemptOf(planning, { txamt, refunded: '0' });
  const is_spared = attempt.standing !== undefined && !planning.books.tells_left_of_standing;
  const left = is_spared ? { left: t`it was not asked for`, refunds: [] } : await leftOf(planning);
  return { payment, txamt, ...isGiven(planning), ...attempt, ...left };
}

/**
 * Where the payment was named by its syssn, its own number is known only now.
 * @throws UsageError the refund was to have it
 */
function checkNumber({ refund_no }: RefundRequest, { out_trade_no }: RefundablePayment): void {
  if (refund_no === undefined || refund_no !== out_trade_no) return;
  throw ruleError([ownNumberFault(refund_no)]);
}

/** @throws UsageError major units of a currency that has none */
function readTxamt(sum: Exclude<RefundSum, 'full'>, { txcurrcd = '' }: RefundablePayment): string {
  if ('txamt' in sum) return sum.txamt;
  const read = parseAmount(sum.amount, txcurrcd);
  if ('txamt' in read) return read.txamt;
  throw ruleError([read.fault]);
}
