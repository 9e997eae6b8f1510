import { payTypes } from '../catalog/pay-types.ts';
import { confirmAmount, type MoveToConfirm } from '../command/asking.ts';
import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { isFinal } from '../diagnosis/outcome.ts';
import { type Fault, liftRules } from '../errors.ts';
import { t } from '../language/t.ts';
import type { QueryFilter } from '../lookup/query.ts';
import { waitDeadline, waitForFinal } from '../lookup/wait.ts';
import { windowAround } from '../lookup/window.ts';
import { hasNights, type NightTarget } from '../merchant/base-url.ts';
import { cancelledFault } from '../refund/choose-payment.ts';
import { isRefundOf, isTold, type NumberedRefund, refundableAfter } from '../refund/refund-record.ts';
import { nightFault, nightWindowEnd, refundFaults, refundRules, refundWarnings } from '../refund/refund-rules.ts';
import type { RefundFindings, RefundState } from '../report/refund-findings.ts';
import { formatMoney } from '../transaction/money.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { type MoneyMove, moveMoney } from './move-money.ts';
import { makeRefundOrder, refundCommands, refundMove } from './refund-order.ts';
import { planRefund, type RefundPlan, ruleError, type Standing } from './refund-plan.ts';
import type { RefundRequest } from './refund-request.ts';
import { stateOfPoll, stateOfRecord } from './refund-state.ts';

/** What became of a refund, and what there was to say on the way. */
interface EndedRefund {
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
): Promise<EndedRefund> {
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
): Promise<EndedRefund> {
  for (const notice of notices) tell(context, t`warning: ${notice}`);
  await confirmAmount(moveOf(plan), session.settings, request.options, context);
  const order = makeRefundOrder(plan, request, session.settings, context, [...request.lifted, ...lifted]);
  const move: MoneyMove<RefundState> = {
    ...refundMove(order, session.gateway, context),
    wait: async (state) => ({ state: await waitForRefund(state, plan, request, session, context) }),
  };
  return { ...(await moveMoney(move, session, context)), notices };
}

function findingsOf(
  plan: RefundPlan,
  { state, notices, warnings }: EndedRefund,
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

/** What a person has to see before the amount is typed. */
function moveOf({ payment, txamt, left, out_trade_no }: RefundPlan): MoveToConfirm {
  const { txcurrcd = '', pay_type = '', paydtm, sysdtm = '' } = payment;
  const alias = payTypes.find(({ code }) => code === pay_type)?.alias ?? '?';
  const amount = formatMoney(txamt, txcurrcd);
  const before = typeof left === 'string' ? t`not known` : formatMoney(String(left.refunded), txcurrcd);
  return {
    what: t`refund ${amount}`,
    amount,
    lines: [
      t`payment ${payment.out_trade_no ?? ''} (syssn ${payment.syssn})`,
      t`${formatMoney(payment.txamt, txcurrcd)} by ${pay_type} (${alias}), paid ${paydtm ?? sysdtm} UTC+8`,
      t`already refunded: ${before}`,
      t`refund number ${out_trade_no}`,
    ],
  };
}

/** A refund that may be sent; by night only when the night is over. */
export interface CheckedRefund {
  /** For stderr, before it is sent. */
  readonly warnings: readonly string[];
  /** Rules that would have refused it. */
  readonly lifted: readonly string[];
  /** The fault of the night, and when it ends; absent by day, and where its rule is skipped. */
  readonly night?: { readonly fault: Fault; readonly end: Date };
}

/**
 * Holds a refund that is to be sent against the rules that QFPay documents.
 * @throws UsageError with every fault at once
 */
export function checkRefund(plan: RefundPlan, request: RefundRequest, target: NightTarget, now: Date): CheckedRefund {
  const left = typeof plan.left === 'string' ? undefined : plan.left.left;
  const found = [...cancelledFaults(plan, request), ...refundFaults({ ...plan, left }, now)];
  const night = hasNights(target) ? nightFault(now) : undefined;
  const asked = request.options.skip_rule ?? [];
  const { faults, warnings, lifted } = liftRules([...found, ...(night ? [night] : [])], asked, refundRules);
  const others = faults.filter((fault) => fault !== night);
  const end = faults.length > others.length ? nightWindowEnd(now) : undefined;
  if (others.length > 0) throw ruleError(faults);
  return {
    warnings: [...warnings, ...refundWarnings(plan.payment, now), ...unsettledWarnings(plan)],
    lifted,
    ...(night && end ? { night: { fault: night, end } } : {}),
  };
}

function cancelledFaults({ left, payment }: RefundPlan, { named }: RefundRequest): Fault[] {
  const fault = typeof left === 'string' ? cancelledFault(payment, named) : undefined;
  return fault ? [fault] : [];
}

function unsettledWarnings({ left }: RefundPlan): string[] {
  return typeof left === 'string'
    ? [t`what is left of the payment is not known (${left}): QFPay refuses more than is left`]
    : [];
}

/** QFPay's clock may be a little behind. */
const margin = 30_000;

/**
 * Waits until QFPay refunds again, where that is wanted and the time suffices.
 * @throws UsageError the rule of the night
 * @throws CancelledError interrupted
 */
async function waitForMorning(
  { fault, end }: Required<CheckedRefund>['night'],
  { wait, wait_seconds }: RefundRequest,
  { clock, progress: startProgress }: Context,
): Promise<void> {
  const ms = end.getTime() + margin - clock.now().getTime();
  if (!wait || (wait_seconds !== undefined && wait_seconds * 1000 < ms)) throw ruleError([fault]);
  const progress = startProgress(fault.rule);
  try {
    await clock.sleep(ms);
  } finally {
    progress.stop();
  }
}

/**
 * Waits until an open refund is made or declined, or the time is up; 60 s unless said otherwise.
 * @throws CancelledError interrupted
 * @throws SignatureError the gateway refuses the signature of the query
 */
async function waitForRefund(
  state: RefundState,
  refund: NumberedRefund,
  request: RefundRequest,
  { gateway }: Session,
  context: Context,
): Promise<RefundState> {
  if (!request.wait || isFinal(state.outcome) || state.needs_number) return state;
  const { out_trade_no } = refund;
  const now = context.clock.now();
  const { wait_seconds } = request;
  const { seen } = await waitForFinal(gateway, context, {
    outcome: state.outcome,
    filter: filterOf(state, now),
    isOurs: (record) => isRefundOf(record, refund.payment, refund.txamt),
    deadline:
      wait_seconds === undefined
        ? waitDeadline({ order_type: 'refund', made_at: now }, now)
        : new Date(now.getTime() + wait_seconds * 1000),
    resume: { out_trade_no, command: refundCommands(request).again },
    label: t`the refund ${out_trade_no}`,
  });
  return seen ? stateOfPoll(state, seen, refund) : state;
}

function filterOf({ transaction: { syssn, out_trade_no = '', sysdtm = '' } }: RefundState, now: Date): QueryFilter {
  if (syssn !== undefined) return { syssn: [syssn] };
  return { out_trade_no: [out_trade_no], window: windowAround(parseGatewayTime(sysdtm) ?? now) };
}
