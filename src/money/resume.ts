import { baseUrls } from '../catalog/endpoints.ts';
import { tell } from '../command/command.ts';
import { connectionFlags, refusalOf, type Session, shellLine, withSession } from '../command/session.ts';
import type { Context } from '../context.ts';
import { decisiveRecord, exitOfOutcome, isSameSum, type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
import {
  ConfigError,
  DeclinedError,
  exitCodes,
  NetworkError,
  type QfpayError,
  RateLimitedError,
  SignatureError,
} from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { attemptsOf, type HistoryEntry } from '../history/history-entry.ts';
import { outcomeOfCapture } from '../hold/hold.ts';
import { t } from '../language/t.ts';
import { acceptedLookup, isNothingYet, type QueryFilter, queryAllPages, queryOnce } from '../lookup/query.ts';
import { isAskedFor } from '../lookup/wait.ts';
import { type QueryWindow, seenFrom, windowAround } from '../lookup/window.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { isRefundOf, outcomeOfRefund } from '../refund/refund-record.ts';
import type { ResumedEntry } from '../report/history-report.ts';
import type { RefusalDiagnosis } from '../report/refused-signature.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { stateOfOrder } from './cancel-order.ts';
import { isOpen, listed } from './listed-entry.ts';
import { keepOutcome } from './move-money.ts';

/** Hears what is known where the gateway refused a signature (1108). */
type OnRefused = (diagnosis: RefusalDiagnosis) => void;

/** Calls that are to be settled together, and with which settings. */
interface Group {
  readonly options: GlobalOptions;
  readonly entries: readonly HistoryEntry[];
}

/**
 * Asks what became of each call that is open, in its own environment, and writes it down. Moves no money.
 * @throws ConfigError the settings that were typed are none
 * @throws CancelledError interrupted
 */
export async function resumeEntries(
  entries: readonly HistoryEntry[],
  options: GlobalOptions,
  context: Context,
  onRefused: OnRefused,
): Promise<ResumedEntry[]> {
  const asked = new Map<string, ResumedEntry>();
  for (const group of groupsOf(entries.filter(isOpen), options)) {
    for (const resumed of await resumeGroup(group, context, onRefused)) asked.set(resumed.id, resumed);
  }
  return entries.map((entry) => asked.get(entry.id) ?? resumedAs(entry, options));
}

/** What was typed is meant for all of them; else each environment has its own credentials. */
function groupsOf(entries: readonly HistoryEntry[], options: GlobalOptions): Group[] {
  if (entries.length === 0) return [];
  if (isTyped(options)) return [{ options, entries }];
  const envs = [...new Set(entries.map(({ env }) => env))];
  return envs.map((env) => ({ options: { ...options, env }, entries: entries.filter((entry) => entry.env === env) }));
}

function isTyped({ env, profile, key_file }: GlobalOptions): boolean {
  return env !== undefined || profile !== undefined || key_file !== undefined;
}

async function resumeGroup(
  { options, entries }: Group,
  context: Context,
  onRefused: OnRefused,
): Promise<ResumedEntry[]> {
  try {
    return await withSession(options, context, async (session) => {
      const resumed = await askAbout(entries, options, session, context);
      const diagnosis = await refusalOf(session, context);
      if (diagnosis) onRefused(diagnosis);
      return resumed;
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return entries.map((entry) => resumedWithout(entry, options, t`--env ${entry.env}, for which ${error.message}`));
  }
}

async function askAbout(
  entries: readonly HistoryEntry[],
  options: GlobalOptions,
  session: Session,
  context: Context,
): Promise<ResumedEntry[]> {
  const resumed: ResumedEntry[] = [];
  const progress = context.progress(t`asking what became of open calls`);
  let failure: QfpayError | undefined;
  try {
    for (const [index, entry] of entries.entries()) {
      progress.update(t`asking what became of ${entry.out_trade_no} (${index + 1} of ${entries.length})`);
      const needs = needsOf(entry, session.settings);
      if (needs !== undefined) {
        resumed.push(resumedWithout(entry, options, needs));
        continue;
      }
      // A gateway that gives no answer now would let each of the others wait as long.
      const result = failure ?? (await unlessNoAnswer(() => resumedBy(entry, options, session.gateway, context)));
      if ('exit_code' in result) failure = result;
      resumed.push('exit_code' in result ? resumedAs(entry, options, result) : result);
    }
  } finally {
    progress.stop();
  }
  return resumed;
}

/** The error in place of the result, where the gateway could not be asked. */
async function unlessNoAnswer<T>(ask: () => Promise<T>): Promise<T | QfpayError> {
  try {
    return await ask();
  } catch (error) {
    const noAnswers = [NetworkError, RateLimitedError, SignatureError, DeclinedError];
    if (noAnswers.some((kind) => error instanceof kind)) return error as QfpayError;
    throw error;
  }
}

/**
 * Asks about one call, and writes down what is new.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
async function resumedBy(
  entry: HistoryEntry,
  options: GlobalOptions,
  gateway: Gateway,
  context: Context,
): Promise<ResumedEntry> {
  const looked = await lookUpEntry(entry, gateway, context.clock.now());
  // What was written down before was not seen now: that a fresh order waits for its payer is no success of one that is gone.
  if (!looked && isOfPage(entry)) {
    return { ...resumedAs(entry, options), message: t`no payer has chosen how to pay yet`, exit: exitCodes.pending };
  }
  if (!looked)
    return { ...resumedAs(entry, options), message: t`the gateway does not know the number`, exit: exitCodes.unknown };
  const { outcome, record } = looked;
  const { respcd, errmsg } = record;
  const isItself = record.out_trade_no === entry.out_trade_no && record.syssn !== entry.orig_syssn;
  // Of a page, another card may still pay: the number of one attempt is not the order's.
  const isTry = isOfPage(entry) && outcome === 'pending';
  const syssn = entry.settled?.syssn ?? (isItself && !isTry ? record.syssn : undefined);
  const settled = { outcome, ...(respcd === undefined ? {} : { respcd }), ...(syssn === undefined ? {} : { syssn }) };
  // Of each sending that is open: the history tells what became of a call by all of them.
  const news = attemptsOf(entry).filter((each) => isOpen(each) && each.settled?.outcome !== outcome);
  for (const { id } of news)
    for (const warning of await keepOutcome(context, id, settled)) tell(context, t`warning: ${warning}`);
  const now = { ...entry, settled: { ...settled, time: context.clock.now().toISOString() } };
  return {
    ...resumedAs(now, options),
    before: entry.settled?.outcome ?? 'unknown',
    ...(errmsg === undefined ? {} : { message: errmsg }),
  };
}

function outcomeOfTry(record: Transaction): Outcome {
  const outcome = outcomeOfRecord(record);
  return outcome === 'declined' ? 'pending' : outcome;
}

/** A checkout or an intent: there is no order before its payer chooses, and a card that was declined is no end of it. */
function isOfPage({ command }: HistoryEntry): boolean {
  return command === 'checkout' || command === 'intent';
}

/** A call as it was written down; with the failure, where the gateway could not be asked about it. */
function resumedAs(entry: HistoryEntry, options: GlobalOptions, failure?: QfpayError): ResumedEntry {
  const told = listed(entry);
  const next = nextCommand(entry, told.outcome, options);
  return {
    ...told,
    before: told.outcome,
    ...(next === undefined ? {} : { next }),
    ...(failure ? { problem: failure.message } : {}),
    exit: failure?.exit_code ?? exitOf(entry, told.outcome),
  };
}

/** A call that belongs to other settings is left alone, and stays as open as it was; that it is open is all that is known of it. */
function resumedWithout(entry: HistoryEntry, options: GlobalOptions, needs: string): ResumedEntry {
  const resumed = resumedAs(entry, options);
  return { ...resumed, needs, exit: resumed.exit === exitCodes.unknown ? exitCodes.unknown : exitCodes.pending };
}

/** Whether what was wanted came about: an order that is over is no payment, and one that is paid was not ended. */
function exitOf({ endpoint }: HistoryEntry, outcome: string): number {
  if (outcome === 'not_sent') return exitCodes.network;
  const isOver = ['closed', 'reversed', 'refunded', 'released'].includes(outcome);
  const isCancel = endpoint === 'reversal' || endpoint === 'close';
  const isTaken = ['paid', 'authorized', 'captured'].includes(outcome);
  if ((endpoint === 'payment' && isOver) || (isCancel && isTaken)) return exitCodes.declined;
  return exitOfOutcome(outcome as Outcome);
}

/** What the gateway's books say of a call. */
interface Looked {
  readonly outcome: Outcome;
  /** The payment or refund itself; for a reversal or close, the order. */
  readonly record: Transaction;
}

/**
 * Asks what became of a call; undefined where the books do not know it, which is no proof that nothing happened. Only asks.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function lookUpEntry(entry: HistoryEntry, gateway: Gateway, now: Date): Promise<Looked | undefined> {
  for (const filter of filtersOf(entry, now)) {
    const { records, answer } = await queryOnce(gateway, filter);
    if (isNothingYet(answer, filter.window)) continue;
    const found = acceptedLookup({ records, answers: [answer] }).records.filter((record) => isAskedFor(record, filter));
    const looked = understand(entry, found);
    if (looked) return looked;
  }
  return entry.endpoint === 'capture' ? lookForCapture(entry, gateway, now) : undefined;
}

/** Pages of a hundred, for each sending. */
const mostPages = 20;

/** A capture may stand on the books without its number: then it is told by its hold, its amount and its time. */
async function lookForCapture(entry: HistoryEntry, gateway: Gateway, now: Date): Promise<Looked | undefined> {
  const since = Date.parse(attemptsOf(entry)[0]?.time ?? entry.time) - clockSlack;
  const isLate = ({ sysdtm = '' }: Transaction) => (parseGatewayTime(sysdtm)?.getTime() ?? 0) >= since;
  for (const window of windowsOf(entry)) {
    const { records } = acceptedLookup(await queryAllPages(gateway, { window: seenFrom(now, window) }, mostPages));
    const own = records.filter(
      (each) => each.out_trade_no === undefined && isThatHeldCapture(entry, each) && isLate(each),
    );
    const [record, ...others] = own;
    // Of several nobody can say which one it is.
    if (record && others.length === 0) return { record, outcome: outcomeOfCapture(record) };
  }
  return undefined;
}

/** By how much this machine's clock may be fast. */
const clockSlack = 10 * 60_000;

/**
 * QFPay's number where it is known: it needs no window. By the merchant's number around its sending, and, should this
 * machine's clock have been far off then, in the month that the gateway takes for the present one.
 */
function filtersOf(entry: HistoryEntry, now: Date): QueryFilter[] {
  const { endpoint, out_trade_no, orig_syssn, settled } = entry;
  const isAboutOther = endpoint === 'reversal' || endpoint === 'close' || endpoint === 'unfreeze';
  const syssn = isAboutOther ? orig_syssn : settled?.syssn;
  const number = { out_trade_no: [out_trade_no] };
  const windows = windowsOf(entry).map((window) => ({ ...number, window: seenFrom(now, window) }));
  return [...(syssn === undefined ? [] : [{ syssn: [syssn] }]), ...(out_trade_no === '' ? [] : [...windows, number])];
}

/** Around each sending, the latest first, where it is not in the window of a later one. */
function windowsOf(entry: HistoryEntry): QueryWindow[] {
  const windows: QueryWindow[] = [];
  for (const { time } of [...attemptsOf(entry)].reverse()) {
    const sent_at = new Date(time);
    if (Number.isNaN(sent_at.getTime())) continue;
    if (!windows.some(({ start, end }) => start < sent_at && sent_at < end)) windows.push(windowAround(sent_at));
  }
  return windows;
}

function understand(entry: HistoryEntry, records: readonly Transaction[]): Looked | undefined {
  switch (entry.endpoint) {
    case 'refund':
      return lookedAt(records, (record) => isThatRefund(entry, record), outcomeOfRefund);
    case 'capture':
      return lookedAt(records, (record) => isThatHeldCapture(entry, record), outcomeOfCapture);
    case 'unfreeze':
      return lookedAt(records, () => true, stateOfRelease);
    case 'payment':
      return lookedAt(
        records,
        (record) => isThatPayment(entry, record),
        isOfPage(entry) ? outcomeOfTry : outcomeOfRecord,
      );
    default:
      return lookedAt(paymentsAmong(records), () => true, stateOfOrder);
  }
}

/** The call's own record before any other; where another one holds its number, it was not made: a number is held once. */
function lookedAt(
  records: readonly Transaction[],
  isThat: (record: Transaction) => boolean,
  outcomeOf: (record: Transaction) => Outcome,
): Looked | undefined {
  const own = decisiveRecord(records.filter(isThat));
  if (own) return { record: own, outcome: outcomeOf(own) };
  const other = decisiveRecord(records);
  return other && { record: other, outcome: 'declined' };
}

/** A close can stand on the books under the number of its order. */
function paymentsAmong(records: readonly Transaction[]): readonly Transaction[] {
  const payments = records.filter(({ order_type = 'payment' }) => order_type === 'payment');
  return payments.length === 0 ? records : payments;
}

function isThatHeldCapture({ orig_syssn, txamt }: HistoryEntry, record: Transaction): boolean {
  return orig_syssn !== undefined && record.orig_syssn === orig_syssn && record.txamt === txamt;
}

/** A hold that stands as it did says nothing of a release that is on its way. */
function stateOfRelease(hold: Transaction): Outcome {
  const outcome = outcomeOfRecord(hold);
  return outcome === 'authorized' || outcome === 'captured' ? 'unknown' : outcome;
}

function isThatRefund({ orig_syssn, txamt }: HistoryEntry, record: Transaction): boolean {
  return orig_syssn === undefined || isRefundOf(record, { syssn: orig_syssn }, txamt);
}

/** By number and sum: the pay type on the books may be another one than was asked for (QFPay tells the wallet it found). */
function isThatPayment({ out_trade_no, txamt = '', txcurrcd = '' }: HistoryEntry, record: Transaction): boolean {
  return isSameSum(record, [
    ['out_trade_no', out_trade_no],
    ['txamt', txamt],
    ['txcurrcd', txcurrcd],
  ]);
}

/** The command that goes on with a call, ready to be pasted into a shell; undefined where nothing is left to do. */
export function nextCommand(entry: HistoryEntry, outcome: string, options: GlobalOptions): string | undefined {
  const isOpen = ['awaiting_payer', 'pending', 'unknown'].includes(outcome);
  const flags = connectionFlags(
    options.profile === undefined ? { ...options, env: entry.env, ...hostOf(entry) } : options,
  );
  const line = (...words: readonly string[]) => shellLine(['qfpay', ...words, ...flags]);
  switch (entry.endpoint) {
    case 'refund':
      return isOpen ? line(...refundWords(entry, outcome)) : undefined;
    case 'payment':
      return isOpen ? line('query', entry.out_trade_no, '--wait') : undefined;
    case 'capture':
      return isOpen ? line(...captureWords(entry, outcome)) : undefined;
    case 'unfreeze':
      return isOpen ? line('unfreeze', ...orderWords(entry)) : undefined;
    default:
      if (outcome === 'paid') return line('refund', ...orderWords(entry), '--full');
      return isOpen ? line(entry.endpoint === 'close' ? 'close' : 'reverse', ...orderWords(entry)) : undefined;
  }
}

/** The base URL, where it was not the environment's own: without it the command would go to another gateway. */
function hostOf({ env, base_url }: HistoryEntry): { base_url?: string } {
  return env === 'local' || base_url === baseUrls[env] ? {} : { base_url };
}

/** Under the same number, which the gateway takes once: so it cannot be paid twice. One that is in progress is asked for. */
function refundWords({ out_trade_no, orig_syssn, txamt, skipped_rules = [] }: HistoryEntry, outcome: string): string[] {
  if (outcome !== 'unknown' || orig_syssn === undefined || txamt === undefined)
    return ['query', out_trade_no, '--wait'];
  const skipped = skipped_rules.flatMap((id) => ['--skip-rule', id]);
  return ['refund', '--syssn', orig_syssn, '--txamt', txamt, '--refund-no', out_trade_no, ...skipped];
}

/** It asks before it sends once more. */
function captureWords({ out_trade_no, orig_syssn = '', txamt = '' }: HistoryEntry, outcome: string): string[] {
  if (outcome !== 'unknown') return ['query', out_trade_no, '--wait'];
  return ['capture', '--syssn', orig_syssn, '--txamt', txamt, '--out-trade-no', out_trade_no];
}

function orderWords({ out_trade_no, orig_syssn = '' }: HistoryEntry): string[] {
  return out_trade_no === '' ? ['--syssn', orig_syssn] : [out_trade_no];
}

/**
 * What these settings lack to ask about a call: another merchant, or another gateway, would say that it does not know it.
 * Undefined where they are those that it was sent with.
 */
export function needsOf(entry: HistoryEntry, { env, base_url, merchant }: Settings): string | undefined {
  if (entry.env !== env) return `--env ${entry.env}`;
  const { app_code, mchid } = entry;
  if (app_code !== merchant.app_code || mchid !== merchant.mchid)
    return mchid === undefined
      ? t`the --profile or credentials of app code ${app_code}, without an mchid`
      : t`the --profile or credentials of app code ${app_code}, mchid ${mchid}`;
  // The embedded emulator has another port each time.
  if (env !== 'local' && entry.base_url !== base_url) return shellLine(['--base-url', entry.base_url]);
  return undefined;
}
