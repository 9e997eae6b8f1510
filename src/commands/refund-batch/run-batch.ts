import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { nightWindowEnd } from '../../refund/night-window.ts';
import { nightFault } from '../../refund/refund-rules.ts';
import type { BatchRow } from '../../report/batch-findings.ts';
import { hasNights } from '../has-nights.ts';
import type { BatchProgress } from './batch-progress.ts';
import type { BatchWorld } from './batch-world.ts';
import { keepRow } from './keep-row.ts';
import { type PlannedRow, type RowToSend, refundOf, waitingRow } from './planned-row.ts';
import { refundRowSafely } from './row-trouble.ts';

/** Refunds in the air at once: at the gateway's 400 a minute one of them may take three seconds. */
const inTheAir = 20;

/** So many rows in turn of which nobody knows what became: the gateway is ill, and no row would fare better. */
const mostUnknown = 10;

/**
 * Sends all rows that are to be sent: those of one payment one after the other, others side by side. The rows come back in the
 * order of the file, those whose turn did not come as not sent.
 */
export async function runBatch(
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
