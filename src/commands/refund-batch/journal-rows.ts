import type { Fault } from '../../errors.ts';
import { isOpen, type JournalEntry, type JournalFile } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import { sumKey } from '../../refund/refund-sum.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import { longestWay } from '../refund/order.ts';

/** Finds what a journal has of the rows of a file, wherever they stand in it. */
export interface JournalIndex {
  find(row: RefundRow): JournalEntry | undefined;
}

/**
 * By the refund's number: one that the file gives, or one that was derived from payment and amount, and is found by them without
 * asking the gateway for the payment.
 */
export function indexJournal({ entries }: JournalFile): JournalIndex {
  const derived = new Map<string, JournalEntry>();
  for (const entry of entries.values()) {
    if (entry.is_given) continue;
    const sum = entry.is_full ? 'full' : entry.txamt;
    derived.set(`syssn ${entry.orig_syssn} ${sum}`, entry);
    if (entry.orig_out_trade_no !== undefined) derived.set(`out_trade_no ${entry.orig_out_trade_no} ${sum}`, entry);
  }
  return {
    find: ({ named, sum, refund_no }) =>
      refund_no === undefined ? derived.get(`${named.field} ${named.value} ${sumKey(sum)}`) : entries.get(refund_no),
  };
}

/** A number that the file gives now, and gave to another refund before. A line that nobody vouches for refuses nothing. */
export function changedFault({ line, named, sum, refund_no }: RefundRow, entry: JournalEntry): Fault | undefined {
  if (refund_no === undefined || !entry.is_vouched) return undefined;
  const payment = named.field === 'syssn' ? entry.orig_syssn : entry.orig_out_trade_no;
  const is_same_sum = sum === 'full' ? entry.is_full === true : sumKey(sum) === entry.txamt;
  if ((payment === undefined || payment === named.value) && is_same_sum) return undefined;
  const rule = t`is in the journal as the number of another refund (payment ${entry.orig_syssn}, txamt ${entry.txamt})`;
  return { line, field: 'refund_no', value: refund_no, rule, next: t`give this refund a new number` };
}

/** What the journal has as made, or as declined for good, is not sent again. A refused signature (1108) says nothing of a refund. */
export function isSettled(entry: JournalEntry | undefined, retries_declined: boolean): boolean {
  const { outcome, respcd } = entry?.settled ?? {};
  return outcome === 'refunded' || (outcome === 'declined' && respcd !== '1108' && !retries_declined);
}

/** Settled, as the journal has it, but by a line that this process cannot vouch for: the gateway is asked before it counts. */
export function isUnvouched(entry: JournalEntry | undefined, retries_declined: boolean): entry is JournalEntry {
  return entry !== undefined && !entry.is_vouched && isSettled(entry, retries_declined);
}

/** Whether the number was sent a moment ago, and nobody knows what became of it. */
export function mayBeUnderway(entry: JournalEntry | undefined, refund_no: string, now: Date): boolean {
  if (entry?.refund_no !== refund_no || (entry.is_vouched && !isOpen(entry))) return false;
  return now.getTime() - Date.parse(entry.sent_at ?? '') < longestWay;
}
