import { confirmAmount } from '../../command/asking.ts';
import { tell } from '../../command/command.ts';
import { connectionFlags, type Session, shellLine } from '../../command/session.ts';
import type { Context } from '../../context.ts';
import { exitOfOutcome, type Outcome, outcomeOfRecord, outcomeOfRefusal } from '../../diagnosis/outcome.ts';
import { exitCodes, liftRules, refuse, UnknownOutcomeError, UsageError } from '../../errors.ts';
import type { Answer } from '../../gateway/gateway.ts';
import { findLastCall, historyRecords, isOpenCall, recordSending } from '../../history/history.ts';
import type { HistoryAttempt, RecordedOutcome, RecordedSending } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import { settle } from '../../lookup/wait.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { isUnsent, keepOutcome, type MoneyMove, moveMoney, settledAs } from '../../money/move-money.ts';
import { hashHex } from '../../signature/client-key.ts';
import type { Parameter } from '../../signature/sign.ts';
import { formatMoney } from '../../transaction/money.ts';
import { parseGatewayTime } from '../../transaction/txdtm.ts';
import { answerTo, endpointOf, filledParameters, keepingAnswer, writeOutput } from './read.ts';
import { type ApiFindings, isChargeable } from './report.ts';
import type { ApiRequest } from './request.ts';
import { type BeforeCall, isSettledByState, lookBefore, settleByState } from './subscriptions.ts';

/** A call that may be made once only, ready to leave. */
interface OnceCall {
  readonly request: ApiRequest;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The same for every run of the same command. */
  readonly mark: string;
  readonly before: BeforeCall;
  /** When this process looked for an earlier one. */
  readonly started_at: Date;
  readonly sent_at: Date;
}

/**
 * Sends a call that may not be repeated, once: it is on disk before it leaves, and the same one is refused while nobody knows what
 * became of it.
 * @throws UsageError (`repeat-in-doubt`) an earlier one may have been processed; nothing was sent
 * @throws UnknownOutcomeError it may have been processed, and cannot be settled
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted, or the amount was not typed
 */
export async function runOnce(request: ApiRequest, session: Session, context: Context): Promise<ApiFindings> {
  const { settings } = session;
  const { options } = request;
  const name = request.target.endpoint?.name ?? request.target.path;
  const parameters = filledParameters(request, settings, context);
  const mark = markOf(request, settings);
  const started_at = context.clock.now();
  const earlier = options.again || options.idempotent ? undefined : findLastCall(context, mark);
  const known = earlier && (await settleEarlier({ request, name, parameters, mark, earlier }, session, context));
  if (known) return known;
  const before = await beforeOf(request, name, parameters, session, context);
  await confirmCall(request, parameters, settings, context);
  const call = { request, name, parameters, mark, before, started_at, sent_at: context.clock.now() };
  return options.idempotent ? sendRepeatable(call, session, context) : sendAndSettle(call, session, context);
}

async function sendAndSettle(call: OnceCall, session: Session, context: Context): Promise<ApiFindings> {
  const { request, mark } = call;
  const refuseOpen = () => {
    const last = findLastCall(context, mark);
    const isNew = last && Date.parse(last.time) >= call.started_at.getTime();
    // Another process of this machine that was at it meanwhile counts also where the call is meant to be made again.
    if (last && (isNew || (isOpenCall(last) && !request.options.again))) throw inDoubt(request, last);
  };
  const records = {
    ...historyRecords(context),
    sending: (sending: RecordedSending) => recordSending(context, sending, refuseOpen),
  };
  const move: MoneyMove<ApiFindings> = {
    endpoint: endpointOf(request),
    parameters: call.parameters,
    sending: sendingOf(call, session.settings),
    notices: [],
    resume: { command: againCommand(request) },
    records,
    understand: async ({ answer }) =>
      answer instanceof UnknownOutcomeError || isOpenAnswer(call, answer)
        ? settleLost(call, answer, session, context)
        : findingsOf(call, answer, session.settings),
    settledAs: settledAsCall,
  };
  const { state, warnings } = await moveMoney(move, session, context);
  const found = withOutput(request, state, context);
  return { ...found, warnings: [...found.warnings, ...warnings] };
}

/** Whoever says that it may be repeated has it repeated, as a read is. It is written down all the same. */
async function sendRepeatable(call: OnceCall, { gateway, settings }: Session, context: Context): Promise<ApiFindings> {
  const { request, parameters } = call;
  const id = await historyRecords(context).sending(sendingOf(call, settings));
  try {
    const answer = await answerTo(request, gateway, { endpoint: endpointOf(request), parameters });
    const found = withOutput(request, findingsOf(call, answer, settings), context);
    return { ...found, warnings: [...found.warnings, ...(await keepOutcome(context, id, settledAsCall(found)))] };
  } catch (error) {
    if (isUnsent(error)) await keepOutcome(context, id, { outcome: 'not_sent' });
    throw error;
  }
}

function withOutput({ options }: ApiRequest, found: ApiFindings, context: Context): ApiFindings {
  const { output } = options;
  if (found.exit_code !== 0 || output === undefined) return found;
  const { kept, problem } = keepingAnswer(() => writeOutput(output, found.answer, context));
  return { ...found, ...(kept ? { output: kept } : {}), warnings: [...found.warnings, ...(problem ? [problem] : [])] };
}

async function beforeOf(
  { lifted, options }: ApiRequest,
  name: string,
  parameters: readonly Parameter[],
  { gateway }: Session,
  context: Context,
): Promise<BeforeCall> {
  if (!isSettledByState(name)) return [];
  const { before, faults } = await lookBefore(name, parameters, gateway);
  const known = { command: 'api', rule_ids: ['subscription-charge-state'] };
  const asked = (options.skip_rule ?? []).filter((id) => known.rule_ids.includes(id) && !lifted.includes(id));
  const checked = liftRules(faults, asked, known);
  for (const warning of checked.warnings) tell(context, t`warning: ${warning}`);
  refuse(checked.faults);
  return before;
}

/** In prod, for whatever may move money. Without an amount the call's name is typed. */
async function confirmCall(
  request: ApiRequest,
  parameters: readonly Parameter[],
  settings: Settings,
  context: Context,
): Promise<void> {
  if (!request.moves_money) return;
  const values = new Map(parameters);
  const { endpoint, method, path } = request.target;
  const name = endpoint?.name ?? path;
  const txamt = values.get('txamt');
  const money = txamt === undefined ? undefined : formatMoney(txamt, values.get('txcurrcd') ?? '');
  const what = endpoint
    ? t`call ${name}`
    : t`call ${method} ${path}, which no document knows: it is taken as moving money`;
  const lines = request.parameters.map(([each, value]) => `${each} ${value}`);
  await confirmAmount(
    { what, amount: money ?? name, lines, ...(money === undefined ? { is_name: true } : {}) },
    settings,
    request.options,
    context,
  );
}

/**
 * What makes two commands the same: the merchant, the call, and what was given. Not the time, and not what the tool makes anew each
 * time.
 */
function markOf({ target, parameters }: ApiRequest, { env, base_url, merchant }: Settings): string {
  const given = parameters.filter(([name]) => name !== 'txdtm').map(([name, value]) => `${name}=${value}`);
  const place = [env, env === 'local' ? '' : base_url, merchant.app_code, merchant.mchid ?? ''];
  return hashHex('SHA256', [...place, target.method, target.path, ...given.sort()].join('\n')).slice(0, 24);
}

const plainValues = {
  out_trade_no: /^[^\s,\p{Cc}]{1,128}$/u,
  syssn: /^\w{1,40}$/,
  pay_type: /^\d{6}$/,
  txamt: /^[1-9]\d{0,10}$/,
  txcurrcd: /^[A-Z]{3}$/,
} as const;

/** Nothing of the payer or the customer: numbers and amounts, and the mark that tells the same command. */
function sendingOf({ request, name, parameters, mark, before }: OnceCall, settings: Settings): RecordedSending {
  const { env, base_url, merchant } = settings;
  const values = new Map(parameters);
  const { has_own_number } = request.target.endpoint ?? { has_own_number: true };
  // What stands under these names on a path that no document knows may be anything.
  const kept = (field: keyof typeof plainValues) => {
    const value = values.get(field) ?? '';
    return plainValues[field].test(value) ? value : undefined;
  };
  const own = has_own_number ? (kept('out_trade_no') ?? '') : '';
  const optional = { pay_type: kept('pay_type'), txamt: kept('txamt'), txcurrcd: kept('txcurrcd') };
  const orig_syssn = own === '' ? kept('syssn') : undefined;
  return {
    command: 'api',
    env,
    base_url,
    app_code: merchant.app_code,
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    endpoint: name,
    out_trade_no: own,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...(orig_syssn === undefined ? {} : { orig_syssn }),
    call: mark,
    ...(before.length > 0 ? { before } : {}),
    ...(request.lifted.length > 0 ? { skipped_rules: request.lifted } : {}),
  };
}

/** An answer after which nobody can say whether it was done. */
function isOpenAnswer({ name }: OnceCall, answer: Answer): boolean {
  return outcomeOf(name, answer) === 'unknown';
}

function findingsOf({ request, name }: OnceCall, answer: Answer, { env }: Settings): ApiFindings {
  const outcome = outcomeOf(name, answer);
  const exit_code = outcome === undefined ? exitCodes.ok : exitOfOutcome(outcome, answer.respcd);
  return {
    ...{ env, answer, exit_code, warnings: request.warnings },
    ...(outcome === undefined ? {} : { outcome }),
  };
}

/** Undefined where a 0000 says nothing about money. A charge is none that leaves its subscription uncharged, or cancelled. */
function outcomeOf(name: string, { respcd, fields }: Answer): Outcome | undefined {
  if (respcd !== '0000') return outcomeOfRefusal(respcd);
  if (name !== 'subscription_charge') return undefined;
  const { state } = fields;
  return isChargeable(state) || state === 'CANCELLED' ? 'unknown' : 'paid';
}

function settledAsCall({ outcome, answer, settled_by, transaction }: ApiFindings): RecordedOutcome {
  const syssn = transaction?.syssn ?? answer.fields['syssn'];
  const respcd = settled_by === undefined && answer.respcd !== '' ? answer.respcd : undefined;
  const own = typeof syssn === 'string' && syssn !== '' ? { syssn } : {};
  return settledAs({ ...(outcome === undefined ? {} : { outcome }), respcd, transaction: own });
}

/**
 * The answer never came, or leaves open what was done: the gateway's books say it, where they know the call.
 * @throws UnknownOutcomeError they do not
 */
async function settleLost(
  call: OnceCall,
  lost: Answer | UnknownOutcomeError,
  session: Session,
  context: Context,
): Promise<ApiFindings> {
  tell(context, t`the answer was lost: asking what became of the call`);
  const settled = await settleAnyhow(call, session, context);
  if (settled) return settled;
  if (!(lost instanceof UnknownOutcomeError)) return findingsOf(call, lost, session.settings);
  const { target } = call.request;
  const command = againCommand(call.request);
  throw new UnknownOutcomeError(
    t`${call.name} may have been processed, and nothing tells whether it was: ${lost.message}`,
    {
      hint: t`the same command is refused for 24 hours; once you know that it was not done: ${command} --again`,
      known: {
        env: session.settings.env,
        outcome: 'unknown',
        request: { method: target.method, path: target.path },
      },
      ...ownNumber(call),
      cause: lost,
    },
  );
}

function ownNumber(call: OnceCall): { readonly out_trade_no?: string } {
  const number = numberOf(call);
  return number === undefined ? {} : { out_trade_no: number };
}

/** Of a call that is known by it. A path that no document knows may name another order's number. */
function numberOf({ request, parameters }: Pick<OnceCall, 'request' | 'parameters'>): string | undefined {
  const { endpoint } = request.target;
  if (endpoint && !endpoint.has_own_number) return undefined;
  return parameters.find(([name]) => name === 'out_trade_no')?.[1];
}

async function settleAnyhow(call: OnceCall, session: Session, context: Context): Promise<ApiFindings | undefined> {
  const { request, name, parameters, before } = call;
  const { env } = session.settings;
  const common = { env, warnings: request.warnings };
  if (isSettledByState(name)) {
    const found = await settleByState(name, { parameters, before }, session.gateway, context);
    if (!found) return undefined;
    const { outcome, ...rest } = found;
    const exit_code = outcome === undefined ? exitCodes.ok : exitOfOutcome(outcome);
    return { ...common, ...rest, exit_code, settled_by: 'subscription_query', ...(outcome ? { outcome } : {}) };
  }
  const out_trade_no = numberOf(call);
  return out_trade_no === undefined ? undefined : settleByNumber(call, out_trade_no, session, context);
}

/** By this machine's clock and the gateway's, which need not agree. */
const skew = 10 * 60_000;

async function settleByNumber(
  { request, parameters, sent_at }: OnceCall,
  out_trade_no: string,
  { gateway, settings }: Session,
  context: Context,
): Promise<ApiFindings | undefined> {
  const txamt = parameters.find(([name]) => name === 'txamt')?.[1];
  const earliest = sent_at.getTime() - skew;
  const seen = await settle(gateway, context, {
    out_trade_no,
    sent_at,
    // What stood under the number before is another call's.
    choose: (records) =>
      records.find((record) => {
        const made_at = parseGatewayTime(record.sysdtm ?? '')?.getTime() ?? 0;
        return made_at >= earliest && (txamt === undefined || record.txamt === txamt);
      }),
  });
  if (typeof seen === 'string') return undefined;
  const { record, answer } = seen;
  const outcome = outcomeOfRecord(record);
  const reason = t`the answer was lost; query shows the transaction`;
  const common = { env: settings.env, answer, outcome, reason, transaction: record, settled_by: 'query' };
  return { ...common, exit_code: exitOfOutcome(outcome, record.respcd), warnings: request.warnings };
}

interface EarlierCall extends Omit<OnceCall, 'before' | 'sent_at' | 'started_at'> {
  readonly earlier: HistoryAttempt;
}

/**
 * The same command was run before. Where nobody knows what became of it, it is settled now, or nothing is sent. A subscription that
 * was made is shown: the run that made it may have died before it could say so, and a second one is charged for ever.
 * @returns undefined where the same call may be made
 * @throws UsageError `repeat-in-doubt`
 */
async function settleEarlier(
  { earlier, ...same }: EarlierCall,
  session: Session,
  context: Context,
): Promise<ApiFindings | undefined> {
  const isOpen = isOpenCall(earlier);
  const isMade = same.name === 'subscription_create' && earlier.settled?.outcome === 'done';
  if (!isOpen && !isMade) return undefined;
  const number: Parameter[] = earlier.out_trade_no === '' ? [] : [['out_trade_no', earlier.out_trade_no]];
  const rest = same.parameters.filter(([name]) => number.length === 0 || name !== 'out_trade_no');
  const sent_at = new Date(earlier.time);
  const call = {
    ...same,
    parameters: [...rest, ...number],
    before: earlier.before ?? [],
    sent_at,
    started_at: sent_at,
  };
  tell(context, t`the same call was sent at ${earlier.time}: asking what became of it`);
  const found = await settleAnyhow(call, session, context);
  if (!found && isOpen) throw inDoubt(same.request, earlier);
  if (!found) return undefined;
  const warnings = isOpen ? await keepOutcome(context, earlier.id, settledAsCall(found)) : [];
  return { ...found, repeated: true, warnings: [...found.warnings, ...warnings] };
}

function inDoubt(request: ApiRequest, { time, endpoint, out_trade_no }: HistoryAttempt): UsageError {
  const rule = t`was sent at ${time}, and nobody knows whether it was processed`;
  const command = `${againCommand(request)} --again`;
  const details = [{ field: endpoint, rule, next: command, rule_id: 'repeat-in-doubt' }];
  return new UsageError(`${endpoint} ${rule}`, {
    details,
    hint: t`nothing was sent; once you know that it was not done: ${command}`,
    ...(out_trade_no === '' ? {} : { out_trade_no }),
  });
}

/** The same command, for whoever goes on with it. What came by a file or stdin comes from there again. */
function againCommand({ words, options }: ApiRequest): string {
  const input = options.input_file === undefined ? [] : ['--input', options.input_file];
  const skipped = options.skip_rule?.flatMap((id) => ['--skip-rule', id]) ?? [];
  return shellLine(['qfpay', 'api', ...words, ...input, ...skipped, ...connectionFlags(options)]);
}
