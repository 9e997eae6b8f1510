import type { Http } from '../../context/network.ts';
import type { EmulatedMerchant } from '../authentication.ts';
import type { Entry } from '../entry.ts';
import type { Ledger } from '../ledger.ts';
import { type Attempt, attempt } from './attempt.ts';
import { messageOf } from './message.ts';
import { attemptLimit, dueAt } from './schedule.ts';

/** An attempt, what it was about, and when the next one is, if any. */
export interface Told extends Attempt {
  /** As it stands on the books after the attempt. */
  readonly entry: Entry;
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
export function tellAt(entry: Entry, { notify_url, time_scale }: TellerOptions): number | undefined {
  return (entry.notify_url ?? notify_url) === undefined ? undefined : dueAt(entry, time_scale);
}

/**
 * Tells of a transaction, if that is due. The books decide: since it was noted it may have been told of, refused or closed.
 * @returns the attempts; two where it is to come twice
 * @throws CancelledError the process is to end
 */
export async function tell(syssn: string, options: TellerOptions): Promise<Told[]> {
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

/** Books that were cleared meanwhile keep nothing, and nobody is told again. */
async function keep(told: Entry, made: Attempt, { ledger, now, time_scale }: TellerOptions): Promise<Told> {
  const count = (told.notified?.attempts ?? 0) + 1;
  const notified = { attempts: count, last_at: now().getTime(), is_over: made.is_taken || count >= attemptLimit };
  const entry = await ledger.transact((book) => {
    const latest = book.find(told.syssn);
    return latest ? { answer: { ...latest, notified }, entry: { ...latest, notified } } : { answer: undefined };
  });
  if (!entry) return { ...made, entry: told, count };
  return { ...made, entry, count, next_at: dueAt(entry, time_scale) };
}
