import { type EnvName, endpoints } from '../../catalog/endpoints.ts';
import { loadWords } from '../../catalog/words/load-words.ts';
import type { Lang } from '../../catalog/words/words.ts';
import type { Context } from '../../context.ts';
import { DeclinedError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { findOrders, findSyssns, monthsBack } from '../../lookup/find-orders.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import type { Lookup } from '../../lookup/pages.ts';
import { acceptedLookup } from '../../lookup/refusal.ts';
import { cancelReport } from '../../report/cancel-report.ts';
import type { Report } from '../../report/report.ts';
import { confirmAmount, refuseUnasked } from '../confirm-amount.ts';
import { dryRunReport } from '../dry-run.ts';
import { type Session, simulationOf } from '../session.ts';
import { tell } from '../tell.ts';
import { cancelParameters } from './order.ts';
import { againCommand, type CancelRequest } from './request.ts';
import { type CancelDecision, decideCancel } from './rules.ts';
import { cancelOnce } from './send.ts';
import { findingsOfCancelled, findingsOfOver, moveOf } from './tell.ts';

/**
 * Looks the order up, decides, asks where real money is at stake, sends, and looks again.
 * @throws UsageError the order must not be ended so, or nobody can be asked; nothing was sent
 * @throws DeclinedError there is no such order
 * @throws SignatureError the gateway refuses the signature (1108)
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError the amount was not typed, or interrupted
 */
export async function runCancel(
  request: CancelRequest,
  session: Session,
  context: Context,
  lang: Lang,
): Promise<Report> {
  const { env } = session.settings;
  if (!request.options.dry_run) refuseUnasked(session.settings, request.options, context);
  const words = await loadWords(lang);
  context.interruption.resume = { command: againCommand(request) };
  const lookup = acceptedLookup(await lookUp(request, session, context));
  const records = lookup.records.filter((record) => record[request.field] === request.value);
  if (records.length === 0) throw notFound(request, env);
  const decision = decideCancel(request, records, env);
  if (decision.kind === 'over') {
    const over = findingsOfOver(request, decision, lookup, env);
    return cancelReport({ ...over, ...simulationOf(session) }, words, lang);
  }
  for (const warning of decision.warnings) tell(context, t`warning: ${warning}`);
  if (request.options.dry_run) return dryRun(request, decision, session);
  const { order, warnings: notices } = decision;
  await confirmAmount(moveOf(request, order), session.settings, request.options, context);
  const cancelled = await cancelOnce(order, request.name, session, context);
  const findings = findingsOfCancelled(request, order, cancelled, { env, notices });
  return cancelReport({ ...findings, ...simulationOf(session) }, words, lang);
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
