import type { Outcome } from '../diagnosis/outcome.ts';
import type { Fault } from '../errors.ts';
import { isOpen, type JournalEntry, type JournalFile, type JournalRefund } from '../journal/journal-entry.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { sumKey } from '../refund/refund-number.ts';
import type { RefundRow } from '../refund-list/refund-row.ts';
import type { BatchRow } from '../report/batch-findings.ts';
import type { RefundState } from '../report/refund-findings.ts';
import { longestWay } from './refund-order.ts';
import type { RefundPlan } from './refund-plan.ts';
import type { RefundRequest } from './refund-request.ts';

/** A row that is to be sent. */
export interface RowToSend {
  readonly row: RefundRow;
  readonly request: RefundRequest;
  readonly plan: RefundPlan;
  /** What the journal has of it so far. */
  readonly entry?: JournalEntry | undefined;
  readonly lifted: readonly string[];
}

/** A row that stands already, by the journal or by the gateway's books. */
export interface KnownRow {
  readonly row: RefundRow;
  readonly known: BatchRow;
  /** For the journal, where it is not in it yet. */
  readonly news?: JournalRefund;
}

export type PlannedRow = RowToSend | KnownRow;

/** The refund's; empty where it is not known which refund has taken the last of a payment. */
export function numberOf(each: PlannedRow): string {
  return 'plan' in each ? each.plan.out_trade_no : each.known.refund_no;
}

/** QFPay's number of the payment. */
export function paymentOf(each: PlannedRow): string {
  return 'plan' in each ? each.plan.payment.syssn : each.known.orig_syssn;
}

/** The row as `refund` would have it typed. */
export function requestOf(
  { named, sum, refund_no }: RefundRow,
  { skip_rule, ...options }: GlobalOptions,
): RefundRequest {
  return {
    named,
    sum,
    ...(refund_no === undefined ? {} : { refund_no }),
    wait: false,
    options: { ...options, ...(skip_rule ? { skip_rule } : {}), ...(refund_no === undefined ? {} : { refund_no }) },
    warnings: [],
    lifted: [],
  };
}

/** What makes it this refund, for the journal. */
export function refundOf({ payment, txamt, out_trade_no, is_given }: RefundPlan, { sum }: RefundRow): JournalRefund {
  return {
    refund_no: out_trade_no,
    orig_syssn: payment.syssn,
    orig_out_trade_no: payment.out_trade_no,
    txamt,
    txcurrcd: payment.txcurrcd,
    is_given: is_given ? true : undefined,
    is_full: sum === 'full' ? true : undefined,
  };
}

/** A row whose state is told by an answer or a record. */
export function rowOfState({ line }: RefundRow, refund: JournalRefund, state: RefundState): BatchRow {
  const { outcome, respcd, message, reason, repeated, transaction, needs_number } = state;
  return {
    ...identityOf(line, refund),
    outcome,
    respcd,
    syssn: transaction.syssn,
    message: reason ?? message,
    repeated,
    needs_number,
  };
}

/** A row that the journal knows. */
export function rowOfEntry({ line }: RefundRow, { settled, ...refund }: JournalEntry): BatchRow {
  const { outcome = 'unknown', respcd, syssn, message } = settled ?? {};
  const repeated = outcome === 'refunded';
  return { ...identityOf(line, refund), outcome: outcome as Outcome, respcd, syssn, message, repeated };
}

/**
 * A row that the journal calls settled by a line that nobody vouches for, and what kept the gateway's books from settling it. It
 * refuses no file and is not sent; nor is it counted as refunded.
 */
export function doubtedRow(row: RefundRow, entry: JournalEntry, reason: string): BatchRow {
  const known = rowOfEntry(row, entry);
  const { outcome, message } = known;
  if (outcome === 'declined') {
    const told = [t`only the journal calls it declined: ${reason}`, message ?? ''];
    return { ...known, message: told.filter((text) => text !== '').join('; ') };
  }
  const { respcd: _respcd, syssn: _syssn, ...rest } = known;
  return { ...rest, outcome: 'unknown', repeated: false, message: t`only the journal calls it refunded: ${reason}` };
}

/** A row whose turn has not come. */
export function unsentRow({ line }: RefundRow, refund: JournalRefund, message?: string): BatchRow {
  return { ...identityOf(line, refund), outcome: 'not_sent', message, repeated: false };
}

/** The same; what was sent a moment ago by an earlier run, and is not on the books, may be made all the same. */
export function waitingRow({ row, plan, entry }: RowToSend, now: Date, message?: string): BatchRow {
  const refund = refundOf(plan, row);
  const unsent = unsentRow(row, refund, message);
  if (!mayBeUnderway(entry, refund.refund_no, now)) return unsent;
  const doubt = t`what became of an earlier sending is not known`;
  return { ...unsent, outcome: 'unknown', message: message === undefined ? doubt : `${doubt}; ${message}` };
}

function identityOf(line: number, { refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd }: JournalRefund) {
  return { line, refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd };
}

/** Finds what a journal has of the rows of a file, wherever they stand in it. */
interface JournalIndex {
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
