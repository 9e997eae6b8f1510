import { endpoints } from '../catalog/endpoints.ts';
import { loadWords } from '../catalog/words/load-words.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import { checkPreferences } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import { refundReport } from '../report/refund-report.ts';
import type { Example, Report } from '../report/report.ts';
import { refuseUnasked } from './asking.ts';
import { addExamples, type Subcommand, tell } from './command.ts';
import type { NightTarget } from './has-nights.ts';
import { dryRunReport } from './money-call.ts';
import { refundParameters } from './refund/order.ts';
import { planRefund, type RefundPlan } from './refund/plan.ts';
import { type RefundOptions, type RefundRequest, readRefundRequest } from './refund/request.ts';
import { checkRefund, runRefund } from './refund/run.ts';
import { stateOfRecord } from './refund/state.ts';
import { reportSession, type Session, simulationOf } from './session.ts';

export const refundCommand: Subcommand<RefundOptions> = { declare, run: refund };

function declare(command: Parameters<Subcommand['declare']>[0]): void {
  command
    .description(
      t`Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.`,
    )
    .argument('[out_trade_no]', t`the payment, by your own number`)
    .option('--syssn <s>', t`the payment, by QFPay's number`)
    .option('--txamt <n>', t`how much, in the currency's smallest unit: 1280 is HKD 12.80`)
    .option('--amount <d>', t`the same in major units: 12.80`)
    .option('--full', t`all that is left`)
    .option('--refund-no <s>', t`your number for this refund: for a second one of the same amount (default: derived)`)
    .option('--since <time>', t`look for the payment from this day or time on, UTC+8 unless it has an offset`)
    .option('--until <time>', t`up to this day or time (default: now)`)
    .option('--wait', t`ask until the refund is final; by night, wait until QFPay refunds again`)
    .option('--wait-timeout <seconds>', t`how long (default: 60)`)
    .option('--dry-run', t`look the payment up, show the request and send no refund`);
  addExamples(command, examples());
}

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
  const [request] = await together([
    () => readRefundRequest(options, args, context.clock.now()),
    () => checkPreferences(options, context),
  ]);
  const lang = resolveLang(options, context);
  for (const warning of request.warnings) tell(context, t`warning: ${warning}`);
  return reportSession(options, context, async (session) => {
    if (options.dry_run) return dryRunRefund(request, session, context);
    refuseUnasked(session.settings, options, context);
    const findings = await runRefund(request, session, context);
    return refundReport({ ...findings, ...simulationOf(session) }, await loadWords(lang), lang);
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
