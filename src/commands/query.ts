import { loadWords } from '../catalog/words/load-words.ts';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { checkPreferences, resolveLang } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import { queryReport } from '../report/query-report.ts';
import { recordColumnNames } from '../report/record-table.ts';
import type { Example, Report } from '../report/report.ts';
import { declareColumns } from './columns.ts';
import type { Command } from './command.ts';
import { addExamples } from './examples.ts';
import { readQueryRequest } from './query/read-request.ts';
import type { QueryOptions } from './query/request.ts';
import { runQuery } from './query/run.ts';
import { reportSession, simulationOf } from './session.ts';

export const queryCommand: Command<QueryOptions> = { declare, run: query };

function declare(command: Parameters<Command['declare']>[0]): void {
  const list = (text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text];
  command
    .description(
      t`Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid or refunded, 4 declined, reversed or closed, 5 pending, 8 unknown.`,
    )
    .argument('[out_trade_no...]', t`orders, by your own numbers`)
    .option('--out-trade-no <list>', t`the same as a comma list (repeatable)`, list)
    .option('--syssn <list>', t`QFPay's numbers, a comma list (repeatable)`, list)
    .option('--pay-type <list>', t`only these, codes or aliases`, list)
    .option('--respcd <code>', t`only records with this status code`)
    .option('--since <time>', t`from this day or time on, UTC+8 unless it has an offset`)
    .option('--until <time>', t`up to this day or time (default: now)`)
    .option('--page <n>', t`which page of a window (default: 1)`)
    .option('--page-size <n>', t`records a page, at most 100 (default: 10)`)
    .option('--all', t`every page of the window`)
    .option('--wait', t`ask again until the answer is final`)
    .option('--wait-timeout <seconds>', t`how long (default: until a QR order expires, 90 for CPM, 60 for a refund)`)
    .option('--exit-status', t`let the state decide the exit status`)
    .option('--csv', t`print CSV`);
  const names = recordColumnNames.join(', ');
  const says = t`columns of the table or of --csv, in this order; not with --json: ${names}`;
  declareColumns(command, recordColumnNames, says);
  addExamples(command, examples());
}

function examples(): readonly Example[] {
  return [
    ['qfpay query A-1001 A-1002 --exit-status', t`orders by your own numbers; their state decides the exit status`],
    ['qfpay query QF20260302150405123ABCDEFGH', t`an order by a number that this tool made`],
    ['qfpay query A-1001 --wait --wait-timeout 120', t`wait until it is final`],
    ['qfpay query --since 2026-03-01 --until 2026-03-31 --all --csv > march.csv', t`all of a month, for a spreadsheet`],
    ['qfpay query --syssn 20260302180500020000000001 --json', t`by QFPay's number, for a script`],
  ];
}

/** @throws UsageError before anything is sent, with every fault at once */
async function query(
  options: QueryOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request] = await together([
    () => readQueryRequest(options, args, context.clock.now()),
    () => checkPreferences(options, context),
  ]);
  const lang = resolveLang(options, context);
  return reportSession(options, context, async (session) => {
    const findings = await runQuery(request, session.gateway, context, options);
    return queryReport({ ...findings, ...simulationOf(session) }, await loadWords(lang), lang);
  });
}
