import { amountFlags, type FlagValues, toggle, value } from '../command/flags.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { liftRules, UsageError } from '../errors.ts';
import type { Answer } from '../gateway/gateway.ts';
import type { HistoryAttempt, HistoryEntry } from '../history/history-entry.ts';
import {
  captureFaults,
  captureNumber,
  captureRules,
  capturesOf,
  type Hold,
  type HoldRecords,
  type HoldRest,
  isOver,
  isThatCapture,
  lapseOf,
  lastCapture,
  outcomeOfCapture,
  type PlannedCapture,
  whatIsHeld,
} from '../hold/hold.ts';
import { t } from '../language/t.ts';
import { findRefundNumber, refundMonths } from '../lookup/find-orders.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import type { RefundSum } from '../refund/refund-number.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';
import {
  doubtfulAttempts,
  type HandedHoldCall,
  readHoldRecords,
  recordOf,
  refuseForeign,
  sentAbout,
} from './hold-desk.ts';
import { readTxamt, ruleError } from './refund-plan.ts';

/** A capture, understood as far as can be without asking the gateway. */
export interface CaptureRequest {
  readonly named: NamedPayment;
  readonly sum: RefundSum;
  readonly out_trade_no?: string;
  readonly options: CaptureOptions & GlobalOptions;
  /** Of the rules that were skipped so far. */
  readonly warnings: readonly string[];
  readonly lifted: readonly string[];
}

export const captureFlags = {
  syssn: value('<s>', () => t`the hold, by QFPay's number`),
  ...amountFlags,
  full: toggle(() => t`all that is left`),
  out_trade_no: value(
    '<s>',
    () => t`your number for this capture: for a second one of the same amount (default: derived)`,
  ),
  wait: toggle(() => t`ask until the capture is final, 60 s at most`),
  dry_run: toggle(() => t`look the hold up, show the request and do not send it`),
};

/** The flags of `capture`, as typed. */
export type CaptureOptions = FlagValues<typeof captureFlags> & HandedHoldCall;

/** A capture with its number and all that gateway and history said about it before anything is sent. */
export interface CapturePlan extends PlannedCapture {
  /** What stands already, so that nothing is sent. */
  readonly standing?: { readonly record: Transaction; readonly answer?: Answer };
  /** Sendings of this very capture by this machine, of which nobody knows what became. */
  readonly doubts: readonly HistoryAttempt[];
  /** Before this capture; the reason, where it cannot be said. */
  readonly rest: HoldRest | string;
  /** Captures that were there before: one that bears no number is none of them. */
  readonly known: ReadonlySet<string>;
  readonly warnings: readonly string[];
  /** Rules that would have refused it. */
  readonly lifted: readonly string[];
}

interface CapturePlanning {
  readonly request: CaptureRequest;
  readonly hold: Hold;
  readonly found: HoldRecords;
  readonly rest: HoldRest | string;
  /** Of this hold, by this machine. */
  readonly sent: readonly HistoryEntry[];
  readonly session: Session;
  readonly context: Context;
}

/**
 * Asks all that has to be known before a capture may leave. Sends none.
 * @throws UsageError a rule forbids it
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planCapture(
  request: CaptureRequest,
  hold: Hold,
  session: Session,
  context: Context,
): Promise<CapturePlan> {
  refuseForeign(request.options.expected, { txcurrcd: hold.txcurrcd });
  const found = await readHoldRecords(hold, session, context);
  const sent = sentAbout(hold, 'capture', session.settings, context);
  const planning = { request, hold, found, rest: whatIsHeld(hold, found), sent, session, context };
  const planned = numbered(planning);
  const standing = await standingOf(planned, planning);
  const own = sent.find(({ out_trade_no, txamt }) => out_trade_no === planned.out_trade_no && txamt === planned.txamt);
  const doubts = doubtfulAttempts(own);
  const { rest } = planning;
  const known = new Set(found.records.flatMap(({ syssn }) => syssn ?? []));
  const plan = { ...planned, doubts, rest, known, ...(standing ? { standing } : {}) };
  return standing
    ? { ...plan, warnings: twinWarnings(planned, found), lifted: [] }
    : { ...plan, ...checked(planned, planning) };
}

/** Money was taken twice under one number: somebody has to give it back. */
function twinWarnings(planned: PlannedCapture, { records }: HoldRecords): string[] {
  const own = records.filter((each) => each.out_trade_no === planned.out_trade_no && isThatCapture(each, planned));
  const taken = own.filter((record) => outcomeOfCapture(record) === 'captured');
  if (taken.length < 2) return [];
  const syssns = taken.map(({ syssn = '' }) => syssn).join(', ');
  return [t`${planned.out_trade_no} was CAPTURED ${taken.length} TIMES (${syssns}): refund what is too much`];
}

/**
 * How much, and under which number. All that is left is told by the records, so that they have to be complete.
 * @throws UsageError they are not
 */
function numbered(planning: CapturePlanning): PlannedCapture {
  const { request, hold, rest } = planning;
  const { sum, out_trade_no } = request;
  const numbers = { is_given: out_trade_no !== undefined };
  if (sum !== 'full') {
    const txamt = readTxamt(sum, hold);
    return { hold, txamt, out_trade_no: out_trade_no ?? numberOf(planning, txamt, '0'), ...numbers };
  }
  if (typeof rest === 'string')
    throw ruleError(captureFaults({ hold, txamt: hold.txamt, out_trade_no: '', is_given: false }, rest, 0));
  if (rest.left > 0) {
    const before = String(Number(hold.txamt) - rest.left);
    const txamt = String(rest.left);
    return { hold, txamt, out_trade_no: out_trade_no ?? numberOf(planning, txamt, before), ...numbers };
  }
  const last = lastOf(planning);
  const txamt = last?.txamt ?? hold.txamt;
  return {
    hold,
    txamt,
    out_trade_no: out_trade_no ?? last?.out_trade_no ?? numberOf(planning, txamt, '0'),
    ...numbers,
  };
}

function numberOf({ hold, session }: CapturePlanning, txamt: string, before: string): string {
  const { env, merchant } = session.settings;
  const { app_code, mchid } = merchant;
  return captureNumber({ env, app_code, mchid, syssn: hold.syssn, txamt, before });
}

function lastOf(planning: CapturePlanning): Transaction | undefined {
  const { hold, found } = planning;
  return lastCapture(hold, capturesOf(hold, found), (txamt, before) => numberOf(planning, txamt, before));
}

/** What stands under the number, or can be nothing but this capture; else what this machine knows for certain that it made. */
async function standingOf(planned: PlannedCapture, planning: CapturePlanning): Promise<CapturePlan['standing']> {
  const { session, context, hold, found, sent } = planning;
  const months = refundMonths(hold, context.clock.now());
  const lookup = await findRefundNumber(session.gateway, planned.out_trade_no, months);
  const answer = lookup.answers.at(-1);
  const named = [...lookup.records, ...found.records].filter((each) => each.out_trade_no === planned.out_trade_no);
  const own = named.find((each) => isThatCapture(each, planned)) ?? named[0];
  if (own) return { record: own, ...(answer ? { answer } : {}) };
  const own_sendings = sent.filter(({ out_trade_no }) => out_trade_no === planned.out_trade_no);
  const nameless = namelessOf(planned, own_sendings, planning);
  if (nameless) return { record: nameless };
  const made = own_sendings.find(({ settled, txamt }) => settled?.outcome === 'captured' && txamt === planned.txamt);
  return made && { record: recordOf(made, planned.hold) };
}

/** By how much this machine's clock may be fast. */
const clockSlack = 10 * 60_000;

/**
 * A capture of this amount that the books show without a number (QFPay's samples have such): of a derived number it is this one,
 * as nobody else can mean the same; of a number that was given, only where it was sent before and is not known otherwise.
 */
function namelessOf(
  planned: PlannedCapture,
  own_sendings: readonly HistoryEntry[],
  { hold, found, sent }: CapturePlanning,
): Transaction | undefined {
  const claimed = new Set(sent.flatMap(({ settled }) => settled?.syssn ?? []));
  const mine = new Set(own_sendings.flatMap(({ settled }) => settled?.syssn ?? []));
  const isFree = ({ syssn = '' }: Transaction) => mine.has(syssn) || !claimed.has(syssn);
  const nameless = capturesOf(hold, found).filter(
    (each) => each.out_trade_no === undefined && isThatCapture(each, planned) && isFree(each),
  );
  const named = nameless.find(({ syssn = '' }) => mine.has(syssn));
  if (named || !planned.is_given) return named ?? nameless[0];
  const [first] = own_sendings.flatMap(doubtfulAttempts);
  const since = first ? Date.parse(first.time) - clockSlack : Number.POSITIVE_INFINITY;
  return nameless.find(({ sysdtm = '' }) => (parseGatewayTime(sysdtm)?.getTime() ?? 0) >= since);
}

/** @throws UsageError with every fault at once */
function checked(planned: PlannedCapture, planning: CapturePlanning): Pick<CapturePlan, 'warnings' | 'lifted'> {
  const { request, hold, rest, context } = planning;
  if (isOver(hold)) throw overError(request, hold);
  const found = captureFaults(planned, rest, doubted(planned, planning));
  const { faults, warnings, lifted } = liftRules(found, request.options.skip_rule ?? [], captureRules);
  if (faults.length > 0) throw ruleError(faults);
  return { warnings: [...warnings, ...lapseWarnings(hold, context.clock.now())], lifted };
}

function overError({ named }: CaptureRequest, hold: Hold): UsageError {
  const rule =
    outcomeOfRecord(hold) === 'released'
      ? t`was released (cancel ${hold.cancel}): nothing of it can be captured any more`
      : t`is over (cancel ${hold.cancel}): nothing of it can be captured any more`;
  return new UsageError(`${named.field} ${named.value} ${rule}`, {
    details: [{ ...named, rule, next: t`make a new order` }],
  });
}

/** Other captures of this hold that this machine sent, and that no record shows: they may still be taken from it. */
function doubted({ out_trade_no }: PlannedCapture, { sent, found }: CapturePlanning): number {
  const shown = new Set(found.records.map((record) => record.out_trade_no));
  const others = sent.filter((entry) => entry.out_trade_no !== out_trade_no && !shown.has(entry.out_trade_no));
  const open = others.filter((entry) => doubtfulAttempts(entry).length > 0);
  return open.reduce((sum, { txamt = '0' }) => sum + Number(txamt), 0);
}

function lapseWarnings(hold: Hold, now: Date): string[] {
  const lapse = lapseOf(hold);
  if (!lapse || now < lapse) return [];
  return [
    t`the hold is older than 7 days (${formatGatewayTime(lapse)} UTC+8): QFPay releases it by itself then, but for hotels and rentals (28)`,
  ];
}
