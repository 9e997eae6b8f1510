import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { BatchRow } from '../../report/batch-findings.ts';
import { durationText } from '../../report/batch-plan-report.ts';
import { countsOf } from '../../report/batch-sums.ts';
import { tell } from '../tell.ts';

/** What a person sees while a batch runs: a live line on a terminal, a line now and then elsewhere. */
export interface BatchProgress {
  settled(row: BatchRow): void;
  /** Something that matters now. The same is said once. */
  say(line: string): void;
  stop(): void;
}

/** Off a terminal a line for each tenth of the rows, and one at least every ten seconds. */
const quietMs = 10_000;

/** Before that the rate says little. */
const settledMs = 5000;

export function startProgress(total: number, max_per_minute: number, context: Context): BatchProgress {
  const { clock, io, progress: startLine } = context;
  const started = clock.now().getTime();
  const rows: BatchRow[] = [];
  const said = new Set<string>();
  const live = startLine(t`refunding: 0 of ${total}`);
  let told = { count: 0, at: started };

  function lineNow(now: number): string {
    const { refunded, repeated, pending, declined, unknown } = countsOf(rows);
    const found: readonly (readonly [number, string])[] = [
      [repeated, t`refunded before`],
      [pending, t`pending`],
      [declined, t`declined`],
      [unknown, t`unknown`],
    ];
    const others = found.flatMap(([count, word]) => (count > 0 ? [`, ${count} ${word}`] : [])).join('');
    const elapsed = now - started;
    const rate = elapsed < settledMs ? max_per_minute : (rows.length / elapsed) * 60_000;
    const left = total - rows.length;
    const pace = left === 0 ? '' : t`; ${Math.round(rate)} a minute, ${durationText((left / rate) * 60)} left`;
    return t`refunding: ${rows.length} of ${total}: ${refunded} refunded` + others + pace;
  }

  return {
    settled(row) {
      rows.push(row);
      const now = clock.now().getTime();
      if (io.stderr.is_tty) return live.update(lineNow(now));
      const is_tenth = Math.floor((rows.length * 10) / total) > Math.floor((told.count * 10) / total);
      if (rows.length < total && now - told.at < quietMs && !(is_tenth && now - told.at >= 1000)) return;
      told = { count: rows.length, at: now };
      tell(context, lineNow(now));
    },
    say(line) {
      if (said.has(line)) return;
      said.add(line);
      tell(context, line);
    },
    stop: () => live.stop(),
  };
}
