import { endpoints } from '../catalog/endpoints.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { decisiveRecord, isFinal, outcomeOfAnswer } from '../diagnosis/outcome.ts';
import { UnknownOutcomeError } from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import type { RecordedSending } from '../history/history-entry.ts';
import { t } from '../language/t.ts';
import { type QueryFilter, tryQuery } from '../lookup/query.ts';
import { isAskedFor, type Seen } from '../lookup/wait.ts';
import { windowAround } from '../lookup/window.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { CancelState } from '../report/cancel-report.ts';
import { readTransaction, type Transaction } from '../transaction/transaction.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { type CancelOrder, cancelParameters, stateOfOrder } from './cancel-order.ts';
import { isOfHold } from './cancel-rules.ts';
import { moveMoney, settledAs } from './move-money.ts';

/** An order that was to be ended, looked at again. */
export interface Cancelled {
  readonly state: CancelState;
  /** Absent where the books could not be read afterwards. */
  readonly after?: Seen;
  readonly answer?: Answer;
  readonly cancellation?: Transaction;
  readonly warnings: readonly string[];
}

/**
 * Sends the reversal or close, once, and asks afterwards how the order stands. Nothing is sent again, whatever becomes of
 * the answer.
 * @param command the one that sends it, for the history
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function cancelOnce(
  order: CancelOrder,
  command: string,
  session: Session,
  context: Context,
): Promise<Cancelled> {
  const { settings, gateway } = session;
  const { state, warnings } = await moveMoney<EndedOrder>(
    {
      endpoint: endpoints[order.endpoint],
      parameters: cancelParameters(order),
      sending: sendingOf(order, command, settings),
      notices: [],
      resume: order.resume,
      understand: ({ answer }) => understand(answer, order, gateway, context),
      settledAs: ({ outcome, respcd, cancellation: transaction }) => settledAs({ outcome, respcd, transaction }),
    },
    session,
    context,
  );
  const { after, answer, cancellation, ...rest } = state;
  return {
    state: rest,
    ...(after ? { after } : {}),
    ...(answer ? { answer } : {}),
    ...(cancellation ? { cancellation } : {}),
    warnings,
  };
}

/** How the order stands, and all that was seen of it. */
type EndedOrder = CancelState & Pick<Cancelled, 'after' | 'answer' | 'cancellation'>;

async function understand(
  answer: Answer | UnknownOutcomeError,
  order: CancelOrder,
  gateway: Gateway,
  context: Context,
): Promise<EndedOrder> {
  const after = await lookAfter(order, answer, gateway, context);
  const state = outcomeOfCancel(order, { answer, after: after?.record });
  const seen = { ...state, ...(after ? { after } : {}) };
  if (answer instanceof UnknownOutcomeError) return seen;
  const cancellation = readTransaction(answer.fields);
  return { ...seen, answer, ...(cancellation.syssn === undefined ? {} : { cancellation }) };
}

/** What the history keeps of it: the order's own number, for the call has none. */
function sendingOf(
  { endpoint, record, txamt, skipped_rules }: CancelOrder,
  command: string,
  { env, base_url, merchant }: Settings,
): RecordedSending {
  const { out_trade_no = '', syssn, pay_type, txcurrcd } = record;
  return {
    command,
    env,
    base_url,
    app_code: merchant.app_code,
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    endpoint,
    out_trade_no,
    ...(syssn === undefined ? {} : { orig_syssn: syssn }),
    ...(pay_type === undefined ? {} : { pay_type }),
    txamt,
    ...(txcurrcd === undefined ? {} : { txcurrcd }),
    ...(skipped_rules.length > 0 ? { skipped_rules } : {}),
  };
}

/** Milliseconds before each look: the books may lag behind an answer, and more so behind one that got lost. */
const pauses = {
  refused: [0, 500, 1000],
  done: [0, 500, 1000, 2000, 4000],
  open: [500, 1000, 2000, 4000, 8000],
} as const;

/** The order once it is settled, or when patience ends; undefined when the gateway could not tell. */
async function lookAfter(
  order: CancelOrder,
  answer: Answer | UnknownOutcomeError,
  gateway: Gateway,
  { clock, progress: startProgress }: Pick<Context, 'clock' | 'progress'>,
): Promise<Seen | undefined> {
  const progress = startProgress(t`asking what became of the order`);
  let last: Seen | undefined;
  try {
    for (const pause of pauses[patienceFor(order, answer)]) {
      if (pause > 0) await clock.sleep(pause);
      last = (await lookOnce(order, gateway)) ?? last;
      if (last && isSettled(order, last.record)) break;
    }
  } finally {
    progress.stop();
  }
  return last;
}

function patienceFor({ endpoint }: CancelOrder, answer: Answer | UnknownOutcomeError): keyof typeof pauses {
  if (answer instanceof UnknownOutcomeError) return 'open';
  const outcome = outcomeOfAnswer(answer.respcd, endpoint);
  if (outcome === 'declined') return 'refused';
  return isFinal(outcome) ? 'done' : 'open';
}

function isSettled({ is_void }: CancelOrder, record: Transaction): boolean {
  const state = stateOfOrder(record);
  return isFinal(state) && !(is_void && state === 'paid');
}

async function lookOnce({ record: named }: CancelOrder, gateway: Gateway): Promise<Seen | undefined> {
  const filter = filterOf(named);
  const found = await tryQuery(gateway, filter);
  const isOrder = (each: Transaction) =>
    isAskedFor(each, filter) && isSameNumber(each, named) && (each.order_type ?? 'payment') === 'payment';
  const records = found?.records.filter(isOrder) ?? [];
  const record = decisiveRecord(records);
  return found && record && { ...found, records, record };
}

/** Asked for by QFPay's number, a record still has to bear the merchant's. */
function isSameNumber(record: Transaction, { out_trade_no = record.out_trade_no }: Transaction): boolean {
  return record.out_trade_no === undefined || record.out_trade_no === out_trade_no;
}

function filterOf({ syssn, out_trade_no = '', sysdtm = '' }: Transaction): QueryFilter {
  if (syssn !== undefined) return { syssn: [syssn] };
  const made_at = parseGatewayTime(sysdtm);
  return { out_trade_no: [out_trade_no], ...(made_at ? { window: windowAround(made_at) } : {}) };
}

/** What the call brought, and what the books say afterwards; undefined where they could not be asked. */
interface Aftermath {
  readonly answer: Answer | UnknownOutcomeError;
  readonly after: Transaction | undefined;
}

/**
 * What is true now. The books decide, since a cancellation that went through does not prove that the payer was not charged;
 * the answer tells only what they leave open.
 */
export function outcomeOfCancel(order: CancelOrder, { answer, after }: Aftermath): CancelState {
  const state = after && stateOfOrder(after);
  const said = wordOf(order, answer);
  const byRecord = { ...(after?.respcd ? { respcd: after.respcd } : {}), ...errmsgOf(after) };
  if (state === 'reversed' || state === 'closed' || state === 'refunded') {
    const isOurs = said !== 'declined' && state !== 'refunded';
    const outcome = isOurs ? doneBy(order) : state;
    const words = said === 'done' ? byAnswer(answer) : byRecord;
    return { outcome, ...words, reason: endings()[outcome], ...(said === 'declined' ? { repeated: true } : {}) };
  }
  if (state === 'paid' && !order.is_void) return { outcome: 'paid', ...byRecord, reason: stillPaid(order) };
  if (state !== undefined && isOfHold(state)) return { outcome: state, ...byRecord, reason: stillHeld(order) };
  if (state === 'declined') return deadOrder(order, said, { answer, byRecord });
  return openOrder(order, said, { answer, after });
}

type CancelAnswerKind = 'done' | 'declined' | 'pending' | 'unknown';
type AnswerWords = Pick<CancelState, 'respcd' | 'message'>;

function endings() {
  return {
    reversed: t`no money is taken, or it goes back`,
    closed: t`nobody can pay it any more`,
    refunded: t`the money went back to the payer`,
  } as const;
}

/** The word for what the call does. The flag that it leaves on the books tells kinds of orders apart, and not calls. */
function doneBy({ endpoint }: CancelOrder): 'closed' | 'reversed' {
  return endpoint === 'close' ? 'closed' : 'reversed';
}

function wordOf({ endpoint }: CancelOrder, answer: Aftermath['answer']): CancelAnswerKind {
  if (answer instanceof UnknownOutcomeError) return 'unknown';
  const outcome = outcomeOfAnswer(answer.respcd, endpoint);
  return outcome === 'declined' || outcome === 'pending' || outcome === 'unknown' ? outcome : 'done';
}

function byAnswer(answer: Aftermath['answer']): AnswerWords {
  if (answer instanceof UnknownOutcomeError) return {};
  const { respcd, message } = answer;
  return { respcd, ...(message === '' ? {} : { message }) };
}

function errmsgOf(record: Transaction | undefined): AnswerWords {
  return record?.errmsg === undefined ? {} : { message: record.errmsg };
}

function stillHeld({ endpoint }: CancelOrder): string {
  return t`the payer has agreed meanwhile, and the ${endpoint} did not stop it: release the hold by qfpay unfreeze`;
}

function stillPaid({ endpoint }: CancelOrder): string {
  return t`the order is PAID: the ${endpoint} did not stop the payment, and the money has to be refunded`;
}

/** Nobody can pay it: ended by the call if that went through, else by itself. */
function deadOrder(
  order: CancelOrder,
  said: CancelAnswerKind,
  { answer, byRecord }: { answer: Aftermath['answer']; byRecord: AnswerWords },
): CancelState {
  if (said !== 'done') return { outcome: 'declined', ...byRecord, reason: t`the order is over, and was never paid` };
  const outcome = doneBy(order);
  return { outcome, ...byAnswer(answer), reason: endings()[outcome] };
}

/** The books show it as it was before, or cannot be read. */
function openOrder(order: CancelOrder, said: CancelAnswerKind, { answer, after }: Aftermath): CancelState {
  const { endpoint, is_void } = order;
  const words = byAnswer(answer);
  const now = nowText(order, after);
  switch (said) {
    case 'declined':
      return { outcome: 'declined', ...words, reason: t`the gateway refused the ${endpoint}; ${now}` };
    case 'done':
      return {
        outcome: 'pending',
        ...words,
        reason: t`the gateway took the ${endpoint}, but ${now}${hintOf(order, answer)}`,
      };
    case 'pending':
      return { outcome: 'pending', ...words, reason: t`the ${endpoint} is in progress; ${now}` };
    case 'unknown': {
      const isOpen = after !== undefined && !is_void && !isFinal(stateOfOrder(after));
      const reason = t`the ${endpoint} may not have been processed; ${now}${hintOf(order, answer)}`;
      return { outcome: isOpen ? 'pending' : 'unknown', ...words, reason };
    }
  }
}

function nowText({ is_void }: CancelOrder, after: Transaction | undefined): string {
  if (!after) return t`the order could not be looked up afterwards`;
  return is_void ? t`the payment still stands as paid` : t`the order is still open and may be paid`;
}

/** QFPay's older documents read two answers to a close as: this wallet cannot. */
function hintOf({ endpoint }: CancelOrder, answer: Aftermath['answer']): string {
  if (endpoint !== 'close' || answer instanceof UnknownOutcomeError) return '';
  const cannot = answer.respcd === '1297' || (answer.respcd === '0000' && !answer.fields['syssn']);
  return cannot ? t` (by its answer the wallet may not support close: then the order lives until it expires)` : '';
}
