import { t } from '../language/t.ts';
import { historyTable } from './history-table.ts';
import type { ListedEntries } from './listed-entry.ts';
import type { Block, Report } from './report.ts';

export interface HistoryFindings {
  /** Those that were asked for, the oldest first. */
  readonly entries: ListedEntries;
  /** How many there are without `--limit`. */
  readonly total: number;
  /** `--limit` was given, so that a screen gets all that is here. */
  readonly is_limited: boolean;
  /** Of the table, where they were chosen. */
  readonly columns?: readonly string[] | undefined;
  readonly warnings: readonly string[];
}

/** A screen has no room for years. */
const onScreen = 50;

/** Every entry in JSON, the latest ones on a screen. Which of both it is decides what is read of a long history. */
export function historyReport(findings: HistoryFindings): Report {
  const { entries, total, warnings } = findings;
  return {
    command: 'history',
    exit_code: 0,
    list: { name: 'entries', items: () => entries.from(0) },
    data: { total, ...(warnings.length > 0 ? { warnings } : {}) },
    get blocks() {
      return historyBlocks(findings);
    },
    warnings,
  };
}

function historyBlocks({ entries, total, is_limited, columns }: HistoryFindings): Block[] {
  if (entries.count === 0) return [{ kind: 'text', text: t`No call that moves money.` }];
  const shown = [...entries.from(is_limited ? 0 : Math.max(0, entries.count - onScreen))];
  const earlier = total - shown.length;
  const more = earlier > 0 ? [{ kind: 'text', text: t`${earlier} earlier: --limit ${total} shows them` } as const] : [];
  const open = entries.open();
  const hint = open > 0 ? [{ kind: 'hint', text: t`${open} open: qfpay resume` } as const] : [];
  return [historyTable(shown, columns), ...more, ...hint];
}
