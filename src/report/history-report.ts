import { t } from '../language/t.ts';
import { historyTable } from './history-table.ts';
import type { ListedEntry } from './listed-entry.ts';
import type { Block, Report } from './report.ts';

export interface HistoryFindings {
  /** Those that were asked for, the oldest first. */
  readonly entries: readonly ListedEntry[];
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

/** Every entry in JSON, the latest ones on a screen. */
export function historyReport(findings: HistoryFindings): Report {
  const { entries, total, warnings } = findings;
  return {
    command: 'history',
    exit_code: 0,
    data: { entries, total, ...(warnings.length > 0 ? { warnings } : {}) },
    blocks: historyBlocks(findings),
    warnings,
  };
}

function historyBlocks({ entries, total, is_limited, columns }: HistoryFindings): Block[] {
  if (entries.length === 0) return [{ kind: 'text', text: t`No call that moves money.` }];
  const shown = is_limited ? entries : entries.slice(-onScreen);
  const earlier = total - shown.length;
  const more = earlier > 0 ? [{ kind: 'text', text: t`${earlier} earlier: --limit ${total} shows them` } as const] : [];
  const open = entries.filter((entry) => entry.open).length;
  const hint = open > 0 ? [{ kind: 'hint', text: t`${open} open: qfpay resume` } as const] : [];
  return [historyTable(shown, columns), ...more, ...hint];
}
