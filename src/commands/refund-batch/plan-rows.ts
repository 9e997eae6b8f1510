import type { Context } from '../../context.ts';
import { type Fault, UsageError } from '../../errors.ts';
import type { JournalEntry, JournalFile } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import { refundMonths } from '../../lookup/find-refunds.ts';
import { isRefundOf, outcomeOfRefund } from '../../refund/refund-record.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import { gatewayBooks, type RefundBooks } from '../refund/books.ts';
import { planRefund } from '../refund/plan.ts';
import type { RefundPlan } from '../refund/planning.ts';
import { stateOfRecord } from '../refund/state.ts';
import type { Session } from '../session.ts';
import { checkRows, faultText, type RowChecks } from './check-rows.ts';
import { editedWarnings } from './edited-rows.ts';
import { changedFault, indexJournal, isSettled, isUnvouched } from './journal-rows.ts';
import {
  doubtedRow,
  type KnownRow,
  type PlannedRow,
  refundOf,
  requestOf,
  rowOfEntry,
  rowOfState,
} from './planned-row.ts';
import { type OpenRow, readShelf } from './read-shelf.ts';
import type { BatchRequest } from './request.ts';
import { rowFaults } from './row-faults.ts';
import { shelfBooks } from './shelf-books.ts';

/** All rows in the order of the file, and what there is to say before any is sent. */
export interface RowPlans extends RowChecks {
  readonly rows: readonly PlannedRow[];
}

interface Planner {
  readonly request: BatchRequest;
  readonly session: Session;
  readonly context: Context;
  readonly books: RefundBooks;
}

/**
 * What each row comes to, by the journal, by the gateway's books and by QFPay's rules. Sends none.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planRows(
  rows: readonly RefundRow[],
  journal: JournalFile,
  request: BatchRequest,
  { session, context }: Pick<Planner, 'session' | 'context'>,
): Promise<RowPlans> {
  const { find } = indexJournal(journal);
  const retries = request.options.retry_declined ?? false;
  const found = rows.map((row): OpenRow => ({ row, entry: find(row) }));
  const changed = found.flatMap(({ row, entry }) => (entry && changedFault(row, entry)) ?? []);
  if (changed.length > 0) return { rows: [], warnings: [], night: undefined, faults: changed };
  const isKnown = ({ entry }: OpenRow) => isSettled(entry, retries) && !isUnvouched(entry, retries);
  const shelf = await readShelf(
    found.filter((each) => !isKnown(each)),
    session.gateway,
    context,
  );
  const books = shelfBooks(shelf, session.gateway, gatewayBooks(session.gateway, context));
  const faults: Fault[] = [];
  const planned: PlannedRow[] = [];
  for (const each of found) {
    const { row, entry } = each;
    if (entry && isKnown(each)) planned.push({ row, known: rowOfEntry(row, entry) });
    else planned.push(...(await planOrFault(each, { request, session, context, books }, faults)));
  }
  const checks = checkRows(planned, session.settings, context.clock.now());
  const unvouched = found.filter(({ entry }) => isUnvouched(entry, retries)).map(({ row: { line } }) => ({ line }));
  const warnings = [
    ...unvouched.map(({ line }) => ({ line, text: unvouchedText() })),
    ...checks.rows.flatMap((each) => unmadeWarnings(each)),
    ...editedWarnings(planned, journal),
    ...checks.warnings,
  ];
  return { ...checks, warnings, faults: [...faults, ...checks.faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

function unvouchedText(): string {
  return t`the journal calls it settled, but not by this key at this gateway (an older qfpay, another key, another hand): QFPay was asked`;
}

/** The journal calls it refunded, and the gateway has no such refund: its number is as free as without a journal. */
function unmadeWarnings(each: PlannedRow): RowChecks['warnings'] {
  if (!('plan' in each) || each.entry?.settled?.outcome !== 'refunded') return [];
  return [{ line: each.row.line, text: t`the journal calls it refunded, and QFPay knows no such refund: it is sent` }];
}

async function planOrFault({ row, entry }: OpenRow, planner: Planner, faults: Fault[]): Promise<PlannedRow[]> {
  const { request, session, context, books } = planner;
  const asked = requestOf(row, request.options);
  const unvouched = isUnvouched(entry, request.options.retry_declined ?? false) ? entry : undefined;
  try {
    const plan = await planRefund(asked, session, context, books);
    const other = otherPaymentFault(row, plan);
    if (other) throw new UsageError(other.rule, { details: [other] });
    if (plan.standing) return [knownRow(row, plan)];
    if (unvouched?.settled?.outcome === 'declined') return [await declinedRow(row, unvouched, plan, planner)];
    return [{ row, request: asked, plan, entry, lifted: [] }];
  } catch (error) {
    const found = rowFaults(error, row);
    if (unvouched) return [{ row, known: doubtedRow(row, unvouched, faultText(found)) }];
    faults.push(...found);
    return [];
  }
}

/**
 * Declined by a line that nobody vouches for. It is not sent again for that; where the gateway's books have it as declined, too,
 * that is written down, and else it is asked for again in the next run.
 */
async function declinedRow(
  row: RefundRow,
  entry: JournalEntry,
  plan: RefundPlan,
  { books, context }: Planner,
): Promise<KnownRow> {
  const { refund_no: out_trade_no, txamt } = entry;
  const { payment } = plan;
  const months = refundMonths(payment, context.clock.now());
  const { records } = await books.refundNumber(out_trade_no, { payment, months });
  const record = records.find((each) => isRefundOf(each, payment, txamt) && outcomeOfRefund(each) === 'declined');
  if (!record) return { row, known: doubtedRow(row, entry, t`the gateway does not know the number`) };
  // By the gateway's word alone: what the line says besides may be anything.
  const refund = refundOf({ ...plan, out_trade_no, txamt }, row);
  const settled = { outcome: 'declined', respcd: record.respcd, message: record.errmsg };
  return { row, known: rowOfEntry(row, { ...refund, settled }), news: refund };
}

function otherPaymentFault({ out_trade_no }: RefundRow, { payment }: RefundPlan): Fault | undefined {
  if (out_trade_no === undefined || payment.out_trade_no === undefined || payment.out_trade_no === out_trade_no)
    return undefined;
  const rule = t`is not that of the payment ${payment.syssn}, which has ${payment.out_trade_no}`;
  return { field: 'out_trade_no', value: out_trade_no, rule };
}

function knownRow(row: RefundRow, plan: RefundPlan): KnownRow {
  const refund = refundOf(plan, row);
  const state = stateOfRecord(plan.standing?.record ?? {}, plan);
  const repeated = state.outcome === 'refunded';
  return {
    row,
    known: rowOfState(row, refund, { ...state, repeated }),
    ...(refund.refund_no === '' ? {} : { news: refund }),
  };
}
