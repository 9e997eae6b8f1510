import { command, exits } from '../command/command.ts';
import { writeExcelFile, xlsxFaults, xlsxFlag } from '../command/excel-file.ts';
import { type FlagValues, toggle, value, windowFlags } from '../command/flags.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { createMoneyBook, type SumKey } from '../diagnosis/money-sums.ts';
import { type Fault, refuse } from '../errors.ts';
import { signatureProblem } from '../gateway/gateway.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { readablePages } from '../lookup/window-pages.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { moneyReport } from '../report/money-report.ts';
import type { Example, Report } from '../report/report.ts';
import { readTimeSpan, type TimeSpan } from '../transaction/named-times.ts';

const sumKeys: readonly SumKey[] = ['pay-type', 'day', 'outcome'];

/** As typed. */
const reportFlags = {
  ...windowFlags,
  by: value('<what>', () => t`a row for each of: ${sumKeys.join(', ')}`, { values: sumKeys, default: 'pay-type' }),
  csv: toggle(() => t`print CSV`),
  ...xlsxFlag,
};

export type ReportOptions = FlagValues<typeof reportFlags>;

export const moneyReportCommand = command({
  name: 'report',
  says: () =>
    t`Sum up a day, a month or any window: paid, refunded and net per currency, what was declined, and what is still open at its end. Every page of the window is read; where one cannot be, there are no sums (exit 9, 7 or 6). Without a window it is today.`,
  arguments: [],
  flags: reportFlags,
  examples,
  exits: exits.asking,
  run: report,
});

interface ReportRequest {
  readonly window: TimeSpan;
  readonly by: SumKey;
}

function examples(): readonly Example[] {
  return [
    ['qfpay report', t`today so far`],
    ['qfpay report --day yesterday', t`the day that is over`],
    ['qfpay report --month last-month --by day --csv > month.csv', t`a line a day, for a spreadsheet`],
    ['qfpay report --since 7d --by outcome --json', t`the last days, for a script`],
  ];
}

/** @throws UsageError before anything is sent, with every fault at once */
async function report(
  options: ReportOptions & GlobalOptions,
  _args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request, said] = await together([
    () => readReportRequest(options, context.clock.now()),
    () => readPreferences(options, context),
    () => refuse(xlsxFaults(options, context), 'qfpay report --help'),
  ]);
  return reportSession(said, context, (session) => sumUp(request, session, context, options));
}

function readReportRequest(options: ReportOptions & GlobalOptions, now: Date): ReportRequest {
  const { day, month, since, until, by = 'pay-type', csv, json } = options;
  const faults: Fault[] = [];
  const is_given = [day, month, since, until].some((flag) => flag !== undefined);
  const window = readTimeSpan(is_given ? options : { day: 'today' }, now, faults);
  const key = sumKeys.find((name) => name === by.replaceAll('_', '-'));
  if (!key)
    faults.push({ field: 'by', value: by, rule: t`must be one of ${sumKeys.join(', ')}`, ...didYouMean(by, sumKeys) });
  if (csv && json) faults.push({ field: 'csv', rule: t`cannot be used with --json: both are the whole of stdout` });
  refuse(faults, 'qfpay report --help');
  // Without a fault both are there.
  return { window: window ?? { start: now, end: now }, by: key ?? 'pay-type' };
}

/** @throws NetworkError, RateLimitedError, SignatureError a page could not be read: a sum of the others would be a lie */
async function sumUp(
  { window, by }: ReportRequest,
  session: Session,
  context: Context,
  { csv = false, xlsx }: ReportOptions,
): Promise<Report> {
  const book = createMoneyBook(by);
  const warnings = new Set<string>();
  let count = 0;
  const progress = context.progress(() => t`reading the books: ${count} records`);
  try {
    for await (const { records, answer } of readablePages(session.gateway, { window })) {
      for (const record of records) count += Number(book.add(record));
      const problem = signatureProblem(answer.signature);
      if (problem !== undefined) warnings.add(problem);
    }
  } finally {
    progress.stop();
  }
  if (xlsx !== undefined) {
    const { sumSheet } = await import('../report/workbook-sheets.ts');
    await writeExcelFile(xlsx, [sumSheet(book.rows(), book.totals(), by)], context);
  }
  return moneyReport({
    ...{ env: session.settings.env, ...simulationOf(session), since: window.start, until: window.end, by },
    ...{ rows: book.rows(), totals: book.totals(), open: book.open(), count, csv, warnings: [...warnings] },
  });
}
