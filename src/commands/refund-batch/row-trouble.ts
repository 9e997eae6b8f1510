import {
  CancelledError,
  CancelledUnsentError,
  ConfigError,
  NetworkError,
  RateLimitedError,
  SignatureError,
} from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { BatchEnd, BatchRow } from '../../report/batch-findings.ts';
import type { BatchWorld } from './batch-world.ts';
import { type RowToSend, refundOf, unsentRow, waitingRow } from './planned-row.ts';
import { refundRow } from './refund-row.ts';

/** Before each further try of a row whose connection was not made: it has surely not left. */
const pauses = [1000, 4000, 10_000];

/**
 * One row, whatever happens to it. What would go wrong with every other row as well ends the batch.
 * @throws what is none of the failures that we foresee
 */
export async function refundRowSafely(to_send: RowToSend, world: BatchWorld): Promise<BatchRow> {
  const { ending, context } = world;
  for (const pause of [...pauses, undefined]) {
    try {
      return endedBy(await refundRow(to_send, world), ending);
    } catch (error) {
      const is_lost = error instanceof NetworkError && !ending.signal.aborted && pause !== undefined;
      if (!is_lost) return rowOfFailure(error, to_send, world);
      await context.clock.sleep(pause, ending.signal).catch(ignoreInterruption);
    }
  }
  throw new Error('a row has a last try');
}

/** The gateway refuses the signature of one row: it would refuse them all. */
function endedBy(row: BatchRow, ending: BatchWorld['ending']): BatchRow {
  if (row.outcome === 'declined' && row.respcd === '1108')
    ending.begin({ kind: 'signature', message: t`the gateway refused the signature (1108 ${row.message ?? ''})` });
  return row;
}

function rowOfFailure(error: unknown, to_send: RowToSend, { ending, context }: BatchWorld): BatchRow {
  const { row, plan } = to_send;
  const end = endOf(error);
  if (end && !ending.signal.aborted) ending.begin(end);
  if (error instanceof CancelledUnsentError) return waitingRow(to_send, context.clock.now(), error.message);
  if (error instanceof CancelledError) {
    const message = context.interruption.signal.aborted
      ? t`interrupted while it was in the air`
      : t`interrupted while in doubt`;
    return { ...unsentRow(row, refundOf(plan, row), message), outcome: 'unknown' };
  }
  if (!end) throw error;
  return waitingRow(to_send, context.clock.now(), error instanceof Error ? error.message : undefined);
}

function endOf(error: unknown): BatchEnd | undefined {
  if (error instanceof RateLimitedError) return { kind: 'rate-limited', message: error.message };
  if (error instanceof NetworkError) return { kind: 'network', message: error.message };
  if (error instanceof SignatureError) return { kind: 'signature', message: error.message };
  if (error instanceof ConfigError) return { kind: 'disk', message: error.message };
  return undefined;
}

function ignoreInterruption(error: unknown): void {
  if (!(error instanceof CancelledError)) throw error;
}
