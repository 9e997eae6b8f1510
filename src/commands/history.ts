import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { command, exits } from '../command/command.ts';
import { writeExcelFile, xlsxFaults, xlsxFlag } from '../command/excel-file.ts';
import { columnFaults, columnsFlag, type FlagValues, readTime, readWhole, toggle, value } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { type Fault, refuse } from '../errors.ts';
import { historyPath, openHistory } from '../history/history.ts';
import { attemptsOf, type HistoryAttempt, type HistoryBook, type HistoryEntry } from '../history/history-entry.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { damageWarnings, isOpen, listedRows } from '../money/listed-entry.ts';
import { historyColumnNames, historyReport } from '../report/history-report.ts';
import type { Example, Report } from '../report/report.ts';

/** Those that send what moves money. */
const moneyCommands: readonly string[] = [
  ...['pay', 'refund', 'reverse', 'close', 'capture', 'unfreeze', 'checkout', 'intent'],
];

/** As typed. */
export const historyFlags = {
  command: value('<name>', () => t`only those of pay, refund, reverse, close, ...`, {
    values: moneyCommands,
  }),
  since: value('<time>', () => t`from this day or time on, UTC+8 unless it has an offset`),
  until: value('<time>', () => t`up to this day or time`),
  open: toggle(() => t`only those without a final outcome`),
  limit: value('<n>', () => t`only the latest ones`),
  ...xlsxFlag,
  ...columnsFlag(historyColumnNames),
};

export const historyCommand = command({
  name: 'history',
  says: () =>
    t`Every call of this machine that moves money, written down before it was sent: numbers, amounts and outcomes, nothing of the payer and no key. The refunds of a batch stand in its journal. Asks nothing of the gateway; qfpay resume does, about those that are open.`,
  arguments: [{ name: 'words', repeats: true, says: () => t`numbers, or parts of them: out_trade_no or syssn` }],
  flags: historyFlags,
  examples,
  exits: exits.local,
  run: history,
});

function examples(): readonly Example[] {
  return [
    ['qfpay history', t`everything`],
    ['qfpay history --since 2026-03-01 --command refund', t`the refunds since a day`],
    ['qfpay history A-1001', t`one order`],
    ['qfpay history --open --env prod --json', t`what has no final outcome, for a script`],
  ];
}

/** @throws UsageError with every fault at once */
async function history(
  options: HistoryOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const filter = readHistoryFilter(options, args, context.clock.now());
  refuse(xlsxFaults(options, context), 'qfpay history --help');
  const book = openHistory(context);
  const { rows, total } = filterHistory(book, filter);
  if (options.xlsx !== undefined) {
    const { historySheet } = await import('../report/workbook-sheets.ts');
    await writeExcelFile(options.xlsx, [historySheet(listedRows(book, rows).from(0))], context);
  }
  return historyReport({
    ...{ entries: listedRows(book, rows), total },
    ...{ is_limited: filter.limit !== undefined, columns: options.columns },
    warnings: damageWarnings(book, historyPath(context)),
  });
}

export type HistoryOptions = FlagValues<typeof historyFlags>;

interface HistoryFilter {
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

/** @throws UsageError with every fault at once */
export function readHistoryFilter(
  options: HistoryOptions & GlobalOptions,
  args: readonly string[],
  now: Date,
): HistoryFilter {
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
  const since = readTime(options.since, 'since', faults, now);
  const until = readTime(options.until, 'until', faults, now);
  if (since && until && until < since) faults.push({ field: 'until', rule: t`must not be before since` });
  const limit = readWhole(options.limit, 'limit', 1_000_000, faults);
  faults.push(...columnFaults(options, historyColumnNames));
  refuse(faults, 'qfpay history --help');
  return { words: args.map((word) => word.toLowerCase()), command, env, mchid, since, until, open, limit };
}

/** The rows that are asked for, in their order, and how many there were before `--limit`. */
export function filterHistory(
  { rows, entry }: Pick<HistoryBook, 'rows' | 'entry'>,
  filter: HistoryFilter,
): { readonly rows: readonly number[]; readonly total: number } {
  const matching = wantsAll(filter) ? rows : rows.filter((row) => isWanted(entry(row), filter));
  const { limit = matching.length } = filter;
  const shown = limit < matching.length ? matching.slice(matching.length - limit) : matching;
  return { rows: shown, total: matching.length };
}

/** A long history is not read once more only to find that all of it is wanted. */
function wantsAll({ words, command, env, mchid, since, until, open }: HistoryFilter): boolean {
  return words.length === 0 && !open && [command, env, mchid, since, until].every((wish) => wish === undefined);
}

/** A call that was sent more than once is found by the command and the time of each sending. */
function isWanted(entry: HistoryEntry, { words, command, env, mchid, since, until, open }: HistoryFilter): boolean {
  const attempts = attemptsOf(entry);
  const syssns = attempts.map(({ settled }) => settled?.syssn);
  const numbers = [entry.out_trade_no, ...syssns, entry.orig_syssn].map((text = '') => text.toLowerCase());
  const isThen = ({ time }: HistoryAttempt) =>
    (since === undefined || new Date(time) >= since) &&
    (until === undefined || new Date(time) < new Date(until.getTime() + 1000));
  return (
    (words.length === 0 || words.some((word) => numbers.some((number) => number.includes(word)))) &&
    attempts.some((each) => isThen(each) && (command === undefined || each.command === command)) &&
    (env === undefined || entry.env === env) &&
    (mchid === undefined || entry.mchid === mchid) &&
    (!open || isOpen(entry))
  );
}
