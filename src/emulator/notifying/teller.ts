import type { Http } from '../../context/network.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import {
  formatNotification,
  isAcknowledged,
  type NotificationFields,
  signNotification,
} from '../../notification/notification.ts';
import { notificationLayout } from '../../notification/notification-kinds.ts';
import { ClientKey } from '../../signature/client-key.ts';
import type { EmulatedMerchant } from '../authentication.ts';
import type { Book, BookEntry, EventNotice } from '../book.ts';
import type { Ledger } from '../ledger.ts';
import { channelNumber, formatMoment } from '../moment.ts';
import { isHold, stateOf } from '../state.ts';

/** An attempt, what it was about, and when the next one is, if any. */
export interface ToldNotification extends DeliveryAttempt {
  /** As it stands on the books after the attempt. */
  readonly entry: BookEntry;
  /** From 1. */
  readonly count: number;
  readonly next_at?: number | undefined;
}

export interface TellerOptions {
  readonly ledger: Ledger;
  /** The emulator's own clock, which may be moved. */
  now(): Date;
  readonly http: Http;
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  /** Where it is told when the payment did not say. */
  readonly notify_url?: string | undefined;
  /** Divides every wait. */
  readonly time_scale: number;
  /** What a reply may not show, before it is cut. */
  mask(text: string): string;
}

/** When an entry is next to be told of; undefined when never, or when nobody said where. */
export function tellAt(entry: BookEntry, { notify_url, time_scale }: TellerOptions): number | undefined {
  return (entry.notify_url ?? notify_url) === undefined ? undefined : dueAt(entry, time_scale);
}

/**
 * Tells of a transaction, if that is due. The books decide: since it was noted it may have been told of, refused or closed.
 * @returns the attempts; two where it is to come twice
 * @throws CancelledError the process is to end
 */
export async function tell(syssn: string, options: TellerOptions): Promise<ToldNotification[]> {
  const { ledger, now, merchants } = options;
  const book = await ledger.read();
  const entry = book.find(syssn);
  if (!entry || (tellAt(entry, options) ?? Number.POSITIVE_INFINITY) > now().getTime()) return [];
  const merchant = merchants[entry.owner.slice(0, entry.owner.indexOf('/'))];
  const message = merchant && messageOf(entry, book, now(), merchant.client_key);
  const url = entry.notify_url ?? options.notify_url;
  if (!message || url === undefined) return [];
  const told = await keep(entry, await attempt(url, message, options), options);
  if (entry.notification_fault !== 'twice' || entry.notified) return [told];
  return [told, { ...told, ...(await attempt(url, message, options)) }];
}

/**
 * Tells of a transaction now, whatever the schedule says, as often as somebody asks for it.
 * @returns the attempt, or why nobody can be told
 * @throws CancelledError the process is to end
 */
export async function tellNow(syssn: string, options: TellerOptions): Promise<ToldNotification | UntoldReason> {
  const { ledger, now, merchants } = options;
  const book = await ledger.read();
  const entry = book.find(syssn);
  const merchant = entry && merchants[entry.owner.slice(0, entry.owner.indexOf('/'))];
  if (!entry || !merchant || (!typeOf(entry) && !entry.notice && !isHold(entry))) return 'unknown';
  const url = entry.notify_url ?? options.notify_url;
  if (url === undefined) return 'nowhere';
  const message = messageOf(entry, book, now(), merchant.client_key);
  if (!message) return 'not-paid';
  return keep(entry, await attempt(url, message, options), options);
}

/** `nowhere`: neither the payment nor the emulator was told where to. */
export type UntoldReason = 'unknown' | 'nowhere' | 'not-paid';

/** Books that were cleared meanwhile keep nothing, and nobody is told again. */
async function keep(
  told: BookEntry,
  made: DeliveryAttempt,
  { ledger, now, time_scale }: TellerOptions,
): Promise<ToldNotification> {
  const count = (told.notified?.attempts ?? 0) + 1;
  const notified = { attempts: count, last_at: now().getTime(), is_over: made.is_taken || count >= attemptLimit };
  const entry = await ledger.transact((book) => {
    const latest = book.find(told.syssn);
    return latest ? { answer: { ...latest, notified }, entry: { ...latest, notified } } : { answer: undefined };
  });
  if (!entry) return { ...made, entry: told, count };
  return { ...made, entry, count, next_at: dueAt(entry, time_scale) };
}

/** How one attempt to tell somebody went. */
interface DeliveryAttempt {
  readonly url: string;
  /** HTTP 200 with the body `SUCCESS`; everything else is tried again. */
  readonly is_taken: boolean;
  readonly status?: number;
  /** The beginning of what came back. */
  readonly reply?: string;
  /** Why nothing came back. */
  readonly error?: string;
}

/**
 * Whether the emulator calls such an address: who may order from it must not have it ask this machine's own services, as clouds
 * have them on link-local addresses, or hand out a password. A name is not looked up.
 */
export function isCallable({ hostname, username, password }: URL): boolean {
  const isLinkLocal = /^169\.254\.|^\[fe[89ab]|^\[::ffff:a9fe:/.test(hostname);
  return !isLinkLocal && username === '' && password === '';
}

const patience = 10_000;
const shown = 200;

/**
 * Posts a notification once.
 * @throws CancelledError the process is to end: then it was no attempt
 */
async function attempt(
  url: string,
  { body, signature }: SignedDelivery,
  { http, mask }: { readonly http: Http; mask(text: string): string },
): Promise<DeliveryAttempt> {
  const headers = { 'Content-Type': 'application/json', 'X-QF-SIGN': signature };
  try {
    // Books may be older than the rule.
    const target = new URL(url);
    if (!isCallable(target)) return { url: target.origin, is_taken: false, error: t`such an address is not called` };
    const answer = await http({ method: 'POST', url, headers, body, timeout_ms: patience });
    const reply = mask(Buffer.from(answer.body).toString('utf8')).trim();
    return { url, status: answer.status, reply: reply.slice(0, shown), is_taken: isAcknowledged(answer) };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { url, is_taken: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** A notification as it is sent. */
interface SignedDelivery {
  readonly body: string;
  readonly signature: string;
}

const anotherKey = new ClientKey('the-key-of-somebody-else');

/** Undefined where no money moved after all: the order was closed or ran out before anybody paid, or it is only held. */
function messageOf(entry: BookEntry, book: Book, now: Date, key: ClientKey): SignedDelivery | undefined {
  if (entry.notice) return signedMessage(entry, noticeBody(entry, entry.notice), key);
  const notify_type = typeOf(entry);
  if (!notify_type || stateOf(entry, book, now).respcd !== '0000') return undefined;
  const own: Record<typeof notify_type, () => NotificationFields> = {
    payment: () => paymentFields(entry, book, now),
    refund: () => refundFields(entry, book),
    unfreeze: () => ({ orig_syssn: entry.orig_syssn }),
  };
  const fields = { ...commonFields(entry), ...own[notify_type]() };
  return signedMessage(entry, formatNotification(notify_type, fields), key);
}

/** What a transaction is told of as; undefined where it never is. That a payer agreed to a hold moves nothing. */
function typeOf(entry: BookEntry): 'payment' | 'refund' | 'unfreeze' | undefined {
  const { kind } = entry;
  if (kind === 'refund' || kind === 'unfreeze') return kind;
  return kind === 'capture' || (kind === 'payment' && !isHold(entry)) ? 'payment' : undefined;
}

function signedMessage({ notification_fault }: BookEntry, body: string, key: ClientKey): SignedDelivery {
  return { body, signature: signNotification(body, notification_fault === 'forged' ? anotherKey : key) };
}

function noticeBody({ made_at }: BookEntry, { notify_type, fields }: EventNotice): string {
  const hasTime = notificationLayout(notify_type).some(([field]) => field === 'sysdtm');
  return formatNotification(notify_type, { ...(hasTime ? { sysdtm: formatMoment(made_at) } : {}), ...fields });
}

function commonFields(entry: BookEntry): NotificationFields {
  const { owner, out_trade_no, syssn, txamt, txcurrcd, txdtm, made_at } = entry;
  const mchid = owner.slice(owner.indexOf('/') + 1);
  const sysdtm = formatMoment(made_at);
  const sums = { txamt: String(txamt), txcurrcd, txdtm, sysdtm, respcd: '0000' };
  return { mchid: mchid === '' ? undefined : mchid, out_trade_no, syssn, ...sums };
}

function paymentFields(entry: BookEntry, book: Book, now: Date): NotificationFields {
  const { cancel, paid_at } = stateOf(entry, book, now);
  const { kind, pay_type, goods_name = '', syssn, orig_syssn, cardcd } = entry;
  const paydtm = formatMoment(paid_at);
  return {
    pay_type,
    goods_name,
    paydtm,
    cancel,
    chnlsn: channelNumber(syssn),
    ...(cardcd === undefined ? {} : { cardcd }),
    ...(kind === 'capture' && orig_syssn !== undefined ? { orig_syssn } : {}),
  };
}

function refundFields({ orig_syssn = '' }: BookEntry, book: Book): NotificationFields {
  return { orig_syssn, orig_out_trade_no: book.find(orig_syssn)?.out_trade_no };
}

const minute = 60_000;
const hour = 60 * minute;

/** The waits before the 2nd, 3rd ... attempt, as QFPay documents them; after the last one nobody tries again. */
export const waits: readonly number[] = [
  2 * minute,
  10 * minute,
  10 * minute,
  60 * minute,
  2 * hour,
  6 * hour,
  15 * hour,
];

/** By so much a late one is held back. */
const lateness = 2 * minute;

/** The first attempt and one after each wait. */
const attemptLimit = waits.length + 1;

/**
 * When somebody is next to be told that money moved; undefined when never. Of transactions only payments, captures, refunds and releases are told of, and only once
 * they have succeeded: whether this one will is for the caller to see when the time has come.
 */
export function dueAt(entry: BookEntry, time_scale: number): number | undefined {
  const { notified, notification_fault } = entry;
  const moves_at = movesAt(entry);
  if (moves_at === undefined || notification_fault === 'never' || notified?.is_over) return undefined;
  if (!notified) return moves_at + (notification_fault === 'late' ? lateness / time_scale : 0);
  const wait = waits[notified.attempts - 1];
  return wait === undefined ? undefined : notified.last_at + wait / time_scale;
}

function movesAt(entry: BookEntry): number | undefined {
  const { kind, respcd, pays_at, made_at, pending_respcd } = entry;
  if (kind === 'notice') return made_at;
  if (respcd !== undefined || !typeOf(entry)) return undefined;
  if (pending_respcd !== undefined && pays_at === undefined) return undefined;
  return kind === 'payment' ? pays_at : (pays_at ?? made_at);
}
