import { isFinal, type Outcome } from '../../diagnosis/outcome.ts';
import type { HistoryEntry, HistoryFile } from '../../history/history-entry.ts';
import { t } from '../../language/t.ts';
import type { ListedEntry } from '../../report/listed-entry.ts';
import { isSimulatedPlace } from '../has-nights.ts';

/** An entry of the history, as it is told. */
export function listed(entry: HistoryEntry): ListedEntry {
  const { settled, ...sending } = entry;
  const { outcome = 'unknown', respcd, syssn, time } = settled ?? {};
  return {
    ...sending,
    outcome,
    ...(isSimulated(entry) ? { simulated: true } : {}),
    ...(respcd === undefined ? {} : { respcd }),
    ...(syssn === undefined ? {} : { syssn }),
    ...(time === undefined ? {} : { settled_at: time }),
    open: isOpen(entry),
  };
}

/** What was written down of an answer that surely came from no gateway of QFPay's. */
function isSimulated({ env, base_url, settled }: HistoryEntry): boolean {
  return settled !== undefined && settled.outcome !== 'not_sent' && isSimulatedPlace({ env, base_url });
}

/** Nothing final is known of it. What was surely not sent is final. */
export function isOpen({ settled }: HistoryEntry): boolean {
  if (!settled) return true;
  return settled.outcome !== 'not_sent' && !isFinal(settled.outcome as Outcome);
}

/** For stderr: money may hang on what cannot be read. */
export function damageWarnings({ damaged }: HistoryFile, path: string): string[] {
  if (damaged.length === 0) return [];
  const shown = damaged.slice(0, 10).join(', ');
  if (damaged.length === 1) return [t`line ${shown} of ${path} cannot be read: calls that moved money may be in it`];
  const lines = damaged.length > 10 ? t`${shown} and ${damaged.length - 10} more` : shown;
  return [t`lines ${lines} of ${path} cannot be read: calls that moved money may be in it`];
}
