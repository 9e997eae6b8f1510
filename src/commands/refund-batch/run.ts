import type { Context } from '../../context.ts';
import { type Journal, openJournal } from '../../journal/journal.ts';
import { t } from '../../language/t.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import type { BatchFindings, BatchRow } from '../../report/batch-findings.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';
import { askPending } from './ask-pending.ts';
import { startProgress } from './batch-progress.ts';
import { batchSession } from './batch-session.ts';
import { type BatchWorld, createEnding, type Ending, endingContext, silentContext } from './batch-world.ts';
import { confirmBatch } from './confirm-batch.ts';
import { keepRow } from './keep-row.ts';
import { journalKeeper, planBatch } from './plan.ts';
import type { PlannedRow } from './planned-row.ts';
import type { BatchRequest } from './request.ts';
import { runBatch } from './run-batch.ts';

/**
 * Plans, asks, sends and writes down.
 * @throws UsageError a line or a limit forbids it; nothing was sent
 * @throws ConfigError the journal is held by another process, or another merchant's
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the plan could not be made; nothing was sent
 * @throws CancelledError not agreed to, or interrupted before anything was sent
 */
export async function makeBatch(
  rows: readonly RefundRow[],
  request: BatchRequest,
  session: Session,
  context: Context,
): Promise<BatchFindings> {
  const journal = await openJournal(context, request.journal, await journalKeeper(session), () => {
    const what = t`the journal ${request.journal} was removed or changed by another hand while the batch ran: it is begun anew, and what it has lost is asked for in the next run`;
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
    const { plan, planned } = await planBatch(rows, journal, request, { session: own, context });
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
    tell(context, t`stopping: what is in the air comes to its end; Ctrl-C again breaks it off`);
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
  return { env: settings.env, rows, journal, results, again, end, columns: options.columns, warnings: [] };
}
