import type { Context } from '../../context.ts';
import { type Fault, UsageError } from '../../errors.ts';
import type { JournalFile } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import { gatewayBooks, type RefundBooks } from '../refund/books.ts';
import { planRefund } from '../refund/plan.ts';
import type { RefundPlan } from '../refund/planning.ts';
import { stateOfRecord } from '../refund/state.ts';
import type { Session } from '../session.ts';
import { checkRows, type RowChecks } from './check-rows.ts';
import { editedWarnings } from './edited-rows.ts';
import { changedFault, indexJournal, isSettled } from './journal-rows.ts';
import { type KnownRow, type PlannedRow, refundOf, requestOf, rowOfEntry, rowOfState } from './planned-row.ts';
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
  const open = found.filter(({ entry }) => !isSettled(entry, retries));
  const shelf = await readShelf(open, session.gateway, context);
  const books = shelfBooks(shelf, session.gateway, gatewayBooks(session.gateway, context));
  const faults: Fault[] = [];
  const planned: PlannedRow[] = [];
  for (const { row, entry } of found) {
    if (entry && isSettled(entry, retries)) planned.push({ row, known: rowOfEntry(row, entry) });
    else planned.push(...(await planOrFault({ row, entry }, { request, session, context, books }, faults)));
  }
  const checks = checkRows(planned, session.settings, context.clock.now());
  const warnings = [...editedWarnings(planned, journal), ...checks.warnings];
  return { ...checks, warnings, faults: [...faults, ...checks.faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

async function planOrFault({ row, entry }: OpenRow, planner: Planner, faults: Fault[]): Promise<PlannedRow[]> {
  const { request, session, context, books } = planner;
  const asked = requestOf(row, request.options);
  try {
    const plan = await planRefund(asked, session, context, books);
    const other = otherPaymentFault(row, plan);
    if (other) throw new UsageError(other.rule, { details: [other] });
    return [plan.standing ? knownRow(row, plan) : { row, request: asked, plan, entry, lifted: [] }];
  } catch (error) {
    faults.push(...rowFaults(error, row));
    return [];
  }
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
