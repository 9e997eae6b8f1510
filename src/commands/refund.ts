import { endpoints } from '../catalog/endpoints.ts';
import { refuseUnasked } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { NightTarget } from '../merchant/base-url.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { dryRunReport } from '../money/move-money.ts';
import { checkRefund, runRefund } from '../money/refund.ts';
import { refundParameters } from '../money/refund-order.ts';
import { planRefund, type RefundPlan } from '../money/refund-plan.ts';
import { type RefundOptions, type RefundRequest, readRefundRequest, refundFlags } from '../money/refund-request.ts';
import { stateOfRecord } from '../money/refund-state.ts';
import { refundRules } from '../refund/refund-rules.ts';
import { refundReport } from '../report/refund-report.ts';
import type { Example, Report } from '../report/report.ts';

export const refundCommand = command({
  name: 'refund',
  says: () =>
    t`Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.`,
  arguments: [{ name: 'out_trade_no', says: () => t`the payment, by your own number` }],
  flags: refundFlags,
  skips: refundRules.rule_ids,
  examples,
  exits: exits.sending,
  run: refund,
});

function examples(): readonly Example[] {
  return [
    ['qfpay refund QF20260302150405123ABCDEFGH --full', t`all that is left of a payment`],
    ['qfpay refund A-1001 --amount 12.80 --wait', t`a part of it, until it is final`],
    [
      'qfpay refund --syssn 20260302180500020000000001 --txamt 640 --json',
      t`by QFPay's number, in cents, for a script`,
    ],
    ['qfpay refund A-1001 --txamt 640 --refund-no A-1001-second-half', t`a second one of the same amount`],
    ['qfpay refund A-1001 --full --env prod --yes --no-input', t`real money, in CI`],
  ];
}

/** @throws UsageError before anything is sent, with every fault at once */
async function refund(
  options: RefundOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request, said] = await together([
    () => readRefundRequest(options, args, context.clock.now()),
    () => readPreferences(options, context),
  ]);
  for (const warning of request.warnings) tell(context, t`warning: ${warning}`);
  return reportSession(said, context, async (session) => {
    if (options.dry_run) return dryRunRefund(request, session, context);
    refuseUnasked(session.settings, options, context);
    const findings = await runRefund(request, session, context);
    return refundReport({ ...findings, ...simulationOf(session) }, await loadWords(session.settings.lang));
  });
}

/** Looks up all that the refund would look up, and shows the request with the number that it would take. */
async function dryRunRefund(request: RefundRequest, session: Session, context: Context): Promise<Report> {
  const { gateway, settings } = session;
  const plan = await planRefund(request, session, context);
  const now = context.clock.now();
  const warnings = plan.standing ? [standingWarning(plan)] : checkWarnings(plan, request, settings, now);
  for (const warning of warnings) tell(context, t`warning: ${warning}`);
  const parameters = refundParameters(plan, settings, now, request.options.sent_as);
  const prepared = gateway.prepare(endpoints.refund, parameters);
  const report = dryRunReport('refund', settings.env, prepared, [...request.warnings, ...warnings]);
  return { ...report, data: { ...report.data, repeated: plan.standing !== undefined } };
}

function checkWarnings(plan: RefundPlan, request: RefundRequest, target: NightTarget, now: Date): readonly string[] {
  const { warnings, night } = checkRefund(plan, request, target, now);
  return night ? [...warnings, t`a refund ${night.fault.rule}`] : warnings;
}

function standingWarning(plan: RefundPlan): string {
  const { outcome } = stateOfRecord(plan.standing?.record ?? {}, plan);
  return t`this refund is on the gateway's books already (${outcome}): nothing would be sent`;
}
