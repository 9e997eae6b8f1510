import type { Context } from '../../context.ts';
import type { Settled } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import { isTold, refundableAfter } from '../../refund/what-is-left.ts';
import type { RefundFindings, RefundState } from '../../report/refund-findings.ts';
import { confirmAmount } from '../confirm-amount.ts';
import { keepOutcome } from '../money-call.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';
import type { Standing } from './attempt.ts';
import { type CheckedRefund, checkRefund, waitForMorning } from './check.ts';
import { moveOf } from './move.ts';
import { makeRefundOrder, refundCommands } from './order.ts';
import { planRefund } from './plan.ts';
import type { RefundPlan } from './planning.ts';
import type { RefundRequest } from './request.ts';
import { sendRefund } from './send.ts';
import { stateOfRecord } from './state.ts';
import { waitForRefund } from './wait.ts';

/** What became of a refund, and what there was to say on the way. */
interface Ended {
  readonly state: RefundState;
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Gives a payment back, once: a refund that stands already is the answer, whoever made it.
 * @throws UsageError a rule forbids it; nothing was sent
 * @throws DeclinedError there is no such payment
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted, or the amount was not typed
 */
export async function runRefund(request: RefundRequest, session: Session, context: Context): Promise<RefundFindings> {
  context.interruption.resume = { command: refundCommands(request).again };
  const plan = await planRefund(request, session, context);
  const { standing } = plan;
  if (standing)
    return findingsOf(plan, await answerStanding(standing, plan, request, session, context), request, session);
  const checked = checkRefund(plan, request, session.settings, context.clock.now());
  if (!checked.night) return findingsOf(plan, await make(plan, checked, request, session, context), request, session);
  await waitForMorning(checked.night, request, context);
  // Much may have happened in an hour.
  return runRefund(request, session, context);
}

async function answerStanding(
  standing: Standing,
  plan: RefundPlan,
  request: RefundRequest,
  session: Session,
  context: Context,
): Promise<Ended> {
  const { record, answer } = standing;
  const known = { ...stateOfRecord(record, plan), repeated: true, ...(answer ? { answer } : {}) };
  const state = await waitForRefund(known, plan, request, session, context);
  if (state.outcome !== 'declined') return { state, notices: [], warnings: [] };
  // A derived number that waiting has shown to be declined is followed by the next one.
  const is_spent = known.outcome === 'declined' || request.refund_no !== undefined;
  const declined = { ...state, repeated: false, ...(is_spent ? { needs_number: true as const } : {}) };
  return { state: declined, notices: [], warnings: [] };
}

async function make(
  plan: RefundPlan,
  { warnings: notices, lifted }: CheckedRefund,
  request: RefundRequest,
  session: Session,
  context: Context,
): Promise<Ended> {
  for (const notice of notices) tell(context, t`warning: ${notice}`);
  await confirmAmount(moveOf(plan), session.settings, request.options, context);
  const order = makeRefundOrder(plan, request, session.settings, context, [...request.lifted, ...lifted]);
  const { state, ids } = await sendRefund(order, session, context);
  const warnings = await keep(ids, state, context);
  const last = await waitForRefund(state, plan, request, session, context);
  if (last !== state) warnings.push(...(await keep(ids, last, context)));
  return { state: last, notices, warnings };
}

/** What nobody knows stays open in the history. */
async function keep(ids: readonly string[], state: RefundState, context: Context): Promise<string[]> {
  const { outcome, respcd, transaction } = state;
  if (outcome === 'unknown' && respcd === undefined) return [];
  const { syssn } = transaction;
  const settled: Settled = {
    outcome,
    ...(respcd === undefined ? {} : { respcd }),
    ...(syssn === undefined ? {} : { syssn }),
  };
  const warnings = [];
  for (const id of ids) warnings.push(...(await keepOutcome(context, id, settled)));
  return warnings;
}

function findingsOf(
  plan: RefundPlan,
  { state, notices, warnings }: Ended,
  request: RefundRequest,
  { settings }: Session,
): RefundFindings {
  const { payment, txamt, refunds } = plan;
  const left = typeof plan.left === 'string' ? undefined : plan.left;
  const is_counted = plan.standing !== undefined && (!isTold(payment) || left?.left === 0);
  const refundable = left && refundableAfter(left.left, Number(txamt), state.outcome, is_counted);
  return {
    ...state,
    env: settings.env,
    payment,
    refunds,
    ...(refundable === undefined ? {} : { refundable: String(refundable) }),
    commands: refundCommands(request, state.transaction.out_trade_no),
    notices: [...request.warnings, ...notices],
    warnings,
  };
}
