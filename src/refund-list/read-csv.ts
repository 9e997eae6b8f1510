import { type CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { type Heading, readHeading } from './heading.ts';
import type { ListColumn, RawList, RawRow } from './refund-row.ts';

/** csv-parse's record with where it ends. */
interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** CSV as spreadsheets write it: any line end, `,` `;` or tab, quotes, empty lines, a `sep=` line before the header. */
export function readCsv(file: string): RawList {
  // csv-parse counts the two characters of a line end as two lines where they are in quotes.
  const text = file.replace(/\r\n?/g, '\n');
  const { delimiter, skipped } = separatorOf(text);
  const faults: Fault[] = [];
  const [header, ...records] = parseRecords(text, delimiter, skipped, faults);
  const has_decimal_comma = delimiter !== ',';
  if (!header) return { rows: [], notes: [], faults: faults.length > 0 ? faults : [noHeader()], has_decimal_comma };
  const heading = readHeading(header.record, { line: header.info.lines, records: records.map(({ record }) => record) });
  const rows = heading.faults.length > 0 ? [] : records.flatMap((each) => readRecord(each, heading, faults));
  return { rows, notes: heading.notes, faults: [...heading.faults, ...faults], has_decimal_comma };
}

function noHeader(): Fault {
  return { field: 'file', rule: t`is empty: it must have a header line and a line for each refund` };
}

/** The separator that the first line has most of; a `sep=` line, which Excel writes for itself, says it and is no header. */
function separatorOf(text: string): { readonly delimiter: string; readonly skipped: number } {
  const [, said] = /^sep=([,;\t])\n/i.exec(text) ?? [];
  if (said !== undefined) return { delimiter: said, skipped: 1 };
  const [line = ''] = text.trimStart().split('\n', 1);
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  const [best = ','] = [',', ';', '\t'].sort((a, b) => count(b) - count(a));
  return { delimiter: best, skipped: 0 };
}

function parseRecords(text: string, delimiter: string, skipped: number, faults: Fault[]): Parsed[] {
  return parse(text, {
    delimiter,
    from_line: skipped + 1,
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    // A stray quotation mark stays in its value, whose own rules refuse it where it matters.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      faults.push(brokenRecord(error));
      return undefined;
    },
  }) as unknown as Parsed[];
}

/** It swallows all that comes after it, so that no other fault of the file can be told beside it. */
function brokenRecord(error: CsvError | undefined): Fault {
  const line = typeof error?.lines === 'number' ? { line: error.lines } : {};
  const rule =
    error?.code === 'CSV_QUOTE_NOT_CLOSED' ? t`has a quotation mark that is never closed` : t`cannot be read as CSV`;
  return { ...line, field: 'file', rule, next: t`put the whole value in quotes, and double those inside it` };
}

function readRecord({ info, record }: Parsed, { columns, width }: Heading, faults: Fault[]): RawRow[] {
  const values = record.map(trimmed);
  if (values.every((value) => value === '')) return [];
  const line = info.lines - record.join('').split('\n').length + 1;
  if (values.slice(width).some((value) => value !== ''))
    faults.push({ line, field: 'file', rule: widthRule(values.length, width) });
  const fields = Object.entries(columns).map(([name, at]): [ListColumn, string] => [
    name as ListColumn,
    values[at] ?? '',
  ]);
  return [{ line, fields: Object.fromEntries(fields.filter(([, value]) => value !== '')) }];
}

function widthRule(found: number, width: number): string {
  return t`has ${found} values, but the header names ${width} columns: a separator inside a value needs quotes`;
}

/** Also of the spaces that tables copied from a web page have; `="1"` is how Excel is told to leave a number alone. */
export function trimmed(value: string): string {
  const bare = value.trim();
  return /^="[^"]*"$/.test(bare) ? bare.slice(2, -1).trim() : bare;
}
