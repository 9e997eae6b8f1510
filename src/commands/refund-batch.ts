import { loadWords } from '../catalog/words/load-words.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { readJournal } from '../journal/journal.ts';
import { t } from '../language/t.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import { checkPreferences } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import type { BatchFindings } from '../report/batch-findings.ts';
import { batchColumnNames, batchCsv, batchPlanReport, batchReport } from '../report/batch-report.ts';
import type { Example, Report } from '../report/report.ts';
import { refuseUnasked } from './asking.ts';
import { declareColumns } from './columns.ts';
import { addExamples, type Subcommand } from './command.ts';
import { batchSession } from './refund-batch/batch-world.ts';
import { journalKeeper, planBatch } from './refund-batch/plan.ts';
import { type BatchOptions, readBatchFile, readBatchRequest } from './refund-batch/request.ts';
import { makeBatch } from './refund-batch/run.ts';
import { reportSession, simulationOf } from './session.ts';

export const refundBatchCommand: Subcommand<BatchOptions> = { declare, run: refundBatch };

function declare(command: Parameters<Subcommand['declare']>[0]): void {
  command
    .description(
      t`Give back many payments from a file: CSV with a header, or a JSON object a line. Columns: syssn or out_trade_no; txamt (cents), amount (12.80) or full (yes); and refund_no, if you like. The whole file is checked first. Each row is one refund, however often the command is run: killed or interrupted, the same command goes on where it was. Exits 0 when every row is refunded, else by the worst: 8 unknown, 6 signature, 9 rate-limited, 7 network, 5 pending, 4 declined.`,
    )
    .argument('[file]', t`a CSV or NDJSON file in UTF-8, or - for stdin`)
    .option('--journal <file>', t`where the batch writes down what it does (default: <file>.journal.ndjson)`)
    .option(
      '--max-per-minute <n>',
      t`requests a minute, 400 at most (default: 200, which leaves the tills the other half)`,
    )
    .option(
      '--max-total <money>',
      t`refuse a file that gives back more: "HKD 1000.00" (repeatable)`,
      (money, earlier: string[] = []) => [...earlier, money],
    )
    .option('--max-rows <n>', t`refuse a file that has more refunds`)
    .option('--retry-declined', t`send again what the journal has as declined`)
    .option('--dry-run', t`check the file, look the payments up, show the plan and send no refund`);
  declareColumns(command, batchColumnNames);
  addExamples(command, examples());
}

function examples(): readonly Example[] {
  return [
    ['qfpay refund-batch returns.csv --dry-run', t`check the file and show the plan`],
    [
      'qfpay refund-batch returns.csv --env prod --max-total "HKD 20000.00" --max-rows 500 --yes --no-input --json',
      t`real money, in CI, with a ceiling`,
    ],
    ['qfpay refund-batch returns.csv --retry-declined', t`once more what was declined`],
    ['cat returns.ndjson | qfpay refund-batch - --journal returns.journal.ndjson', t`from a pipe`],
  ];
}

/** @throws UsageError before anything is sent, with every fault of the command line, and then of the file, at once */
async function refundBatch(
  options: BatchOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request] = await together([() => readBatchRequest(options, args), () => checkPreferences(options, context)]);
  const lang = resolveLang(options, context);
  const rows = await readBatchFile(request, context);
  context.interruption.resume = { command: request.again };
  return reportSession(options, context, async (session) => {
    if (options.dry_run) {
      const own = batchSession(session, request, context);
      const journal = readJournal(context, request.journal, await journalKeeper(session));
      return batchPlanReport((await planBatch(rows, journal, request, { session: own, context })).plan);
    }
    refuseUnasked(session.settings, options, context);
    const findings = await makeBatch(rows, request, session, context);
    const words = await loadWords(lang);
    const warnings = writeResults(request.results, batchCsv(findings.rows, words, lang), context);
    return batchReport({ ...findings, ...simulationOf(session, isAnswered(findings)), warnings }, words, lang);
  });
}

/** What the journal vouches for was answered by this very gateway, be it in an earlier run. */
function isAnswered({ rows }: BatchFindings): boolean {
  return rows.some(({ respcd }) => respcd !== undefined);
}

/** All rows are in the journal, too: that the results cannot be written is a warning. */
function writeResults(path: string, csv: string, { files, secrets }: Context): string[] {
  try {
    files.write(path, secrets.maskOut(csv));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [error.message];
    throw error;
  }
}
