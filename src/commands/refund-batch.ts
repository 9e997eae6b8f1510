import { refuseUnasked } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { writeExcelFile, xlsxFaults } from '../command/excel-file.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { ConfigError, refuse } from '../errors.ts';
import { readJournal } from '../journal/journal.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { mergeResults } from '../money/batch-merge.ts';
import { journalKeeper, planBatch } from '../money/batch-plan.ts';
import {
  type BatchOptions,
  type BatchRequest,
  readBatchFile,
  readBatchRequest,
  refundBatchFlags,
} from '../money/batch-request.ts';
import { makeBatch } from '../money/batch-run.ts';
import { batchSession } from '../money/batch-world.ts';
import { refundRules } from '../refund/refund-rules.ts';
import { type FileShare, shareOf } from '../refund-list/shards.ts';
import type { BatchFindings } from '../report/batch-findings.ts';
import { batchCsv, batchPlanReport, batchReport } from '../report/batch-report.ts';
import type { Example, Report } from '../report/report.ts';

export const refundBatchCommand = command({
  name: 'refund-batch',
  says: () =>
    t`Give back many payments from a file: CSV with a header, an Excel workbook (.xlsx), or a JSON object a line. Columns: syssn or out_trade_no; txamt (cents), amount (12.80) or full (yes); and refund_no, if you like. The whole file is checked first. Each row is one refund, however often the command is run: killed or interrupted, the same command goes on where it was. Exits 0 when every row is refunded, else by the worst: 8 unknown, 6 signature, 9 rate-limited, 7 network, 5 pending, 4 declined.`,
  arguments: [
    { name: 'file', says: () => t`a CSV or NDJSON file in UTF-8 or an .xlsx, or - for stdin`, values: 'files' },
  ],
  flags: refundBatchFlags,
  skips: refundRules.rule_ids,
  examples,
  exits: exits.sending,
  run: refundBatch,
});

function examples(): readonly Example[] {
  return [
    ['qfpay refund-batch returns.csv --dry-run', t`check the file and show the plan`],
    [
      'qfpay refund-batch returns.csv --env prod --max-total "HKD 20000.00" --max-rows 500 --yes --no-input --json',
      t`real money, in CI, with a ceiling`,
    ],
    ['qfpay refund-batch returns.csv --retry-declined', t`once more what was declined`],
    ['qfpay refund-batch returns.csv --shard 2/3', t`the second of three runners`],
    ['qfpay refund-batch returns.csv --merge-results', t`what became of all rows, from the journals of three runners`],
    ['cat returns.ndjson | qfpay refund-batch - --journal returns.journal.ndjson', t`from a pipe`],
  ];
}

/** @throws UsageError before anything is sent, with every fault of the command line, and then of the file, at once */
async function refundBatch(
  options: BatchOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const has_limiter = (context.env['QFPAY_LIMITER_URL'] ?? '') !== '';
  const [request, said] = await together([
    () => readBatchRequest(options, args, has_limiter),
    () => readPreferences(options, context),
    () => refuse(xlsxFaults(options, context), 'qfpay refund-batch --help'),
  ]);
  const rows = await readBatchFile(request, context);
  const share = shareOf(rows, request.shard);
  if (request.shard) tell(context, shardNote(request, share, has_limiter));
  context.interruption.resume = { command: request.again };
  return reportSession(said, context, async (session) => {
    if (options.merge_results) return finished(await mergeResults(rows, request, session, context), session);
    if (options.dry_run) {
      const own = batchSession(session, request, context);
      const journal = readJournal(context, request.journal, await journalKeeper(session));
      return batchPlanReport((await planBatch(share, journal, request, { session: own, context })).plan);
    }
    refuseUnasked(session.settings, options, context);
    return finished(await makeBatch(share, request, session, context), session);
  });

  async function finished(findings: BatchFindings, session: Session): Promise<Report> {
    const words = await loadWords(session.settings.lang);
    if (options.xlsx !== undefined) {
      const { batchSheet } = await import('../report/workbook-sheets.ts');
      await writeExcelFile(options.xlsx, [batchSheet(findings.rows)], context);
    }
    const warnings = writeResults(request.results, batchCsv(findings.rows, words), context);
    return batchReport({ ...findings, ...simulationOf(session, isAnswered(findings)), warnings }, words);
  }
}

/** What this runner takes of the file, and how fast it goes. */
function shardNote({ shard, max_per_minute }: BatchRequest, { own, others }: FileShare, has_limiter: boolean): string {
  const { index, count } = shard ?? { index: 1, count: 1 };
  const all = own.length + others.length;
  const told = t`note: shard ${index}/${count} takes ${own.length} of ${all} rows, at most ${max_per_minute} requests a minute`;
  const shared = t`, together with all batches that share QFPAY_LIMITER_URL`;
  return has_limiter ? told + shared : told;
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
