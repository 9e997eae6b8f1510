import { endpoints } from '../catalog/endpoints.ts';
import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context, Resume } from '../context.ts';
import { decisiveRecord, isUsedNumber, outcomeOfAnswer } from '../diagnosis/outcome.ts';
import { DeclinedError, NetworkError, RateLimitedError, UnknownOutcomeError } from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import type { RecordedSending } from '../history/history-entry.ts';
import { isThatCapture, outcomeOfCapture, type PlannedCapture } from '../hold/hold.ts';
import { t } from '../language/t.ts';
import { acceptedLookup, type Lookup, queryAllPages } from '../lookup/query.ts';
import { windowAround } from '../lookup/window.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { HoldMoveState } from '../report/hold-report.ts';
import type { Parameter } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { readTransaction, type Transaction } from '../transaction/transaction.ts';
import { formatTxdtm } from '../transaction/txdtm.ts';
import type { CapturePlan } from './capture-plan.ts';
import { keepOutcomes, moveMoney, settledAs } from './move-money.ts';

export function captureParameters(
  { hold, txamt, out_trade_no }: PlannedCapture,
  { timezone }: Settings,
  now: Date,
): Parameter[] {
  const { syssn, txcurrcd } = hold;
  return [
    ['syssn', syssn],
    ['txamt', txamt],
    ...(txcurrcd === undefined ? [] : [['txcurrcd', txcurrcd] as const]),
    ['out_trade_no', out_trade_no],
    ['txdtm', formatTxdtm(now, timezone)],
  ];
}

/** What became of a capture, and what had to be warned about since. */
interface SentCapture {
  readonly state: HoldMoveState;
  readonly warnings: readonly string[];
}

/**
 * Sends a capture, once. Nothing is sent again, whatever becomes of the answer: no source says that the gateway refuses a second one
 * under the same number.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws UnknownOutcomeError may have been processed, and the books do not show it
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function sendCapture(
  plan: CapturePlan,
  { again, lifted }: { readonly again: string; readonly lifted: readonly string[] },
  session: Session,
  context: Context,
): Promise<SentCapture> {
  const { settings, gateway } = session;
  const sent_at = context.clock.now();
  const resume: Resume = { out_trade_no: plan.out_trade_no, command: again };
  const sending = sendingOf(plan, lifted, settings);
  return moveMoney(
    {
      endpoint: endpoints.capture,
      parameters: captureParameters(plan, settings, sent_at),
      sending,
      notices: noticesOf(settings),
      resume,
      understand: ({ answer }) => understand({ answer, sent_at, again }, plan, gateway, context),
      show: async (state) => (state.repeated ? keepDoubts(plan, state, context) : []),
    },
    session,
    context,
  );
}

/** Earlier sendings of the capture, which what stands under their number has settled. */
export async function keepDoubts({ doubts }: CapturePlan, state: HoldMoveState, context: Context): Promise<string[]> {
  if (state.outcome === 'unknown') return [];
  return keepOutcomes(
    doubts.map(({ id }) => id),
    settledAs(state),
    context,
  );
}

/** What the history keeps of it. */
function sendingOf(
  { hold, txamt, out_trade_no }: CapturePlan,
  lifted: readonly string[],
  { env, base_url, merchant }: Settings,
): RecordedSending {
  const optional = { mchid: merchant.mchid, pay_type: hold.pay_type, txcurrcd: hold.txcurrcd };
  return {
    ...{ command: 'capture', env, base_url, app_code: merchant.app_code, endpoint: 'capture', out_trade_no },
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...{ txamt, orig_syssn: hold.syssn },
    ...(lifted.length > 0 ? { skipped_rules: lifted } : {}),
  };
}

function noticesOf({ env }: Settings): string[] {
  return env === 'test' ? [t`test moves real money: give it back today by qfpay refund`] : [];
}

/** What came back of it. */
interface ReturnedCapture {
  readonly answer: Answer | UnknownOutcomeError;
  readonly sent_at: Date;
  readonly again: string;
}

async function understand(
  returned: ReturnedCapture,
  plan: CapturePlan,
  gateway: Gateway,
  context: Context,
): Promise<HoldMoveState> {
  const { answer } = returned;
  if (answer instanceof UnknownOutcomeError) {
    tell(context, t`the answer was lost: asking what became of the capture`);
    return settleOrThrow(answer.message, returned, plan, gateway, context);
  }
  const said = [answer.respcd, answer.message].filter((text) => text).join(' ');
  const doubt = doubtAbout(answer, plan);
  const state = stateOfAnswer(answer, plan);
  if (doubt !== undefined || state.outcome === 'unknown') {
    const reason = doubt ?? t`the answer (${said}) leaves open what became of the capture`;
    tell(context, t`${reason}: asking`);
    return settleOrThrow(reason, returned, plan, gateway, context);
  }
  if (isUsedNumber(answer))
    return settleOrThrow(
      t`the gateway refuses out_trade_no ${plan.out_trade_no} as used (${said}), and no answer of query shows it`,
      returned,
      plan,
      gateway,
      context,
    );
  if (state.outcome !== 'declined' || plan.doubts.length === 0) return state;
  // That it is refused now says nothing of the sending before, which may even be the reason.
  const reason = t`the gateway refuses it now (${said}), but what became of an earlier sending is not known`;
  return settleOrThrow(reason, returned, plan, gateway, context);
}

/** @throws UnknownOutcomeError the books do not show it, which is no proof that nothing happened */
async function settleOrThrow(
  reason: string,
  { answer, sent_at, again }: ReturnedCapture,
  plan: CapturePlan,
  gateway: Gateway,
  context: Context,
): Promise<HoldMoveState> {
  const found = await settleCapture(plan, sent_at, gateway, context);
  if (found) return { ...found, repeated: !(answer instanceof UnknownOutcomeError) && isUsedNumber(answer) };
  throw unsettledCapture(reason, plan, again, gateway.settings);
}

/** What cannot be settled: the same command asks before it sends again. */
export function unsettledCapture(
  reason: string,
  { hold, txamt, out_trade_no }: PlannedCapture,
  again: string,
  { env }: Pick<Settings, 'env'>,
): UnknownOutcomeError {
  const amount = formatMoney(txamt, hold.txcurrcd ?? '');
  return new UnknownOutcomeError(
    t`${reason}; the capture of ${amount} may have been made, and query does not show it`,
    {
      hint: t`look at the hold in QFPay's portal; the same command asks query again, and sends once more only if you agree (--yes)`,
      out_trade_no,
      resume: again,
      known: {
        env,
        outcome: 'unknown',
        transaction: { out_trade_no, orig_syssn: hold.syssn, txamt },
        hold: { out_trade_no: hold.out_trade_no, syssn: hold.syssn, txamt: hold.txamt },
      },
    },
  );
}

/** Milliseconds before each try: the books may lag behind an answer that got lost. */
const patient: readonly number[] = [500, 1000, 2000, 4000, 8000];

/** Pages of a hundred; of a window of two days. */
const mostPages = 20;

/**
 * The capture on the books: under its number, or as a new record that names the hold and bears no number. Only asks.
 * @throws CancelledError interrupted
 */
async function settleCapture(
  plan: CapturePlan,
  sent_at: Date,
  gateway: Gateway,
  { clock }: Context,
): Promise<HoldMoveState | undefined> {
  const window = windowAround(sent_at);
  const number = { out_trade_no: [plan.out_trade_no] };
  for (const pause of patient) {
    await clock.sleep(pause);
    // Should this machine's clock be far off, the window is wrong, and the gateway's own month is right.
    for (const filter of [{ ...number, window }, number, { window }]) {
      const lookup = await unlessUnread(() => queryAllPages(gateway, filter, mostPages));
      const record = lookup && ownRecord(lookup.records, plan);
      const answer = lookup?.answers.at(-1);
      if (record) return { ...stateOfRecord(record, plan), ...(answer ? { answer } : {}) };
    }
  }
  return undefined;
}

function ownRecord(records: readonly Transaction[], plan: CapturePlan): Transaction | undefined {
  const named = records.filter((record) => record.out_trade_no === plan.out_trade_no);
  const own = decisiveRecord(named.filter((record) => isThatCapture(record, plan))) ?? named[0];
  if (own) return own;
  const { hold, known } = plan;
  return records.find(
    ({ syssn = '', out_trade_no, orig_syssn, txamt }) =>
      out_trade_no === undefined && orig_syssn === hold.syssn && txamt === plan.txamt && !known.has(syssn),
  );
}

/** Undefined where the gateway could not be asked just now, or would not tell. */
async function unlessUnread(ask: () => Promise<Lookup>): Promise<Lookup | undefined> {
  try {
    return acceptedLookup(await ask());
  } catch (error) {
    const kinds = [NetworkError, RateLimitedError, DeclinedError];
    if (kinds.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

function stateOfAnswer(answer: Answer, plan: PlannedCapture): HoldMoveState {
  const { respcd, message } = answer;
  const { respcd: _respcd, ...fields } = readTransaction(answer.fields);
  const outcome = outcomeOfAnswer(respcd, 'capture');
  return { outcome, respcd, message, answer, repeated: false, transaction: { ...expected(plan), ...fields } };
}

/** What a record says; of another transaction under the number, that it is none of this one. */
export function stateOfRecord(record: Transaction, plan: PlannedCapture): HoldMoveState {
  if (!isThatCapture(record, plan)) return stateOfOther(record, plan);
  const { respcd, errmsg, cancel: _flag, ...fields } = record;
  return {
    outcome: outcomeOfCapture(record),
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    transaction: { ...expected(plan), ...fields },
    repeated: false,
  };
}

function stateOfOther(
  { order_type = 'payment', txamt = '', txcurrcd = '' }: Transaction,
  plan: PlannedCapture,
): HoldMoveState {
  const { out_trade_no } = plan;
  const found = `${order_type} ${formatMoney(txamt, txcurrcd)}`;
  return {
    outcome: plan.is_given ? 'declined' : 'unknown',
    transaction: expected(plan),
    repeated: false,
    reason: t`out_trade_no ${out_trade_no} belongs to another transaction (${found}): give a new --out-trade-no`,
  };
}

function expected({ hold, txamt, out_trade_no }: PlannedCapture): Transaction {
  const { syssn: orig_syssn, txcurrcd } = hold;
  return { out_trade_no, orig_syssn, txamt, ...(txcurrcd === undefined ? {} : { txcurrcd }) };
}

/** Why an answer must not be believed before the books were asked. A refusal may name what it likes. */
function doubtAbout({ respcd, fields, data, records = [] }: Answer, plan: PlannedCapture): string | undefined {
  if (respcd !== '0000') return undefined;
  const sent = { out_trade_no: plan.out_trade_no, orig_syssn: plan.hold.syssn, txamt: plan.txamt };
  for (const part of [fields, data ?? {}, ...records]) {
    const found = readTransaction(part);
    const foreign = (['out_trade_no', 'orig_syssn', 'txamt'] as const).find(
      (name) => found[name] !== undefined && found[name] !== sent[name],
    );
    if (foreign) return t`the answer is about another capture: its ${foreign} is not the one that was sent`;
    const { txstatus = 'SUCCESS' } = part;
    if ((found.respcd ?? '0000') !== '0000' || String(txstatus || 'SUCCESS').toUpperCase() !== 'SUCCESS')
      return t`the answer contradicts itself: its respcd is 0000, and another part of it says otherwise`;
  }
  return undefined;
}
