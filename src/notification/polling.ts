import type { Transaction } from '../transaction/transaction.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { fieldsOfTransaction, notifyTypeOf } from './notification.ts';
import { eventKey, type NotifyType } from './notification-kinds.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** So many requests a minute a poller sends at most, so that the tills keep the rest of the merchant's limit. */
export const mostPollRequests = 20;

/** How long to wait before the next request, by when the last ones left. Monotonic milliseconds, oldest first. */
export function pauseBefore(left_at: readonly number[], now: number): number {
  const oldest = left_at.at(-mostPollRequests);
  return oldest === undefined ? 0 : Math.max(0, oldest + minute - now);
}

/** An order can be paid for two hours after it was made, and stands on the books where it was made: so far back each round looks. */
const near = 2.5 * hour;
/** A refund in progress, or a card that waits for its bank, may take a day: so far back a round looks now and then. */
const far = 25 * hour;
export const farEvery = 10 * minute;
/** The gateway's clock may be ahead of this machine's. */
const ahead = 5 * minute;

/** `--since`, and what a poller catches up with, go no further back. */
export const furthestBack = 31 * day;

/** What a round asks for: `sysdtm`, both ends in it. */
export interface PollWindow {
  readonly start: Date;
  readonly end: Date;
}

/**
 * The window of one round: it moves with the time, and reaches back from where the last whole round ended.
 * @param from where the last round ended, or `--since`
 */
export function pollWindow(now: Date, from: Date, is_far: boolean): PollWindow {
  const earliest = Math.max(Math.min(from.getTime(), now.getTime()), now.getTime() - furthestBack);
  return { start: new Date(earliest - (is_far ? far : near)), end: new Date(now.getTime() + ahead) };
}

/** What QFPay would tell of: a record of a query, as the event that it is. */
export interface PolledChange {
  /** As `listen` tells events apart, and the order's number: an emulator that starts afresh gives QFPay's numbers out again. */
  readonly key: string;
  readonly notify_type: NotifyType;
  readonly record: Transaction;
  /** When the money moved, by the gateway's clock; milliseconds. */
  readonly changed_at: number;
}

/**
 * The events that records stand for, in the order in which they happened. What failed, waits or was taken back before it was paid is
 * none: QFPay tells of success alone.
 */
export function changesOf(records: readonly Transaction[]): PolledChange[] {
  return records.flatMap(changeOf).sort((a, b) => a.changed_at - b.changed_at || a.key.localeCompare(b.key, 'en'));
}

/** Of a record without a time that can be read: nobody can say that it is too old to matter. */
const unknownTime = 0;

/** CPM orders that were reversed, others that were closed: what was paid of them went back at once. */
const undone: readonly (string | undefined)[] = ['1', '2'];

function changeOf(record: Transaction): PolledChange[] {
  const { respcd, cancel, syssn, out_trade_no = '' } = record;
  const notify_type = notifyTypeOf(record);
  if (respcd !== '0000' || !notify_type || syssn === undefined) return [];
  if (notify_type === 'payment' && undone.includes(cancel)) return [];
  const key = eventKey({ notify_type, syssn });
  const moved = parseGatewayTime(record.paydtm ?? '') ?? parseGatewayTime(record.sysdtm ?? '');
  return key === undefined
    ? []
    : [{ key: `${key} ${out_trade_no}`, notify_type, record, changed_at: moved?.getTime() ?? unknownTime }];
}

/** The fields of the notification that QFPay would have sent at the time: what became of a payment since is another event. */
export function fieldsOfChange({ record, notify_type }: PolledChange, mchid: string | undefined) {
  const fields = fieldsOfTransaction(record, notify_type, mchid);
  return notify_type === 'payment' ? { ...fields, cancel: '0' } : fields;
}

/** What a poller has kept between its runs. */
export interface PollBook {
  /** Absent before the very first round was whole. */
  readonly seen_until?: Date | undefined;
  /** Taken by the endpoint, by event. */
  readonly handed: ReadonlyMap<string, number>;
  /** Older than the first start: handed over only where `--since` asks for them. */
  readonly passed: ReadonlyMap<string, number>;
  /** To be handed over, and not taken yet, for all that is known. */
  readonly owed: ReadonlyMap<string, number>;
}

export const emptyPollBook: PollBook = { handed: new Map(), passed: new Map(), owed: new Map() };

/** One line of what is kept. `at`: ISO 8601; times of events in milliseconds. */
export type PollLine =
  | { readonly kind: 'round'; readonly at: string }
  | { readonly kind: PolledFate; readonly key: string; readonly changed_at: number };

type PolledFate = 'handed' | 'passed' | 'owed';

/** A line that is torn was never acknowledged: a power cut may leave one, and its event comes once more. */
export function readPollBook(text: string): PollBook {
  return addToPollBook(emptyPollBook, text.split('\n').flatMap(readLine));
}

/** The book after some lines more; what is handed over is owed no longer. */
export function addToPollBook(book: PollBook, lines: readonly PollLine[]): PollBook {
  const events = { handed: new Map(book.handed), passed: new Map(book.passed), owed: new Map(book.owed) };
  let { seen_until } = book;
  for (const line of lines) {
    if (line.kind === 'round') seen_until = new Date(line.at);
    else if (line.kind !== 'owed' || !events.handed.has(line.key)) events[line.kind].set(line.key, line.changed_at);
    if (line.kind === 'handed') events.owed.delete(line.key);
  }
  return { ...events, ...(seen_until ? { seen_until } : {}) };
}

/** Where a poller that starts has to begin: with the oldest that is owed, or where its last whole round ended. */
export function beginningOf({ seen_until, owed }: PollBook, now: Date): Date {
  return new Date(Math.min((seen_until ?? now).getTime(), ...owed.values()));
}

function readLine(text: string): PollLine[] {
  try {
    const value: unknown = JSON.parse(text);
    return isPollLine(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isPollLine(value: unknown): value is PollLine {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const { kind, at, key, changed_at } = value as Record<string, unknown>;
  if (kind === 'round') return typeof at === 'string' && !Number.isNaN(Date.parse(at));
  const isFate = kind === 'handed' || kind === 'passed' || kind === 'owed';
  return isFate && typeof key === 'string' && typeof changed_at === 'number';
}

export function formatPollLines(lines: readonly PollLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The lines that still matter: no window reaches what is older. */
export function compactPollBook({ seen_until, handed, passed, owed }: PollBook, now: Date): PollLine[] {
  const oldest = now.getTime() - furthestBack - 2 * far;
  const lines = (kind: PolledFate, events: ReadonlyMap<string, number>): PollLine[] =>
    [...events].flatMap(([key, changed_at]) =>
      changed_at !== unknownTime && changed_at < oldest ? [] : [{ kind, key, changed_at }],
    );
  return [
    ...lines('passed', passed),
    ...lines('handed', handed),
    ...lines('owed', owed),
    ...(seen_until ? [{ kind: 'round' as const, at: seen_until.toISOString() }] : []),
  ];
}

export interface SortedChanges {
  readonly to_hand: readonly PolledChange[];
  readonly to_pass: readonly PolledChange[];
}

/**
 * What a round found, by what is to be done with it. Before the first start is whole everything is old, but for what `--since` asks
 * for; from then on everything is new that was neither handed over nor old.
 */
export function sortChanges(found: readonly PolledChange[], book: PollBook, since: Date | undefined): SortedChanges {
  const isFirst = book.seen_until === undefined;
  const isAsked = ({ changed_at }: PolledChange) => since !== undefined && changed_at >= since.getTime();
  const isDue = ({ key }: PolledChange) => book.owed.has(key) || (!isFirst && !book.passed.has(key));
  const open = found.filter(({ key }) => !book.handed.has(key));
  const to_hand = open.filter((change) => isAsked(change) || isDue(change));
  const to_pass = open.filter(
    (change) => isFirst && !isAsked(change) && !isDue(change) && !book.passed.has(change.key),
  );
  return { to_hand, to_pass };
}

/** QFPay's own waits before the 2nd, 3rd … attempt. */
const waits: readonly number[] = [2 * minute, 10 * minute, 10 * minute, hour, 2 * hour, 6 * hour, 15 * hour];

/** How long after an attempt that was not taken the next one is due; undefined after the last. */
export function waitAfterAttempt(count: number): number | undefined {
  return waits[count - 1];
}

/**
 * Whether a poller may hand messages to such a host: this machine, or an address that no network but the own one routes. What it
 * sends is signed with the merchant's key. A name is not looked up: it may lead elsewhere the next time.
 */
export function isPrivateHost(hostname: string): boolean {
  if (hostname === 'localhost') return true;
  const v4 = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(hostname);
  if (v4) {
    const [first, next] = [Number(v4[1]), Number(v4[2])];
    return (
      first === 127 || first === 10 || (first === 172 && next >= 16 && next <= 31) || (first === 192 && next === 168)
    );
  }
  // As a URL writes them: shortest form, in brackets, small letters.
  return hostname === '[::1]' || /^\[f[cd][0-9a-f]{2}:/.test(hostname);
}
