import { type EnvName, envNames } from '../../catalog/endpoints.ts';
import { type Fault, refuse } from '../../errors.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { historyColumnNames } from '../../report/history-table.ts';
import { type ColumnOptions, columnFaults } from '../columns.ts';
import { readTime, readWhole } from '../query/values.ts';
import { isOpen } from './listed-entry.ts';

export interface HistoryOptions extends ColumnOptions {
  readonly command?: string;
  readonly since?: string;
  readonly until?: string;
  readonly open?: boolean;
  readonly limit?: string;
}

export interface HistoryFilter {
  /** In lower case; one of them has to be in one of an entry's numbers. */
  readonly words: readonly string[];
  readonly command?: string | undefined;
  readonly env?: string | undefined;
  readonly mchid?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly open: boolean;
  /** The latest ones. */
  readonly limit?: number | undefined;
}

const moneyCommands: readonly string[] = ['pay', 'refund', 'refund-batch', 'reverse', 'close'];

/** @throws UsageError with every fault at once */
export function readHistoryFilter(options: HistoryOptions & GlobalOptions, args: readonly string[]): HistoryFilter {
  const { command, env, mchid, open = false } = options;
  const faults: Fault[] = [];
  if (command !== undefined && !moneyCommands.includes(command))
    faults.push({
      field: 'command',
      value: command,
      rule: t`must be one of ${moneyCommands.join(', ')}`,
      ...didYouMean(command, moneyCommands),
    });
  if (env !== undefined && !envNames.includes(env as EnvName))
    faults.push({
      field: 'env',
      value: env,
      rule: t`must be one of ${envNames.join(', ')}`,
      ...didYouMean(env, envNames),
    });
  const since = readTime(options.since, 'since', faults);
  const until = readTime(options.until, 'until', faults);
  if (since && until && until < since) faults.push({ field: 'until', rule: t`must not be before since` });
  const limit = readWhole(options.limit, 'limit', 1_000_000, faults);
  faults.push(...columnFaults(options, historyColumnNames));
  refuse(faults, 'qfpay history --help');
  return { words: args.map((word) => word.toLowerCase()), command, env, mchid, since, until, open, limit };
}

/** The entries that are asked for, in their order, and how many there were before `--limit`. */
export function filterHistory(
  entries: readonly HistoryEntry[],
  filter: HistoryFilter,
): { entries: readonly HistoryEntry[]; total: number } {
  const matching = entries.filter((entry) => isWanted(entry, filter));
  const { limit = matching.length } = filter;
  return { entries: matching.slice(Math.max(0, matching.length - limit)), total: matching.length };
}

function isWanted(entry: HistoryEntry, { words, command, env, mchid, since, until, open }: HistoryFilter): boolean {
  const numbers = [entry.out_trade_no, entry.settled?.syssn, entry.orig_syssn].map((text = '') => text.toLowerCase());
  const time = new Date(entry.time);
  return (
    (words.length === 0 || words.some((word) => numbers.some((number) => number.includes(word)))) &&
    (command === undefined || entry.command === command) &&
    (env === undefined || entry.env === env) &&
    (mchid === undefined || entry.mchid === mchid) &&
    (since === undefined || time >= since) &&
    (until === undefined || time < new Date(until.getTime() + 1000)) &&
    (!open || isOpen(entry))
  );
}
