import type { Outcome } from '../../diagnosis/outcome.ts';
import type { JournalEntry, JournalRefund } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import type { BatchRow } from '../../report/batch-findings.ts';
import type { RefundState } from '../../report/refund-findings.ts';
import type { RefundPlan } from '../refund/planning.ts';
import type { RefundRequest } from '../refund/request.ts';
import { mayBeUnderway } from './journal-rows.ts';

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
