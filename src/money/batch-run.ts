import { confirmAmount, isInteractive } from '../command/asking.ts';
import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { CancelledError, ConfigError } from '../errors.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import type { JournalRefund } from '../journal/journal-entry.ts';
import { t } from '../language/t.ts';
import { commaLists, isRefused, tryQuery } from '../lookup/query.ts';
import { pollUntilDone, waitDeadline } from '../lookup/wait.ts';
import { windowAround } from '../lookup/window.ts';
import { hasNights } from '../merchant/base-url.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { chooseRefund, isRefundOf } from '../refund/refund-record.ts';
import { nightFault, nightWindowEnd } from '../refund/refund-rules.ts';
import type { FileShare } from '../refund-list/shards.ts';
import type { BatchFindings, BatchRow, PlanFindings } from '../report/batch-findings.ts';
import { planLines } from '../report/batch-report.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { journalKeeper, planBatch } from './batch-plan.ts';
import { type PlannedRow, type RowToSend, refundOf, waitingRow } from './batch-planned-row.ts';
import type { BatchRequest } from './batch-request.ts';
import { refundRowSafely } from './batch-row.ts';
import {
  type BatchProgress,
  type BatchWorld,
  batchSession,
  createEnding,
  type Ending,
  endingContext,
  silentContext,
  startProgress,
} from './batch-world.ts';
import { stateOfRecord } from './refund-state.ts';

/**
 * Plans, asks, sends and writes down.
 * @throws UsageError a line or a limit forbids it; nothing was sent
 * @throws ConfigError the journal is held by another process, or another merchant's
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the plan could not be made; nothing was sent
 * @throws CancelledError not agreed to, or interrupted before anything was sent
 */
export async function makeBatch(
  share: FileShare,
  request: BatchRequest,
  session: Session,
  context: Context,
): Promise<BatchFindings> {
  const journal = await openJournal(context, request.journal, await journalKeeper(session), () => {
    const what = t`the journal ${request.journal} was removed or changed by another program while the batch ran: it is begun again, and what it has lost is asked for in the next run`;
    tell(context, t`warning: ${what}`);
  });
  try {
    if (journal.lock_folder !== undefined)
      tell(
        context,
        t`note: the folder of ${journal.path} takes no lock, which is in ${journal.lock_folder} now: do not run the file in another container at the same time`,
      );
    for (const line of journal.damaged)
      tell(context, t`warning: line ${line} of ${journal.path} cannot be read: its row is asked for`);
    const ending = createEnding();
    const own = batchSession(session, request, endingContext(context, ending));
    const { plan, planned } = await planBatch(share, journal, request, { session: own, context });
    for (const warning of plan.warnings) tell(context, t`warning: ${warning}`);
    await confirmBatch(plan, session, request.options, context);
    const world: BatchWorld = { session: own, context: silentContext(context), journal, ending };
    const done = await sendAll(planned, request, world, context);
    return findingsOf(done, request, session, ending);
  } finally {
    journal.close();
  }
}

async function sendAll(
  planned: readonly PlannedRow[],
  request: BatchRequest,
  world: BatchWorld,
  context: Context,
): Promise<readonly BatchRow[]> {
  const { ending, journal } = world;
  const harden = context.interruption.soften(() => {
    tell(context, t`stopping: requests that were sent are finished first; Ctrl-C again stops at once`);
    ending.begin({ kind: 'interrupted', message: 'interrupted' });
  });
  const to_send = planned.filter((each) => 'plan' in each).length;
  if (to_send > 0) context.interruption.sent = { command: request.again };
  const progress = startProgress(to_send, request.max_per_minute, context);
  try {
    await keepNews(planned, { journal, ending });
    const rows = await runBatch(planned, world, progress);
    progress.stop();
    return ending.end ? rows : await askPending(rows, request.again, world, endingContext(context, ending));
  } finally {
    progress.stop();
    harden();
    if (context.interruption.signal.aborted) ending.begin({ kind: 'interrupted', message: 'interrupted' });
  }
}

/** What the gateway's books have told is not asked for in the next run. */
async function keepNews(planned: readonly PlannedRow[], world: { journal: Journal; ending: Ending }): Promise<void> {
  const news = planned.flatMap((each) => ('known' in each && each.news ? [[each.known, each.news] as const] : []));
  await Promise.all(news.map(([row, refund]) => keepRow(row, refund, world)));
}

function findingsOf(
  rows: readonly BatchRow[],
  { journal, results, again, options }: BatchRequest,
  { settings }: Session,
  { end }: Ending,
): BatchFindings {
  const { shard, columns } = options;
  return { env: settings.env, rows, journal, results, shard, again, end, columns, warnings: [] };
}

/** Refunds in the air at once: at the gateway's 400 a minute one of them may take three seconds. */
const inTheAir = 20;

/** So many rows in turn of which nobody knows what became: the gateway is ill, and no row would fare better. */
const mostUnknown = 10;

/**
 * Sends all rows that are to be sent: those of one payment one after the other, others side by side. The rows come back in the
 * order of the file, those whose turn did not come as not sent.
 */
async function runBatch(
  planned: readonly PlannedRow[],
  world: BatchWorld,
  progress: BatchProgress,
): Promise<BatchRow[]> {
  const results = new Map<PlannedRow, BatchRow>();
  const queue = byPayment(planned).values();
  let unknown_in_turn = 0;

  async function settle(each: RowToSend): Promise<void> {
    const row = await refundRowSafely(each, world);
    results.set(each, row);
    await keepRow(row, refundOf(each.plan, each.row), world);
    progress.settled(row);
    unknown_in_turn = row.outcome === 'unknown' ? unknown_in_turn + 1 : 0;
    if (unknown_in_turn >= mostUnknown)
      world.ending.begin({ kind: 'unknown', message: t`nobody knows what became of ${mostUnknown} refunds in turn` });
  }

  async function work(): Promise<void> {
    for (const group of queue) {
      for (const each of group) {
        if (!world.ending.signal.aborted) await untilMorning(each, world, progress);
        if (world.ending.signal.aborted) return;
        await settle(each);
      }
    }
  }

  const workers = await Promise.allSettled(Array.from({ length: inTheAir }, work));
  const failed = workers.find((worker) => worker.status === 'rejected');
  if (failed) throw failed.reason;
  return planned.map((each) => {
    if ('known' in each) return each.known;
    return results.get(each) ?? waitingRow(each, world.context.clock.now());
  });
}

function byPayment(planned: readonly PlannedRow[]): Map<string, RowToSend[]> {
  const groups = new Map<string, RowToSend[]>();
  for (const each of planned) {
    if (!('plan' in each)) continue;
    const group = groups.get(each.plan.payment.syssn);
    if (group) group.push(each);
    else groups.set(each.plan.payment.syssn, [each]);
  }
  return groups;
}

/** QFPay's clock may be a little behind. */
const margin = 30_000;

/** A batch that runs into the night, when QFPay refunds nothing, waits for its end. */
async function untilMorning(
  { request }: RowToSend,
  { session, context, ending }: BatchWorld,
  progress: BatchProgress,
): Promise<void> {
  const now = context.clock.now();
  const night = hasNights(session.settings) ? nightFault(now) : undefined;
  const end = nightWindowEnd(now);
  if (!night || !end || request.options.skip_rule?.includes('refund-window')) return;
  progress.say(t`a refund ${night.rule}: waiting`);
  await context.clock.sleep(end.getTime() + margin - now.getTime(), ending.signal).catch((error: unknown) => {
    if (!(error instanceof CancelledError)) throw error;
  });
}

/**
 * Asks for the rows that had no final answer, again and again for as long as `refund --wait` would. Gives all rows, with what is
 * known now.
 */
async function askPending(
  rows: readonly BatchRow[],
  again: string,
  world: BatchWorld,
  context: Context,
): Promise<BatchRow[]> {
  const latest = new Map(rows.map((row) => [row, row]));
  const open = () => [...latest].filter(([, { outcome }]) => outcome === 'pending');
  if (open().length === 0) return [...rows];
  const { env } = world.session.settings;
  const now = context.clock.now();
  const waiting = {
    deadline: waitDeadline({ order_type: 'refund', made_at: now }, now),
    resume: { command: again },
    label: t`${open().length} pending refunds`,
  };
  const poll = async () => {
    for (const numbers of commaLists(open().map(([, { refund_no }]) => refund_no))) {
      const records = await ask(numbers, world);
      for (const [row, before] of open()) latest.set(row, await brought(before, records, world));
    }
    return open().length === 0 || world.ending.signal.aborted;
  };
  await pollUntilDone(env, context, waiting, poll).catch((error: unknown) => {
    if (!(error instanceof CancelledError)) throw error;
  });
  return rows.map((row) => latest.get(row) ?? row);
}

async function ask(out_trade_no: readonly string[], { session, context }: BatchWorld): Promise<readonly Transaction[]> {
  const window = windowAround(context.clock.now());
  const found = await tryQuery(session.gateway, { out_trade_no, window, page_size: 100 });
  return found && !isRefused(found.answer) ? found.records : [];
}

async function brought(row: BatchRow, records: readonly Transaction[], world: BatchWorld): Promise<BatchRow> {
  const payment = { syssn: row.orig_syssn, txamt: row.txamt };
  const own = records.filter(
    (record) => record.out_trade_no === row.refund_no && isRefundOf(record, payment, row.txamt),
  );
  const record = chooseRefund(own, payment, row.txamt);
  if (!record) return row;
  const { outcome, respcd, message, transaction } = stateOfRecord(record, {
    ...{ payment, txamt: row.txamt, out_trade_no: row.refund_no, is_given: false },
  });
  if (outcome === row.outcome) return row;
  const settled = { ...row, outcome, respcd, message, syssn: transaction.syssn ?? row.syssn };
  const { refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd } = row;
  await keepRow(settled, { refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd }, world);
  return settled;
}

/** Writes down what became of a row. A disk that is full now must not hide it, and ends the batch. */
async function keepRow(
  { outcome, respcd, syssn, message, refund_no }: BatchRow,
  refund: JournalRefund,
  { journal, ending }: Pick<BatchWorld, 'journal' | 'ending'>,
): Promise<void> {
  // That it was not sent stands there already, if it ever came that far.
  if (outcome === 'not_sent') return;
  try {
    await journal.outcome(
      { ...refund, refund_no },
      { outcome, respcd, syssn, message: respcd === '0000' ? undefined : message },
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    ending.begin({ kind: 'disk', message: error.message });
  }
}

/**
 * Shows the plan and has it agreed to: in prod by typing the total of each currency, elsewhere by a yes where there is somebody to
 * say it.
 * @throws CancelledError something else was typed
 */
async function confirmBatch(
  plan: PlanFindings,
  { settings }: Session,
  options: GlobalOptions,
  context: Context,
): Promise<void> {
  for (const line of planLines(plan)) tell(context, line);
  if (options.yes || plan.totals.every(({ rows_to_send }) => rows_to_send === 0)) return;
  if (settings.env === 'prod') {
    for (const { txcurrcd, txamt_to_send, rows_to_send } of plan.totals) {
      if (rows_to_send === 0) continue;
      const amount = formatMoney(String(txamt_to_send), txcurrcd);
      await confirmAmount({ what: t`${rows_to_send} refunds, together ${amount}`, amount }, settings, options, context);
    }
  } else if (isInteractive(options, context)) {
    for (const caution of settings.cautions ?? []) tell(context, caution);
    const answer = await context.prompt.ask(t`Go ahead? (y/N)`);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CancelledError(t`not agreed to: nothing was sent`);
  }
}
