import { isFinal, type Outcome } from '../diagnosis/outcome.ts';
import type { HistoryAttempt, HistoryBook, HistoryEntry } from '../history/history-entry.ts';
import { t } from '../language/t.ts';
import { isSimulatedPlace } from '../merchant/base-url.ts';
import type { ListedEntries, ListedEntry, ListedState } from '../report/history-report.ts';

/** An entry of the history, as it is told. */
export function listed(entry: HistoryEntry): ListedEntry {
  const { settled: _settled, attempts, ...sending } = entry;
  // Not `{ ...sending, ...state }`: as in `attemptAt`, V8 would keep something for each of many.
  const told = Object.assign(sending, stateOf(entry, entry));
  if (!attempts) return told;
  return Object.assign(told, {
    attempts: attempts.map((attempt) => {
      const { id, time, command } = attempt;
      return { id, time, command, ...stateOf(attempt, entry) };
    }),
  });
}

function stateOf(attempt: HistoryAttempt, { env, base_url }: HistoryEntry): ListedState {
  const { outcome = 'unknown', respcd, syssn, time } = attempt.settled ?? {};
  // What was written down of an answer that surely came from no gateway of QFPay's.
  const is_simulated = attempt.settled && outcome !== 'not_sent' && isSimulatedPlace({ env, base_url });
  return {
    outcome,
    ...(is_simulated ? { simulated: true } : {}),
    ...(respcd === undefined ? {} : { respcd }),
    ...(syssn === undefined ? {} : { syssn }),
    ...(time === undefined ? {} : { settled_at: time }),
    open: isOpen(attempt),
  };
}

/** Rows of a history, each made while it is read. */
export function listedRows({ entry }: Pick<HistoryBook, 'entry'>, rows: readonly number[]): ListedEntries {
  return {
    count: rows.length,
    *from(place) {
      for (let at = place; at < rows.length; at += 1) yield listed(entry(rows[at] as number));
    },
    open: () => rows.reduce((count, row) => count + (isOpen(entry(row)) ? 1 : 0), 0),
  };
}

/** Nothing final is known of it. What was surely not sent is final. */
export function isOpen({ settled }: HistoryAttempt): boolean {
  if (!settled) return true;
  return settled.outcome !== 'not_sent' && !isFinal(settled.outcome as Outcome);
}

/** For stderr: money may hang on what cannot be read. */
export function damageWarnings({ damaged }: Pick<HistoryBook, 'damaged'>, path: string): string[] {
  if (damaged.length === 0) return [];
  const shown = damaged.slice(0, 10).join(', ');
  if (damaged.length === 1) return [t`line ${shown} of ${path} cannot be read: calls that moved money may be in it`];
  const lines = damaged.length > 10 ? t`${shown} and ${damaged.length - 10} more` : shown;
  return [t`lines ${lines} of ${path} cannot be read: calls that moved money may be in it`];
}
