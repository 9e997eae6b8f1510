import { endpoints } from '../../catalog/endpoints.ts';
import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { Report } from '../../report/report.ts';
import { dryRunReport } from '../dry-run.ts';
import type { Target } from '../has-nights.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';
import { checkRefund } from './check.ts';
import { refundParameters } from './order.ts';
import { planRefund } from './plan.ts';
import type { RefundPlan } from './planning.ts';
import type { RefundRequest } from './request.ts';
import { stateOfRecord } from './state.ts';

/** Looks up all that the refund would look up, and shows the request with the number that it would take. */
export async function dryRunRefund(request: RefundRequest, session: Session, context: Context): Promise<Report> {
  const { gateway, settings } = session;
  const plan = await planRefund(request, session, context);
  const now = context.clock.now();
  const warnings = plan.standing ? [standingWarning(plan)] : checkWarnings(plan, request, settings, now);
  for (const warning of warnings) tell(context, t`warning: ${warning}`);
  const prepared = gateway.prepare(endpoints.refund, refundParameters(plan, settings, now));
  const report = dryRunReport('refund', settings.env, prepared, [...request.warnings, ...warnings]);
  return { ...report, data: { ...report.data, repeated: plan.standing !== undefined } };
}

function checkWarnings(plan: RefundPlan, request: RefundRequest, target: Target, now: Date): readonly string[] {
  const { warnings, night } = checkRefund(plan, request, target, now);
  return night ? [...warnings, t`a refund ${night.fault.rule}`] : warnings;
}

function standingWarning(plan: RefundPlan): string {
  const { outcome } = stateOfRecord(plan.standing?.record ?? {}, plan);
  return t`this refund is on the gateway's books already (${outcome}): nothing would be sent`;
}
