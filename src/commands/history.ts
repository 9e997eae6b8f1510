import type { Context } from '../context.ts';
import { historyPath, openHistory } from '../history/history.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { historyReport } from '../report/history-report.ts';
import { historyColumnNames } from '../report/history-table.ts';
import type { Example, Report } from '../report/report.ts';
import { declareColumns } from './columns.ts';
import type { Command } from './command.ts';
import { addExamples } from './examples.ts';
import { filterHistory, type HistoryOptions, readHistoryFilter } from './history/filter.ts';
import { damageWarnings, listedRows } from './history/listed-entry.ts';

export const historyCommand: Command<HistoryOptions> = { declare, run: history };

function declare(command: Parameters<Command['declare']>[0]): void {
  command
    .description(
      t`Every call of this machine that moves money, written down before it was sent: numbers, amounts and outcomes, nothing of the payer and no key. Asks nothing of the gateway; qfpay resume does, about those that are open.`,
    )
    .argument('[words...]', t`numbers, or parts of them: out_trade_no or syssn`)
    .option('--command <name>', t`only those of pay, refund, reverse, close, ...`)
    .option('--since <time>', t`from this day or time on, UTC+8 unless it has an offset`)
    .option('--until <time>', t`up to this day or time`)
    .option('--open', t`only those without a final outcome`)
    .option('--limit <n>', t`only the latest ones`);
  declareColumns(command, historyColumnNames);
  addExamples(command, examples());
}

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
  const filter = readHistoryFilter(options, args);
  const book = openHistory(context);
  const { rows, total } = filterHistory(book, filter);
  return historyReport({
    ...{ entries: listedRows(book, rows), total },
    ...{ is_limited: filter.limit !== undefined, columns: options.columns },
    warnings: damageWarnings(book, historyPath(context)),
  });
}
