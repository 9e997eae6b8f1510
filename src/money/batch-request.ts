import { findCurrency } from '../catalog/currencies.ts';
import { tell } from '../command/command.ts';
import { xlsxFlag } from '../command/excel-file.ts';
import { columnFaults, columnsFlag, type FlagValues, list, readWhole, toggle, value } from '../command/flags.ts';
import { connectionFlags, shellLine } from '../command/session.ts';
import type { Context } from '../context.ts';
import { type Fault, faultsMessage, liftRules, refuse, UsageError, unknownRules } from '../errors.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { refundRules } from '../refund/refund-rules.ts';
import { readRefundList } from '../refund-list/read-refund-list.ts';
import type { RefundRow } from '../refund-list/refund-row.ts';
import { namingFaults, parseShard, type Shard, shardName } from '../refund-list/shards.ts';
import { batchColumnNames } from '../report/batch-report.ts';
import { beginning } from '../report/beginning.ts';
import { isWorkbook, type SheetTable } from '../spreadsheet/read-csv.ts';
import { parseAmount, parseTxamt } from '../transaction/money.ts';

/** What was typed, understood; the file is not read yet. */
export interface BatchRequest {
  /** A path, or `-` for stdin. */
  readonly file: string;
  readonly journal: string;
  readonly results: string;
  readonly max_per_minute: number;
  /** Cents by currency; empty for no limit. */
  readonly max_total: ReadonlyMap<string, number>;
  readonly max_rows: number | undefined;
  /** Which of several runners this one is. */
  readonly shard: Shard | undefined;
  readonly options: BatchOptions & GlobalOptions;
  /** The same command line. */
  readonly again: string;
}

/** The gateway takes 400 a minute; the shop's tills keep the other half. */
const defaultPerMinute = 200;
const mostPerMinute = 400;

/** @throws UsageError with every fault at once */
export function readBatchRequest(
  options: BatchOptions & GlobalOptions,
  [file = '']: readonly string[],
  has_limiter = false,
): BatchRequest {
  const faults: Fault[] = unknownRules(options.skip_rule ?? [], { ...refundRules, command: 'refund-batch' });
  if (file === '') faults.push({ field: 'file', rule: t`is missing: name a CSV file, or - for stdin` });
  if (file === '-' && options.journal === undefined && !options.merge_results)
    faults.push({
      field: 'journal',
      rule: t`is needed for stdin: it is what a batch goes on by`,
      next: '--journal <file>',
    });
  if (file === '-' && options.key_file === '-')
    faults.push({ field: 'file', value: '-', rule: t`cannot be stdin, which --key-file reads already` });
  const shard = readShard(options, file, faults);
  const max_per_minute =
    readWhole(options.max_per_minute, 'max_per_minute', mostPerMinute, faults) ?? usualPace(shard, has_limiter);
  const max_rows = readWhole(options.max_rows, 'max_rows', 999_999_999, faults);
  const max_total = new Map((options.max_total ?? []).flatMap((text) => readTotal(text, faults)));
  faults.push(...columnFaults(options, batchColumnNames));
  refuse(faults, 'qfpay refund-batch --help');
  const journal = options.journal ?? `${file}${shard ? `.${shardName(shard)}` : ''}.journal.ndjson`;
  const results = `${journal}.results.csv`;
  const again = commandLine(file, options);
  return { file, journal, results, max_per_minute, max_total, max_rows, shard, options, again };
}

/**
 * Runners on several machines share what one batch may take, unless a Redis sees to it that all of them together keep below
 * it.
 */
function usualPace(shard: Shard | undefined, has_limiter: boolean): number {
  return shard && !has_limiter ? Math.max(1, Math.floor(defaultPerMinute / shard.count)) : defaultPerMinute;
}

function readShard(
  { shard: text, merge_results, journal }: BatchOptions,
  file: string,
  faults: Fault[],
): Shard | undefined {
  const beside = (field: string, rule: string) => faults.push({ field, rule });
  if (merge_results) {
    if (text !== undefined) beside('merge_results', t`reads the journals of all shards: leave --shard out`);
    if (journal !== undefined) beside('merge_results', t`finds the journals by the file's name: leave --journal out`);
    if (file === '-') beside('file', t`must be named: the journals of its shards stand beside it`);
  }
  if (text === undefined) return undefined;
  const read = parseShard(text);
  if ('index' in read) return read;
  faults.push(read);
  return undefined;
}

/** With its currency: of a bare number nobody could say whether it counts dollars or cents. */
function readTotal(text: string, faults: Fault[]): [string, number][] {
  const [, code = '', number = ''] = /^([a-z]{3})\s?(\d[\d.]*)$/i.exec(text.trim()) ?? [];
  const currency = code.toUpperCase();
  const digits = findCurrency(currency)?.minor_digits;
  const read = digits === 2 ? parseAmount(number, currency) : parseTxamt(number);
  if (digits !== undefined && 'txamt' in read) return [[currency, Number(read.txamt)]];
  const rule = t`must be a currency and an amount in its major units`;
  faults.push({ field: 'max_total', value: text, rule, next: '--max-total "HKD 1000.00"' });
  return [];
}

/** The command line that was typed, for whoever goes on with it. */
export function commandLine(file: string, options: BatchOptions & GlobalOptions): string {
  const { shard, journal, max_per_minute, max_rows, max_total = [], skip_rule = [], columns = [], yes } = options;
  const values = Object.entries({
    ...{ '--shard': shard, '--journal': journal },
    ...{ '--max-per-minute': max_per_minute, '--max-rows': max_rows },
  });
  return shellLine([
    ...['qfpay', 'refund-batch', file],
    ...(options.merge_results ? ['--merge-results'] : []),
    ...values.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ...max_total.flatMap((limit) => ['--max-total', limit]),
    ...skip_rule.flatMap((id) => ['--skip-rule', id]),
    ...(columns.length > 0 ? ['--columns', columns.join(',')] : []),
    ...(yes ? ['--yes'] : []),
    ...connectionFlags(options),
  ]);
}

/** As typed. */
export const refundBatchFlags = {
  journal: value('<file>', () => t`where the batch writes down what it does (default: <file>.journal.ndjson)`, {
    values: 'files',
  }),
  max_per_minute: value(
    '<n>',
    () => t`requests a minute, 400 at most (default: 200, which leaves the tills the other half)`,
  ),
  max_total: list('<money>', () => t`refuse a file that gives back more: "HKD 1000.00" (repeatable)`),
  max_rows: value('<n>', () => t`refuse a file that has more refunds`),
  retry_declined: toggle(() => t`send again what the journal has as declined`),
  shard: value(
    '<i/n>',
    () => t`only the rows of runner i of n; each payment is one runner's, and each has its own journal`,
  ),
  merge_results: toggle(
    () => t`send nothing: one results file from the journals of all shards, which stand beside the file`,
  ),
  sheet: value('<name>', () => t`the sheet of a workbook (default: its first)`),
  ...xlsxFlag,
  dry_run: toggle(() => t`check the file, look the payments up, show the plan and send no refund`),
  ...columnsFlag(batchColumnNames),
};

export type BatchOptions = FlagValues<typeof refundBatchFlags>;

/** Some hundred thousand lines; whoever has more has named another file. */
const largest = 32 * 1024 * 1024;

/**
 * The rows of the file, each understood by itself.
 * @throws UsageError with every fault of every line at once
 */
export async function readBatchFile(
  { file, max_rows, shard, options }: BatchRequest,
  context: Context,
): Promise<readonly RefundRow[]> {
  const bytes = file === '-' ? await context.io.readStdin(largest) : context.files.read(file, largest);
  if (!bytes) throw unreadError(file);
  const sheet = await readSheetOf(bytes, options.sheet);
  const {
    rows,
    notes,
    faults: found,
  } = 'fault' in sheet ? { rows: [], notes: [], faults: [sheet.fault] } : readRefundList(sheet.table);
  const { faults: left, warnings } = liftRules(found, options.skip_rule ?? [], refundRules);
  const faults = [...left, ...(shard ? namingFaults(rows) : [])];
  if (max_rows !== undefined && rows.length > max_rows)
    faults.push({
      field: 'max_rows',
      value: String(max_rows),
      rule: t`is exceeded: the file has ${rows.length} refunds`,
    });
  if (faults.length > 0) throw lineError(faults, file);
  for (const note of notes) tell(context, t`note: ${note}`);
  for (const warning of warnings) tell(context, t`warning: ${warning}`);
  return rows;
}

function unreadError(file: string): UsageError {
  const details = [{ field: 'file', value: file, rule: t`must name a file that is there, or be - for stdin` }];
  return new UsageError(faultsMessage(details), { details, hint: 'qfpay refund-batch --help' });
}

/** A text as it is, a workbook as the sheet that is meant. */
async function readSheetOf(
  bytes: Uint8Array,
  sheet: string | undefined,
): Promise<{ readonly table: Uint8Array | SheetTable } | { readonly fault: Fault }> {
  if (isWorkbook(bytes)) return (await import('../spreadsheet/read-workbook.ts')).readWorkbook(bytes, sheet);
  if (sheet === undefined) return { table: bytes };
  return { fault: { field: 'sheet', value: sheet, rule: t`goes with a workbook (.xlsx) alone` } };
}

/** Nothing of a file is sent of which a line is refused. */
export function lineError(faults: readonly Fault[], file: string): UsageError {
  const [first] = faults;
  const details = faults.map((fault) =>
    fault.value === undefined ? fault : { ...fault, value: beginning(fault.value) },
  );
  const { line, field = '' } = first ?? {};
  const place = line === undefined ? field : t`line ${line}, ${field}`;
  const hint = t`nothing was sent; correct ${file === '-' ? 'stdin' : file} and run the same command again`;
  return new UsageError(faultsMessage(faults, `${place} ${first?.rule}`), { details, hint });
}
