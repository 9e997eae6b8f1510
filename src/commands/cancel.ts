import { type EnvName, endpoints } from '../catalog/endpoints.ts';
import { confirmAmount, type MoveToConfirm, refuseUnasked } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { outcomeWord } from '../diagnosis/outcome.ts';
import { DeclinedError } from '../errors.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { findOrders, findSyssns, monthsBack } from '../lookup/find-orders.ts';
import { acceptedLookup, type Lookup } from '../lookup/query.ts';
import { monthTeller } from '../lookup/window.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import {
  againCommand,
  amountOf,
  type CancelName,
  type CancelOrder,
  type CancelRequest,
  cancelFlags,
  cancelParameters,
  cancelRules,
  cancelWords,
  payTypeOf,
  readCancelRequest,
  refundCommand,
} from '../money/cancel-order.ts';
import { type CancelDecision, decideCancel } from '../money/cancel-rules.ts';
import { type Cancelled, cancelOnce } from '../money/cancellation.ts';
import { dryRunReport } from '../money/move-money.ts';
import { type CancelFindings, cancelReport } from '../report/cancel-report.ts';
import type { Example, Report } from '../report/report.ts';
import type { Transaction } from '../transaction/transaction.ts';

export const reverseCommand = cancelCommand(
  'reverse',
  () =>
    t`Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.`,
  () => [
    ['qfpay reverse A-1001', t`drop the order by your own number`],
    ['qfpay reverse --syssn 20260302180500020000000001 --dry-run', t`by QFPay's number; only show what would be sent`],
    ['qfpay reverse QF20260302150405123ABCDEFGHJK --json', t`for a script`],
  ],
);

export const closeCommand = cancelCommand(
  'close',
  () =>
    t`End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.`,
  () => [
    ['qfpay close A-1001', t`close the order by your own number`],
    ['qfpay close --syssn 20260302180500020000000001 --dry-run', t`by QFPay's number; only show what would be sent`],
    ['qfpay close QF20260302150405123ABCDEFGHJK --json', t`for a script`],
  ],
);

/** `reverse` and `close` differ in their endpoint and in what people have to know of it. */
function cancelCommand(name: CancelName, says: () => string, examples: () => readonly Example[]) {
  return command({
    name,
    says,
    arguments: [{ name: 'out_trade_no', says: () => t`the order, by your own number` }],
    flags: cancelFlags,
    skips: cancelRules(name).rule_ids,
    examples,
    exits: exits.sending,
    async run(options, args, context) {
      const [request, said] = await together([
        () => readCancelRequest(name, options, args),
        () => readPreferences(options, context),
      ]);
      return reportSession(said, context, (session) => runCancel(request, session, context));
    },
  });
}

/**
 * Looks the order up, decides, asks where real money is at stake, sends, and looks again.
 * @throws UsageError the order must not be ended so, or nobody can be asked; nothing was sent
 * @throws DeclinedError there is no such order
 * @throws SignatureError the gateway refuses the signature (1108)
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError the amount was not typed, or interrupted
 */
export async function runCancel(request: CancelRequest, session: Session, context: Context): Promise<Report> {
  const { env } = session.settings;
  if (!request.options.dry_run) refuseUnasked(session.settings, request.options, context);
  const words = await loadWords(session.settings.lang);
  context.interruption.resume = { command: againCommand(request) };
  const lookup = acceptedLookup(await lookUp(request, session, context));
  const records = lookup.records.filter((record) => record[request.field] === request.value);
  if (records.length === 0) throw notFound(request, env);
  const decision = decideCancel(request, records, env);
  if (decision.kind === 'over') {
    const over = findingsOfOver(request, decision, lookup, env);
    return cancelReport({ ...over, ...simulationOf(session) }, words);
  }
  for (const warning of decision.warnings) tell(context, t`warning: ${warning}`);
  if (request.options.dry_run) return dryRun(request, decision, session);
  const { order, warnings: notices } = decision;
  await confirmAmount(moveOf(request, order), session.settings, request.options, context);
  const cancelled = await cancelOnce(order, request.name, session, context);
  const findings = findingsOfCancelled(request, order, cancelled, { env, notices });
  return cancelReport({ ...findings, ...simulationOf(session) }, words);
}

function lookUp({ field, value }: CancelRequest, { gateway }: Session, context: Context): Promise<Lookup> {
  if (field === 'syssn') return findSyssns(gateway, [value], {});
  return findOrders(gateway, { out_trade_no: [value], now: context.clock.now(), monthOf: monthTeller(context) });
}

function notFound({ field, value }: CancelRequest, env: EnvName): DeclinedError {
  const isNumber = field === 'out_trade_no';
  const searched = isNumber ? t`this month and the ${monthsBack} before it` : t`this merchant's transactions`;
  return new DeclinedError(t`${field} ${value} was not found`, {
    hint: t`check --env and --profile; an older order is named by --syssn`,
    details: [{ field, value, rule: t`was not found in ${searched}` }],
    known: { env },
    ...(isNumber ? { out_trade_no: value } : {}),
  });
}

function dryRun(
  { name }: CancelRequest,
  { order, warnings }: Extract<CancelDecision, { kind: 'send' }>,
  { settings, gateway }: Session,
): Report {
  const prepared = gateway.prepare(endpoints[order.endpoint], cancelParameters(order));
  return dryRunReport(name, settings.env, prepared, warnings);
}

/** The order was over before, so that nothing was sent. */
function findingsOfOver(
  request: CancelRequest,
  { record, outcome }: Extract<CancelDecision, { kind: 'over' }>,
  { answers }: Lookup,
  env: EnvName,
): CancelFindings {
  const { respcd, errmsg } = record;
  const answer = answers.at(-1);
  const isDead = outcome === 'declined';
  return {
    ...commonOf(request, record),
    env,
    outcome,
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    ...(isDead ? {} : { repeated: true as const }),
    reason: isDead
      ? t`it is over, and was never paid: nothing was sent`
      : t`it was ${outcomeWord(outcome)} before: nothing was sent`,
    order: record,
    ...(answer ? { answer } : {}),
    notices: [],
    warnings: [],
  };
}

function findingsOfCancelled(
  request: CancelRequest,
  { record }: CancelOrder,
  { state, after, answer = after?.answer, cancellation, warnings }: Cancelled,
  told: Pick<CancelFindings, 'env' | 'notices'>,
): CancelFindings {
  return {
    ...commonOf(request, record),
    ...told,
    ...state,
    order: after?.record ?? record,
    ...(answer ? { answer } : {}),
    ...(cancellation ? { cancellation } : {}),
    warnings,
  };
}

function commonOf(request: CancelRequest, record: Transaction) {
  return { command: request.name, resume: cancelWords('query', request), refund: refundCommand(request, record) };
}

/** What the person is asked about. */
function moveOf({ name, value }: CancelRequest, { record, is_void }: CancelOrder): MoveToConfirm {
  const { pay_type = t`an unknown pay type`, paydtm, sysdtm = '' } = record;
  const { alias } = payTypeOf(record) ?? {};
  const amount = amountOf(record);
  const order =
    alias === undefined ? t`${value}, ${amount} by ${pay_type}` : t`${value}, ${amount} by ${pay_type} (${alias})`;
  const what = is_void
    ? t`VOID the paid order ${order}, paid ${paydtm ?? sysdtm}: the money goes back to the payer`
    : t`${name} the order ${order}, which nobody has paid yet`;
  return { what, amount };
}
