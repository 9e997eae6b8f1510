import { endpoints } from '../catalog/endpoints.ts';
import { loadWords } from '../catalog/words/load-words.ts';
import type { Lang } from '../catalog/words/words.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { checkPreferences, resolveLang } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import { paymentReport } from '../report/payment-report.ts';
import { refundedPaymentReport } from '../report/refunded-payment-report.ts';
import type { Report } from '../report/report.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Command } from './command.ts';
import { confirmAmount, type MoneyMove } from './confirm-amount.ts';
import { dryRunReport } from './dry-run.ts';
import { askableFields, askMissing, refuseTyped } from './pay/ask-missing.ts';
import { declare } from './pay/declare.ts';
import type { PayOptions } from './pay/options.ts';
import { makeOrder } from './pay/order.ts';
import { checkRefundAfter, refundAfter } from './pay/refund.ts';
import { type PayRequest, readPayRequest, refundPlan, refuseQrFile, withScannedCode } from './pay/request.ts';
import { runPayment } from './pay/run.ts';
import { reportSession, type Session, simulationOf } from './session.ts';
import { tell } from './tell.ts';

export const payCommand: Command<PayOptions> = { declare, run: pay };

/** @throws UsageError before anything is sent, with every fault at once */
async function pay(options: PayOptions & GlobalOptions, _args: readonly string[], outside: Context): Promise<Report> {
  const context = await withDotenv(outside);
  const asked = askableFields(options, context);
  const typed = asked.length === 0 ? await withScannedCode(options, context) : options;
  const [ready] = await together([
    () => (asked.length === 0 ? readPayRequest(typed) : refuseTyped(typed, asked)),
    () => refuseQrFile(typed, context),
    () => checkPreferences(options, context),
  ]);
  const lang = resolveLang(options, context);
  if (ready) warn(ready, context);
  return reportSession(options, context, async (session) => {
    checkRefundAfter(refundPlan(typed), session.settings, context.clock.now());
    const request = ready ?? (await askRequest(typed, lang, context));
    if (options.dry_run) return dryRun(request, session, context);
    await confirmAmount(moveOf(request), session.settings, options, context);
    const paid = await runPayment(request, session, context);
    const refund = await refundAfter(paid, request, session, context);
    const findings = { ...paid, ...simulationOf(session) };
    const words = await loadWords(lang);
    return refund ? refundedPaymentReport(findings, refund, words, lang) : paymentReport(findings, words, lang);
  });
}

/** Asked for what is missing only once there is a merchant to pay with. */
async function askRequest(typed: PayOptions & GlobalOptions, lang: Lang, context: Context): Promise<PayRequest> {
  const request = readPayRequest(await askMissing(typed, await loadWords(lang), context));
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

function moveOf({ pay_type, parameters }: PayRequest): MoneyMove {
  const values = new Map(parameters);
  const amount = formatMoney(values.get('txamt') ?? '', values.get('txcurrcd') ?? '');
  return { what: t`pay ${amount} by ${pay_type.code} (${pay_type.alias})`, amount };
}
