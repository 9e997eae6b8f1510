import { findCurrency } from '../../catalog/currencies.ts';
import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { refundRules } from '../../refund/refund-rules.ts';
import { batchColumnNames } from '../../report/batch-table.ts';
import { unknownRules } from '../../transaction/lift-rules.ts';
import { parseAmount, parseTxamt } from '../../transaction/money.ts';
import { columnFaults } from '../columns.ts';
import { readWhole } from '../query/values.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';
import type { BatchOptions } from './options.ts';

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
  readonly options: BatchOptions & GlobalOptions;
  /** The same command line. */
  readonly again: string;
}

/** The gateway takes 400 a minute; the shop's tills keep the other half. */
const defaultPerMinute = 200;
const mostPerMinute = 400;

/** @throws UsageError with every fault at once */
export function readBatchRequest(options: BatchOptions & GlobalOptions, [file = '']: readonly string[]): BatchRequest {
  const faults: Fault[] = unknownRules(options.skip_rule ?? [], { ...refundRules, command: 'refund-batch' });
  if (file === '') faults.push({ field: 'file', rule: t`is missing: name a CSV file, or - for stdin` });
  if (file === '-' && options.journal === undefined)
    faults.push({
      field: 'journal',
      rule: t`is needed for stdin: it is what a batch goes on by`,
      next: '--journal <file>',
    });
  if (file === '-' && options.key_file === '-')
    faults.push({ field: 'file', value: '-', rule: t`cannot be stdin, which --key-file reads already` });
  const max_per_minute = readWhole(options.max_per_minute, 'max_per_minute', mostPerMinute, faults) ?? defaultPerMinute;
  const max_rows = readWhole(options.max_rows, 'max_rows', 999_999_999, faults);
  const max_total = new Map((options.max_total ?? []).flatMap((text) => readTotal(text, faults)));
  faults.push(...columnFaults(options, batchColumnNames));
  refuse(faults, 'qfpay refund-batch --help');
  const journal = options.journal ?? `${file}.journal.ndjson`;
  const results = `${journal}.results.csv`;
  return { file, journal, results, max_per_minute, max_total, max_rows, options, again: commandLine(file, options) };
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

function commandLine(file: string, options: BatchOptions & GlobalOptions): string {
  const { journal, max_per_minute, max_rows, max_total = [], skip_rule = [], columns = [], yes } = options;
  const values = Object.entries({ '--journal': journal, '--max-per-minute': max_per_minute, '--max-rows': max_rows });
  return shellLine([
    ...['qfpay', 'refund-batch', file],
    ...values.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
    ...max_total.flatMap((limit) => ['--max-total', limit]),
    ...skip_rule.flatMap((id) => ['--skip-rule', id]),
    ...(columns.length > 0 ? ['--columns', columns.join(',')] : []),
    ...(yes ? ['--yes'] : []),
    ...connectionFlags(options),
  ]);
}
