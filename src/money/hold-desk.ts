import { askAmount, confirmAmount, isInteractive, type MoveToConfirm } from '../command/asking.ts';
import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { kindOfTransaction } from '../diagnosis/outcome.ts';
import {
  DeclinedError,
  type Fault,
  faultsMessage,
  NetworkError,
  RateLimitedError,
  type UnknownOutcomeError,
  UsageError,
} from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { readHistory } from '../history/history.ts';
import { attemptsOf, type HistoryAttempt, type HistoryEntry } from '../history/history-entry.ts';
import { capturesOf, chooseHold, type Hold, type HoldRecords } from '../hold/hold.ts';
import { t } from '../language/t.ts';
import { findOrders, findRefunds, findSyssns, monthsBack, refundMonths } from '../lookup/find-orders.ts';
import { acceptedLookup } from '../lookup/query.ts';
import { monthTeller } from '../lookup/window.ts';
import { type GlobalOptions, stateFolder } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import { readNumbers, type Transaction } from '../transaction/transaction.ts';

/** What `api` hands over beside the flags of a command about a hold. */
export interface HandedHoldCall {
  /** It has to be the hold's own. */
  readonly expected?: Readonly<Partial<Record<string, string>>>;
  /** One that may have been processed is sent once more. */
  readonly again?: boolean | undefined;
}

/** @throws UsageError what was given is not what the hold has */
export function refuseForeign(
  expected: Readonly<Partial<Record<string, string>>> = {},
  own: Readonly<Record<string, string | undefined>>,
): void {
  const faults = Object.entries(expected).flatMap(([field, value = '']) => {
    if (!(field in own) || value === own[field]) return [];
    const right = own[field] ?? '?';
    const rule =
      field === 'txamt' ? t`must be all that is left of the hold: ${right}` : t`must be that of the hold: ${right}`;
    return [{ field, value, rule }];
  });
  if (faults.length > 0)
    throw new UsageError(faultsMessage(faults, `${faults[0]?.field} ${faults[0]?.rule}`), { details: faults });
}

/** Reads how the hold was named: by the merchant's number or by QFPay's, once. */
export function readHoldName(syssn: string | undefined, args: readonly string[], faults: Fault[]): NamedPayment {
  const [out_trade_no] = args;
  if (out_trade_no !== undefined && syssn !== undefined)
    faults.push({ field: 'syssn', value: syssn, rule: t`excludes an out_trade_no: name the hold once` });
  if (out_trade_no === undefined && syssn === undefined)
    faults.push({ field: 'out_trade_no', rule: t`is missing: name the hold by it, or by --syssn` });
  const named: NamedPayment =
    syssn === undefined ? { field: 'out_trade_no', value: out_trade_no ?? '' } : { field: 'syssn', value: syssn };
  if (named.value.includes(',')) faults.push({ ...named, rule: t`must be one number: one hold at a time` });
  else if (out_trade_no !== undefined || syssn !== undefined) readNumbers([named.value], named.field, faults);
  return named;
}

/**
 * The hold that was named.
 * @throws UsageError what was named is none, or there are several
 * @throws DeclinedError there is nothing of that name
 * @throws SignatureError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function findHold(named: NamedPayment, { gateway }: Session, context: Context): Promise<Hold> {
  const { records } = acceptedLookup(await lookUp(named, gateway, context));
  const choice = chooseHold(
    records.filter((record) => record[named.field] === named.value),
    named,
  );
  if ('hold' in choice) return choice.hold;
  const [first] = choice.faults;
  const number = named.field === 'out_trade_no' ? { out_trade_no: named.value } : {};
  if (first)
    throw new UsageError(holdMessage(named, choice.faults), { details: choice.faults, ...hintOf(first), ...number });
  const where =
    named.field === 'syssn' ? t`this merchant's transactions` : t`this month and the ${monthsBack} before it`;
  throw new DeclinedError(t`${named.field} ${named.value} was not found`, {
    hint: t`check --env and --profile; an older order is named by --syssn`,
    details: [{ ...named, rule: t`was not found in ${where}` }],
    ...number,
  });
}

function holdMessage({ value }: NamedPayment, faults: readonly Fault[]): string {
  return faultsMessage(faults, `${faults[0]?.field} ${faults[0]?.value ?? value} ${faults[0]?.rule}`);
}

function hintOf({ next }: Fault): { hint?: string } {
  return next === undefined ? {} : { hint: next };
}

function lookUp({ field, value }: NamedPayment, gateway: Gateway, context: Context) {
  if (field === 'syssn') return findSyssns(gateway, [value], undefined);
  return findOrders(gateway, { out_trade_no: [value], now: context.clock.now(), monthOf: monthTeller(context) });
}

/**
 * Every record that names the hold, from its day on; and what the gateway has answered this machine as captured, should its books
 * not show that yet.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function readHoldRecords(
  hold: Hold,
  { gateway, settings }: Session,
  context: Context,
): Promise<HoldRecords> {
  const { records, is_cut } = await findRefunds(gateway, hold, refundMonths(hold, context.clock.now()));
  const made = sentAbout(hold, 'capture', settings, context).filter(({ settled }) => settled?.outcome === 'captured');
  const unseen = unseenOf(made, hold, records);
  return { records: [...records, ...unseen.map((entry) => recordOf(entry, hold))], is_complete: !is_cut };
}

/** A record without a number shows the capture of its syssn; of an answer without one, a capture of its amount, and each shows one. */
function unseenOf(made: readonly HistoryEntry[], hold: Hold, records: readonly Transaction[]): HistoryEntry[] {
  const told = new Set(made.flatMap(({ settled }) => settled?.syssn ?? []));
  const nameless = capturesOf(hold, { records, is_complete: true }).filter(
    ({ out_trade_no, syssn = '' }) => out_trade_no === undefined && !told.has(syssn),
  );
  return made.filter(({ out_trade_no, settled, txamt }) => {
    if (records.some((each) => each.out_trade_no === out_trade_no)) return false;
    if (settled?.syssn !== undefined) return !records.some(({ syssn }) => syssn === settled.syssn);
    const place = nameless.findIndex((each) => each.txamt === txamt);
    if (place !== -1) nameless.splice(place, 1);
    return place === -1;
  });
}

/** A capture that the gateway has answered: that its books do not show it yet takes nothing from that. */
export function recordOf({ settled, out_trade_no, txamt }: HistoryEntry, hold: Hold): Transaction {
  const { txcurrcd, pay_type } = hold;
  const optional = { out_trade_no, txamt, syssn: settled?.syssn, txcurrcd, pay_type };
  const known = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { ...known, orig_syssn: hold.syssn, order_type: 'capture', respcd: '0000' };
}

/** As it stands now; undefined where the gateway could not be asked just now. */
export async function lookAgain(hold: Hold, session: Session): Promise<Hold | undefined> {
  try {
    const { records } = acceptedLookup(await findSyssns(session.gateway, [hold.syssn], undefined));
    const found = records.find((record) => record.syssn === hold.syssn && kindOfTransaction(record) === 'hold');
    return found && { ...hold, ...found };
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError || error instanceof DeclinedError)
      return undefined;
    throw error;
  }
}

/** Longer than a capture whose answer got lost is asked for. */
const patience_ms = 120_000;

/**
 * Does something with a hold while no other process of this machine does: what one has sent, the next one finds on disk.
 * @throws ConfigError another process has not let go of it
 */
export async function aloneWith<T>({ syssn }: Hold, context: Context, work: () => Promise<T>): Promise<T> {
  // Where a lock leaves a file, a shop with many holds leaves no more of them than this.
  const lock = await context.files.lock(`${stateFolder(context)}/hold-${syssn.slice(-2)}.lock`, patience_ms);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** What this machine sent about a hold, the oldest first. */
export function sentAbout(
  { syssn }: Hold,
  endpoint: 'capture' | 'unfreeze',
  { env, merchant }: Settings,
  context: Context,
): HistoryEntry[] {
  return readHistory(context).entries.filter((entry) => {
    const is_same = entry.env === env && entry.app_code === merchant.app_code && entry.mchid === merchant.mchid;
    return is_same && entry.endpoint === endpoint && entry.orig_syssn === syssn;
  });
}

/** Outcomes after which nothing of a sending can come any more. */
const settled: readonly string[] = ['not_sent', 'declined', 'captured', 'released'];

/** Sendings of which this machine does not know what became. */
export function doubtfulAttempts(entry: HistoryEntry | undefined): HistoryAttempt[] {
  if (!entry) return [];
  return attemptsOf(entry).filter((attempt) => !settled.includes(attempt.settled?.outcome ?? 'open'));
}

/**
 * A call that may have been processed before leaves again only when somebody says so, in every environment.
 * @param doubt what is not known, for a person
 * @throws UnknownOutcomeError nobody can be asked, and neither `--yes` nor `--again` was given
 * @throws UsageError, ConfigError, CancelledError as `confirmAmount`; or the amount was not typed
 */
export async function confirmAgain(
  move: MoveToConfirm,
  doubt: UnknownOutcomeError,
  session: Session,
  options: GlobalOptions & HandedHoldCall,
  context: Context,
): Promise<void> {
  if (options.yes || options.again) {
    const flag = options.again ? '--again' : '--yes';
    tell(context, t`warning: ${doubt.message}; it is sent once more, as ${flag} says`);
    return confirmAmount(move, session.settings, options, context);
  }
  if (!isInteractive(options, context)) throw doubt;
  const lines = [...(move.lines ?? []), doubt.message];
  if (session.settings.env === 'prod') return confirmAmount({ ...move, lines }, session.settings, options, context);
  for (const line of [t`once more: ${move.what}`, ...lines.map((each) => `  ${each}`)]) tell(context, line);
  return askAmount(move.amount, context);
}
