import type { Context } from '../../context.ts';
import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { cancelledFault } from '../../refund/choose-payment.ts';
import { nightWindowEnd } from '../../refund/night-window.ts';
import { nightFault, refundFaults, refundRules, refundWarnings } from '../../refund/refund-rules.ts';
import { liftRules } from '../../transaction/lift-rules.ts';
import { hasNights, type Target } from '../has-nights.ts';
import type { RefundPlan } from './planning.ts';
import type { RefundRequest } from './request.ts';
import { ruleError } from './rule-error.ts';

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
export function checkRefund(plan: RefundPlan, request: RefundRequest, target: Target, now: Date): CheckedRefund {
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
    ? [t`what is left of the payment is not known (${left}): QFPay refuses too much`]
    : [];
}

/** QFPay's clock may be a little behind. */
const margin = 30_000;

/**
 * Waits until QFPay refunds again, where that is wanted and the time suffices.
 * @throws UsageError the rule of the night
 * @throws CancelledError interrupted
 */
export async function waitForMorning(
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
