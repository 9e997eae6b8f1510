import { endpoints } from '../catalog/endpoints.ts';
import { isHoldType } from '../catalog/pay-types.ts';
import { canAsk, confirmAmount, type MoveToConfirm } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { CancelledError, type Fault, liftRules, QfpayError, refuse } from '../errors.ts';
import { type Lang, loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { hasNights, type NightTarget } from '../merchant/base-url.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { dryRunReport } from '../money/move-money.ts';
import { runPayment } from '../money/payment.ts';
import { makeOrder } from '../money/payment-order.ts';
import {
  type PayOptions,
  type PayRequest,
  payFlags,
  type RefundAfterPlan,
  readPayRequest,
  refundPlan,
  refuseQrFile,
  withoutDash,
  withScannedCode,
} from '../money/payment-request.ts';
import { runRefund } from '../money/refund.ts';
import type { RefundRequest } from '../money/refund-request.ts';
import { paymentRuleIds } from '../payment/check-payment.ts';
import { missingFields } from '../payment/read-payment.ts';
import { nightFault, payTypeFaults, refundRules } from '../refund/refund-rules.ts';
import { type PaymentFindings, paymentReport, refundedPaymentReport } from '../report/payment-report.ts';
import type { RefundFindings } from '../report/refund-findings.ts';
import type { Example, Report } from '../report/report.ts';
import { formatMoney } from '../transaction/money.ts';

export const payCommand = command({
  name: 'pay',
  says: () =>
    t`Create a payment. What is missing is asked for on a terminal. Exits 0 when it is paid, or when the order is made and the payer has to act; with --wait 0 means that the money moved, or is held. 4 declined, 5 no final answer yet, 8 unknown: ask query before anything is sent again.`,
  flags: payFlags,
  skips: [...paymentRuleIds, ...refundRules.rule_ids],
  examples,
  exits: exits.sending,
  run: pay,
});

/** @throws UsageError before anything is sent, with every fault at once */
async function pay(options: PayOptions & GlobalOptions, _args: readonly string[], outside: Context): Promise<Report> {
  const context = await withDotenv(outside);
  const asked = askableFields(options, context);
  const typed = asked.length === 0 ? await withScannedCode(options, context) : options;
  const [ready, , said] = await together([
    async () => (asked.length === 0 ? readPayRequest(typed) : (await asking()).refuseTyped(typed, asked)),
    () => refuseQrFile(typed, context),
    () => readPreferences(options, context),
  ]);
  if (ready) warn(ready, context);
  return reportSession(said, context, async (session) => {
    checkRefundAfter(refundPlan(typed), session.settings, context.clock.now());
    const request = ready ?? (await askRequest(typed, session.settings.lang, context));
    if (options.dry_run) return dryRun(request, session, context);
    await confirmAmount(moveOf(request), session.settings, options, context);
    const paid = await runPayment(request, session, context);
    const refund = await refundAfter(paid, request, session, context);
    const findings = { ...paid, ...simulationOf(session) };
    const words = await loadWords(session.settings.lang);
    return refund ? refundedPaymentReport(findings, refund, words) : paymentReport(findings, words);
  });
}

/** What the person can be asked for, by its wire name; nothing where nobody can be asked. */
export function askableFields(typed: PayOptions & GlobalOptions, context: Context): string[] {
  return canAsk(typed, context) && typed.key_file !== '-' ? missingFields(withoutDash(typed)) : [];
}

/** Loaded where something is missing: a script gives everything. */
function asking() {
  return import('./pay/ask-missing.ts');
}

/** Asked for what is missing only once there is a merchant to pay with. */
async function askRequest(typed: PayOptions & GlobalOptions, lang: Lang, context: Context): Promise<PayRequest> {
  const request = readPayRequest(await (await asking()).askMissing(typed, await loadWords(lang), context));
  warn(request, context);
  return request;
}

function warn({ warnings }: PayRequest, context: Context): void {
  for (const warning of warnings) tell(context, t`warning: ${warning}`);
}

function dryRun(request: PayRequest, { settings, gateway }: Session, context: Context): Report {
  const { parameters } = makeOrder(request, settings, context);
  return dryRunReport('pay', settings.env, gateway.prepare(endpoints.payment, parameters), request.warnings);
}

function moveOf({ pay_type, parameters }: PayRequest): MoveToConfirm {
  const values = new Map(parameters);
  const amount = formatMoney(values.get('txamt') ?? '', values.get('txcurrcd') ?? '');
  return { what: t`pay ${amount} by ${pay_type.code} (${pay_type.alias})`, amount };
}

function examples(): Example[] {
  return [
    ['qfpay pay', t`ask for everything, on a terminal`],
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait',
      t`rehearse: no account, no network, no money`,
    ],
    [
      'qfpay pay --pay-type payme-web --txamt 1280 --return-url https://shop.example/back --json',
      t`a link for the payer, as JSON`,
    ],
    [
      'qfpay pay --pay-type any-cpm --amount 12.80 --auth-code - --wait --cancel-on-timeout < scanner',
      t`charge a scanned code, or end the order`,
    ],
    [
      'qfpay pay --env test --pay-type wechat-cpm --amount 0.10 --auth-code - --refund-after < scanner',
      t`real money, given back at once`,
    ],
    ['qfpay pay --pay-type alipay-hk-mpm --amount 12.80 --qr-file order.png --no-qr', t`the QR code as a picture`],
    [
      'qfpay pay --pay-type wechat-jsapi --txamt 1280 -p sub_openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o --dry-run',
      t`see the request, send nothing`,
    ],
  ];
}

/**
 * What would keep a payment from being given back is said before it is made.
 * @throws UsageError with every fault at once
 */
export function checkRefundAfter(
  { refunds, pay_type, refund_skips }: RefundAfterPlan,
  target: NightTarget,
  now: Date,
): void {
  if (!refunds) return;
  const night = hasNights(target) ? nightFault(now) : undefined;
  const found: Fault[] = [
    ...(target.env === 'prod' ? [{ field: 'refund_after', rule: t`is for rehearsals: it is refused in prod` }] : []),
    ...(pay_type ? payTypeFaults({ pay_type: pay_type.code }) : []),
    ...(isHoldType(pay_type?.code) ? [holdRefundFault()] : []),
    ...(night ? [night] : []),
  ];
  const { faults } = liftRules(found, refund_skips, refundRules);
  refuse(faults, 'qfpay pay --help');
}

function holdRefundFault(): Fault {
  const rule = t`cannot be used with a pre-authorisation: nothing of it is paid`;
  return { field: 'refund_after', rule, next: t`qfpay unfreeze releases it` };
}

/**
 * Gives a payment back that has just been made, or was made by the same command before. An error is what became of the
 * refund; the payment stands.
 * @throws CancelledError interrupted; `context.interruption.resume` says how to give it back
 */
async function refundAfter(
  { outcome, transaction: { syssn } }: PaymentFindings,
  request: PayRequest,
  session: Session,
  context: Context,
): Promise<RefundFindings | QfpayError | undefined> {
  if (!request.refunds || syssn === undefined || !['paid', 'refunded'].includes(outcome)) return undefined;
  try {
    return await runRefund(refundRequest(syssn, request), session, context);
  } catch (error) {
    if (error instanceof QfpayError && !(error instanceof CancelledError)) return error;
    throw error;
  }
}

/** With the flags that say whose payment it is, and none that were said of the payment itself. */
function refundRequest(value: string, { options, refund_skips }: PayRequest): RefundRequest {
  const { env, profile, mchid, base_url, sign_type, key_file, yes } = options;
  const connection = Object.entries({ env, profile, mchid, base_url, sign_type, key_file, yes });
  const given = Object.fromEntries(connection.filter(([, flag]) => flag !== undefined));
  return {
    named: { field: 'syssn', value },
    sum: 'full',
    wait: true,
    options: { ...given, wait: true, full: true, skip_rule: refund_skips },
    warnings: [],
    lifted: [],
  };
}
