import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { type Fault, UsageError } from '../errors.ts';
import { isOpen, type JournalEntry, type JournalFile, type JournalKeeper } from '../journal/journal-entry.ts';
import { t } from '../language/t.ts';
import { refundMonths } from '../lookup/find-orders.ts';
import { isRefundOf, outcomeOfRefund } from '../refund/refund-record.ts';
import type { RefundRow } from '../refund-list/refund-row.ts';
import type { FileShare } from '../refund-list/shards.ts';
import type { BatchRow, CurrencyTotal, PlanFindings, RowSum } from '../report/batch-findings.ts';
import { loadMac } from '../signature/hasher.ts';
import { keyFaults, refuseKey } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { checkRows, faultText, type RowChecks, rowFaults } from './batch-checks.ts';
import {
  changedFault,
  doubtedRow,
  indexJournal,
  isSettled,
  isUnvouched,
  type KnownRow,
  numberOf,
  type PlannedRow,
  paymentOf,
  refundOf,
  requestOf,
  rowOfEntry,
  rowOfState,
  unsentRow,
} from './batch-planned-row.ts';
import { type BatchRequest, lineError } from './batch-request.ts';
import { type OpenRow, readOthers, readShelf, shelfBooks } from './batch-shelf.ts';
import type { BatchSession } from './batch-world.ts';
import { gatewayBooks, planRefund, type RefundBooks, type RefundPlan, ruleError } from './refund-plan.ts';
import { stateOfRecord } from './refund-state.ts';

interface BatchPlan {
  readonly planned: readonly PlannedRow[];
  readonly plan: PlanFindings;
}

/**
 * Whose journal it is: all that the number of a refund is derived from. Its lines are vouched for by the client key, and only
 * as what this gateway has answered: an emulator may have been asked under the same app code.
 */
export async function journalKeeper({ settings: { env, base_url, merchant } }: Session): Promise<JournalKeeper> {
  const { app_code, mchid, client_key } = merchant;
  const mac = await loadMac(client_key, 'qfpay refund-batch journal 1');
  // The embedded emulator is the same one at whatever port it is.
  const gateway = env === 'local' ? env : base_url;
  return {
    owner: { env, app_code, mchid },
    sealer: (journal_id) => mac([env, gateway, app_code, mchid ?? '', journal_id]),
  };
}

/**
 * Understands and checks every row with what the gateway knows, and sends none.
 * @throws UsageError with every fault of every line at once
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function planBatch(
  { own: rows, others }: FileShare,
  journal: JournalFile,
  request: BatchRequest,
  { session, context }: { readonly session: BatchSession; readonly context: Context },
): Promise<BatchPlan> {
  const { client_key } = session.settings.merchant;
  for (const { refund_no = '' } of rows) refuseKey([['refund_no', refund_no]], client_key, context.secrets);
  const progress = context.progress(t`looking up ${rows.length} payments`);
  try {
    const plans = await planRows(rows, journal, request, { session, context });
    const faults = [...plans.faults, ...plans.rows.flatMap((each) => keyFaultsOf(each, [client_key, context.secrets]))];
    if (faults.length > 0) throw lineError(faults, request.file);
    const before = rowsBefore(plans.rows);
    const totals = totalsOf(before);
    const elsewhere = request.max_total.size > 0 ? await readOthers(others, session.gateway, context) : [];
    const exceeded = totalFaults(totalsOf([...before, ...elsewhere]), request.max_total);
    if (exceeded.length > 0) throw lineError(exceeded, request.file);
    if (plans.night && !request.options.dry_run) throw ruleError([plans.night.fault]);
    return {
      planned: plans.rows,
      plan: planFindings(plans, before, totals, { request, session }),
    };
  } finally {
    progress.stop();
  }
}

/** Here, and not only as each is sent: a batch that ends in the middle for it has moved half of its money. */
function keyFaultsOf(each: PlannedRow, keys: readonly Parameters<typeof refuseKey>[1][]): Fault[] {
  if (!('plan' in each)) return [];
  const { out_trade_no, txamt, payment } = each.plan;
  const sent = { refund_no: out_trade_no, txamt, syssn: payment.syssn };
  return keyFaults(Object.entries(sent), ...keys).map((fault) => ({ ...fault, line: each.row.line }));
}

/** All rows in the order of the file, and what there is to say before any is sent. */
interface RowPlans extends RowChecks {
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

/** What is to be shown before anything is sent. */
function planFindings(
  plans: RowPlans,
  rows: readonly BatchRow[],
  totals: readonly CurrencyTotal[],
  { request, session }: { readonly request: BatchRequest; readonly session: BatchSession },
): PlanFindings {
  const { env, base_url, merchant } = session.settings;
  const { max_per_minute, journal, results } = request;
  const to_send = rows.filter(({ outcome }) => outcome === 'not_sent').length;
  return {
    ...{ env, base_url, app_code: merchant.app_code, mchid: merchant.mchid },
    ...{
      rows,
      totals,
      max_per_minute,
      seconds: session.secondsFor(to_send),
      queries: session.count(),
      journal,
      results,
    },
    warnings: warningsOf(plans),
  };
}

/** Lines that are warned of alike are told together. */
function warningsOf({ warnings, night }: RowPlans): string[] {
  const lines = new Map<string, number[]>();
  for (const { line, text } of warnings) lines.set(text, [...(lines.get(text)?.slice(0, mostLines + 1) ?? []), line]);
  const counts = new Map<string, number>();
  for (const { text } of warnings) counts.set(text, (counts.get(text) ?? 0) + 1);
  const told = [...lines].map(([text, found]) => `${placeText(found, counts.get(text) ?? 0)}: ${text}`);
  return night ? [...told, t`a refund ${night.fault.rule}`] : told;
}

const mostLines = 5;

function placeText(lines: readonly number[], count: number): string {
  const shown = lines.slice(0, mostLines).join(', ');
  const more = count - Math.min(count, mostLines);
  if (count <= 1) return t`line ${shown}`;
  return more > 0 ? t`lines ${shown} and ${more} more` : t`lines ${shown}`;
}

/**
 * Rows whose payment has another refund in the journal that no line stands for any more: an amount that was changed after its row
 * was sent is a further refund, and whoever changed it may have meant a correction.
 */
function editedWarnings(
  planned: readonly PlannedRow[],
  { entries }: JournalFile,
): { readonly line: number; readonly text: string }[] {
  const numbers = new Set(planned.map(numberOf));
  const others = [...entries.values()].filter(({ refund_no }) => !numbers.has(refund_no));
  const made = others.filter((entry) => entry.settled?.outcome === 'refunded' || isOpen(entry));
  const payments = new Set(made.map(({ orig_syssn }) => orig_syssn));
  return planned
    .filter((each) => 'plan' in each && payments.has(paymentOf(each)))
    .map(({ row: { line } }) => ({ line, text: text() }));
}

function text() {
  return t`the journal has another refund of this payment, which no line asks for any more: this one is given back besides it`;
}

/** Every row as it stands before the batch. */
function rowsBefore(planned: readonly PlannedRow[]): BatchRow[] {
  return planned.map((each) => ('known' in each ? each.known : unsentRow(each.row, refundOf(each.plan, each.row))));
}

/** By currency, in the order of the file. */
function totalsOf(rows: readonly RowSum[]): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { txcurrcd = '', txamt, outcome } of rows) {
    const { rows, txamt: sum, rows_to_send, txamt_to_send } = totals.get(txcurrcd) ?? empty;
    const cents = Number(txamt);
    const [more, moreCents] = outcome === 'not_sent' ? [1, cents] : [0, 0];
    totals.set(txcurrcd, {
      ...{ txcurrcd, rows: rows + 1, txamt: sum + cents },
      ...{ rows_to_send: rows_to_send + more, txamt_to_send: txamt_to_send + moreCents },
    });
  }
  return [...totals.values()];
}

const empty = { rows: 0, txamt: 0, rows_to_send: 0, txamt_to_send: 0 };

/** The whole file counts, also what stands already: so a limit means the same in every run. */
function totalFaults(totals: readonly CurrencyTotal[], limits: ReadonlyMap<string, number>): Fault[] {
  if (limits.size === 0) return [];
  return totals.flatMap(({ txcurrcd, txamt }): Fault[] => {
    const limit = limits.get(txcurrcd);
    const money = formatMoney(String(txamt), txcurrcd);
    if (limit === undefined)
      return [{ field: 'max_total', rule: t`says nothing of ${txcurrcd}: the file refunds ${money}` }];
    if (txamt <= limit) return [];
    const value = formatMoney(String(limit), txcurrcd);
    return [{ field: 'max_total', value, rule: t`is exceeded: the file refunds ${money}` }];
  });
}
