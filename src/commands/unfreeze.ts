import { endpoints } from '../catalog/endpoints.ts';
import { confirmAmount, type MoveToConfirm, refuseUnasked } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { type FlagValues, toggle, value } from '../command/flags.ts';
import { connectionFlags, reportSession, type Session, shellLine, simulationOf } from '../command/session.ts';
import type { Context, Resume } from '../context.ts';
import { outcomeOfAnswer, outcomeOfRecord } from '../diagnosis/outcome.ts';
import { type Fault, refuse, UnknownOutcomeError, unknownRules } from '../errors.ts';
import type { Answer } from '../gateway/gateway.ts';
import type { HistoryAttempt } from '../history/history-entry.ts';
import { type Hold, type HoldRest, isOver, lapseText, whatIsHeld } from '../hold/hold.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import {
  aloneWith,
  confirmAgain,
  doubtfulAttempts,
  findHold,
  type HandedHoldCall,
  lookAgain,
  readHoldName,
  readHoldRecords,
  refuseForeign,
  sentAbout,
} from '../money/hold-desk.ts';
import { dryRunReport, keepOutcomes, type MoneyMove, moveMoney } from '../money/move-money.ts';
import { ruleError } from '../money/refund-plan.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import { type HoldMoveFindings, type HoldMoveState, holdReport } from '../report/hold-report.ts';
import type { Example, Report } from '../report/report.ts';
import type { Parameter } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { readTransaction, type Transaction } from '../transaction/transaction.ts';
import { formatTxdtm } from '../transaction/txdtm.ts';

const unfreezeFlags = {
  syssn: value('<s>', () => t`the hold, by QFPay's number`),
  dry_run: toggle(() => t`look the hold up, show the request and do not send it`),
};

type UnfreezeOptions = FlagValues<typeof unfreezeFlags> & HandedHoldCall;

export const unfreezeCommand = command({
  name: 'unfreeze',
  says: () =>
    t`Release what is left of a pre-authorisation: all that was not captured, once and for good. Nothing can be captured of it afterwards; what was captured is given back by refund. The hold is looked up first, and again afterwards. Exits 0 when it is released, now or before; 4 refused, 5 in progress, 8 unknown: run again it asks before it sends once more.`,
  arguments: [{ name: 'out_trade_no', says: () => t`the hold, by your own number` }],
  flags: unfreezeFlags,
  examples,
  exits: exits.sending,
  run: unfreeze,
});

function examples(): readonly Example[] {
  return [
    ['qfpay unfreeze HOLD-1001', t`release what is left of it`],
    ['qfpay unfreeze HOLD-1001 --dry-run', t`only show what would be sent`],
    ['qfpay unfreeze --syssn 20260302180500020000000001 --json', t`by QFPay's number, for a script`],
  ];
}

interface UnfreezeRequest {
  readonly named: NamedPayment;
  readonly options: UnfreezeOptions & GlobalOptions;
}

/** @throws UsageError before anything is sent, with every fault at once */
async function unfreeze(
  options: UnfreezeOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request, said] = await together([
    () => readUnfreezeRequest(options, args),
    () => readPreferences(options, context),
  ]);
  return reportSession(said, context, async (session) => {
    if (!options.dry_run) refuseUnasked(session.settings, options, context);
    const hold = await findHold(request.named, session, context);
    const done = await aloneWith(hold, context, async () => {
      const plan = await planRelease(request, hold, session, context);
      return options.dry_run ? dryRunRelease(plan, session, context) : runRelease(plan, request, session, context);
    });
    if ('blocks' in done) return done;
    return holdReport({ ...done, ...simulationOf(session) }, await loadWords(session.settings.lang));
  });
}

function readUnfreezeRequest(options: UnfreezeOptions & GlobalOptions, args: readonly string[]): UnfreezeRequest {
  const faults: Fault[] = [];
  const named = readHoldName(options.syssn, args, faults);
  faults.push(...unknownRules(options.skip_rule ?? [], { command: 'unfreeze', rule_ids: [] }));
  refuse(faults, 'qfpay unfreeze --help');
  return { named, options };
}

/** A release with all that gateway and history said about it before anything is sent. */
interface ReleasePlan {
  readonly hold: Hold;
  readonly rest: HoldRest;
  /** It is over already, so that nothing is sent: by its own record, or by what this machine was answered. */
  readonly is_over: boolean;
  /** Releases of it that this machine sent, of which nobody knows what became. */
  readonly doubts: readonly HistoryAttempt[];
  readonly warnings: readonly string[];
}

/**
 * Asks all that has to be known before a release may leave. Sends none.
 * @throws UsageError nothing is left of it, or nobody can say how much
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
async function planRelease(
  { named, options: { expected } }: UnfreezeRequest,
  hold: Hold,
  session: Session,
  context: Context,
): Promise<ReleasePlan> {
  const { out_trade_no, txcurrcd } = hold;
  const rest = whatIsHeld(hold, await readHoldRecords(hold, session, context));
  const sent = sentAbout(hold, 'unfreeze', session.settings, context);
  const doubts = sent.flatMap(doubtfulAttempts);
  const is_released = sent.some(({ settled }) => settled?.outcome === 'released');
  const is_over = isOver(hold) || is_released || (typeof rest !== 'string' && rest.left === 0 && rest.released > 0);
  if (typeof rest === 'string') {
    const none = { captured: 0, released: 0, left: 0 };
    if (is_over) return { hold, rest: none, is_over, doubts, warnings: [] };
    throw ruleError([{ field: 'txamt', rule: t`of the release cannot be said: ${rest}` }]);
  }
  if (!is_over && rest.left === 0) throw ruleError([capturedFault(named)]);
  if (!is_over && hold.out_trade_no === undefined)
    throw ruleError([{ field: 'out_trade_no', rule: t`of the hold is needed, and the gateway did not tell it` }]);
  const open = sentAbout(hold, 'capture', session.settings, context).filter(
    (entry) => doubtfulAttempts(entry).length > 0,
  );
  const warnings = open.map(
    ({ out_trade_no }) => t`what became of the capture ${out_trade_no} of this hold is not known: qfpay resume asks`,
  );
  refuseForeign(expected, { out_trade_no, txcurrcd, ...(is_over ? {} : { txamt: String(rest.left) }) });
  const over = { ...rest, released: rest.released + rest.left, left: 0 };
  return { hold, rest: is_over ? over : rest, is_over, doubts, warnings };
}

function capturedFault(named: NamedPayment): Fault {
  const rule = t`was captured in full: nothing is left to release`;
  return { ...named, rule, next: t`a capture is given back by qfpay refund` };
}

function releaseParameters({ hold, rest }: ReleasePlan, { timezone }: Settings, now: Date): Parameter[] {
  return [
    ['syssn', hold.syssn],
    ['out_trade_no', hold.out_trade_no ?? ''],
    ['txamt', String(rest.left)],
    ['txdtm', formatTxdtm(now, timezone)],
  ];
}

function dryRunRelease(plan: ReleasePlan, { gateway, settings }: Session, { io, clock, secrets }: Context): Report {
  const warnings = [...plan.warnings, ...(plan.is_over ? [t`it is over already: nothing would be sent`] : [])];
  for (const warning of warnings) tell({ io, secrets }, t`warning: ${warning}`);
  const prepared = gateway.prepare(endpoints.unfreeze, releaseParameters(plan, settings, clock.now()));
  const report = dryRunReport('unfreeze', settings.env, prepared, warnings);
  const { out_trade_no, syssn, txamt } = plan.hold;
  const held = { out_trade_no, syssn, txamt, captured: String(plan.rest.captured), left: String(plan.rest.left) };
  return { ...report, data: { ...report.data, repeated: plan.is_over, hold: held } };
}

/**
 * Lets it go, once: what is over already is the answer.
 * @throws UnknownOutcomeError it may have been released, now or before, and nobody agreed that it is sent once more
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted, or the amount was not typed
 */
async function runRelease(
  plan: ReleasePlan,
  request: UnfreezeRequest,
  session: Session,
  context: Context,
): Promise<HoldMoveFindings> {
  for (const warning of plan.warnings) tell(context, t`warning: ${warning}`);
  const again = wordsOf('unfreeze', request);
  context.interruption.resume = { command: again };
  const { state, warnings } = plan.is_over
    ? await overBefore(plan, context)
    : await release(plan, request, session, context);
  context.interruption.resume = undefined;
  const { hold, rest } = plan;
  const lapses = lapseText(hold);
  const is_done = !plan.is_over && state.outcome === 'released';
  return {
    ...state,
    ...{ command: 'unfreeze', env: session.settings.env, hold },
    rest: is_done ? { ...rest, released: rest.released + rest.left, left: 0 } : rest,
    ...(lapses === undefined ? {} : { lapses }),
    commands: { again, query: wordsOf('query', request) },
    ...{ notices: plan.warnings, warnings },
  };
}

interface ReleaseEnd {
  readonly state: HoldMoveState;
  readonly warnings: readonly string[];
}

async function overBefore({ hold, doubts }: ReleasePlan, context: Context): Promise<ReleaseEnd> {
  const said = outcomeOfRecord(hold);
  const outcome = said === 'reversed' || said === 'closed' ? said : 'released';
  const warnings = await keepOutcomes(
    doubts.map(({ id }) => id),
    { outcome },
    context,
  );
  const { respcd, errmsg } = hold;
  const words = { ...(respcd === undefined ? {} : { respcd }), ...(errmsg === undefined ? {} : { message: errmsg }) };
  return { state: { outcome, ...words, transaction: transactionOf(hold), repeated: true }, warnings };
}

async function release(
  plan: ReleasePlan,
  request: UnfreezeRequest,
  session: Session,
  context: Context,
): Promise<ReleaseEnd> {
  const { settings } = session;
  const again = wordsOf('unfreeze', request);
  const { options } = request;
  if (plan.doubts.length === 0) await confirmAmount(moveOf(plan), settings, options, context);
  else {
    const reason = t`a release of it was sent before (${plan.doubts[0]?.time}), and no answer told what became of it`;
    await confirmAgain(moveOf(plan), unsettled(reason, plan, again, settings), session, options, context);
  }
  const resume: Resume = { ...numberOf(plan.hold), command: again };
  const sent_at = context.clock.now();
  const { merchant, env, base_url } = settings;
  const { out_trade_no = '', syssn: orig_syssn, pay_type, txcurrcd } = plan.hold;
  const optional = { mchid: merchant.mchid, pay_type, txcurrcd };
  const sending = {
    ...({ command: 'unfreeze', env, base_url, app_code: merchant.app_code, endpoint: 'unfreeze' } as const),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...{ out_trade_no, orig_syssn, txamt: String(plan.rest.left) },
  };
  const parameters = releaseParameters(plan, settings, sent_at);
  const notices = [t`nothing of the hold can be captured afterwards`];
  const call = { endpoint: endpoints.unfreeze, parameters, sending, notices, resume };
  let told: readonly string[] = [];
  const move: MoneyMove<HoldMoveState> = {
    ...call,
    async understand({ answer }) {
      const end = await understand(answer, plan, again, session, context);
      told = end.warnings;
      return end.state;
    },
    show: async () => told,
  };
  return moveMoney(move, session, context);
}

/** Milliseconds before each look at the hold: its books may lag behind an answer, and more so behind one that got lost. */
const pauses = { lost: [500, 1000, 2000, 4000, 8000], answered: [0, 500, 1000] } as const;

/**
 * What became of it: the hold's own state tells, and the answer what that leaves open.
 * @throws UnknownOutcomeError no usable answer, and the hold stands as it did
 */
async function understand(
  answer: Answer | UnknownOutcomeError,
  plan: ReleasePlan,
  again: string,
  session: Session,
  context: Context,
): Promise<ReleaseEnd> {
  const is_lost = answer instanceof UnknownOutcomeError;
  const said = is_lost ? 'unknown' : outcomeOfAnswer(answer.respcd, 'unfreeze');
  if (is_lost) tell(context, t`the answer was lost: asking what became of the hold`);
  const pause = said === 'unknown' ? pauses.lost : pauses.answered;
  const is_ended = said === 'pending' ? false : await hasEnded(plan, pause, session, context);
  const own = is_lost ? {} : ownFields(answer);
  const transaction = { ...transactionOf(plan.hold), txamt: String(plan.rest.left), ...own };
  const words = is_lost ? {} : { respcd: answer.respcd, message: answer.message, answer };
  if (said === 'unknown' && !is_ended) {
    const reason = is_lost ? answer.message : t`the answer (${answer.respcd} ${answer.message}) leaves it open`;
    throw unsettled(reason, plan, again, session.settings);
  }
  if (is_ended && said !== 'released') {
    const repeated = said === 'declined';
    return { state: { outcome: 'released', transaction, repeated }, warnings: [] };
  }
  const warnings =
    said === 'released' && !is_ended
      ? [t`the gateway took the release, but its books still show the hold: look again with qfpay query`]
      : [];
  return { state: { outcome: said, ...words, transaction, repeated: false }, warnings };
}

/** Whether the hold is over that was not before; false also where nobody could be asked. */
async function hasEnded(
  { hold, rest }: ReleasePlan,
  pause: readonly number[],
  session: Session,
  context: Context,
): Promise<boolean> {
  const before = outcomeOfRecord(hold);
  for (const ms of pause) {
    if (ms > 0) await context.clock.sleep(ms);
    const now = await lookAgain(hold, session);
    const state = now ? outcomeOfRecord(now) : before;
    if (!now || state === before || state === 'authorized') continue;
    if (state !== 'captured') return true;
    // Another machine may have captured the rest meanwhile.
    const after = whatIsHeld(now, await readHoldRecords(now, session, context));
    if (typeof after !== 'string' && after.captured === rest.captured) return true;
  }
  return false;
}

function ownFields({ fields }: Answer): Transaction {
  const { respcd: _respcd, txamt: _amount, ...own } = readTransaction(fields);
  return own;
}

/** The release itself, under the hold's own number. */
function transactionOf({ out_trade_no, syssn: orig_syssn, txcurrcd }: Hold): Transaction {
  const optional = { out_trade_no, txcurrcd };
  const known = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { ...known, orig_syssn };
}

function unsettled(reason: string, { hold, rest }: ReleasePlan, again: string, { env }: Settings): UnknownOutcomeError {
  const amount = formatMoney(String(rest.left), hold.txcurrcd ?? '');
  return new UnknownOutcomeError(t`${reason}; ${amount} may have been released, and the hold does not show it`, {
    hint: t`the same command looks at the hold again, and sends once more only if you agree (--yes)`,
    ...numberOf(hold),
    resume: again,
    known: { env, outcome: 'unknown', hold: { ...numberOf(hold), syssn: hold.syssn, txamt: hold.txamt } },
  });
}

function numberOf({ out_trade_no }: Transaction): { out_trade_no?: string } {
  return out_trade_no === undefined ? {} : { out_trade_no };
}

/** What the person is asked about. */
function moveOf({ hold, rest }: ReleasePlan): MoveToConfirm {
  const { txcurrcd = '' } = hold;
  const amount = formatMoney(String(rest.left), txcurrcd);
  return {
    what: t`release ${amount}`,
    amount,
    lines: [
      t`hold ${hold.out_trade_no ?? ''} (syssn ${hold.syssn}), ${formatMoney(hold.txamt, txcurrcd)} held, ${formatMoney(String(rest.captured), txcurrcd)} captured`,
      t`nothing of the hold can be captured afterwards`,
    ],
  };
}

/** The same hold for a command line, ready to be pasted into a shell. */
function wordsOf(command: 'unfreeze' | 'query', { named, options }: UnfreezeRequest): string {
  const name = named.field === 'syssn' ? ['--syssn', named.value] : [named.value];
  return shellLine(['qfpay', command, ...name, ...connectionFlags(options)]);
}
