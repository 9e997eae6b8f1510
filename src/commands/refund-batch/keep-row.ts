import { ConfigError } from '../../errors.ts';
import type { JournalRefund } from '../../journal/journal-entry.ts';
import type { BatchRow } from '../../report/batch-findings.ts';
import type { BatchWorld } from './batch-world.ts';

/** Writes down what became of a row. A disk that is full now must not hide it, and ends the batch. */
export async function keepRow(
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
