import { type CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../errors.ts';
import { nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type ListColumn, listColumns, type RawList, type RawRow } from './refund-row.ts';

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
function trimmed(value: string): string {
  const bare = value.trim();
  return /^="[^"]*"$/.test(bare) ? bare.slice(2, -1).trim() : bare;
}

/** One JSON object a line. */
export function readNdjson(text: string): RawList {
  const faults: Fault[] = [];
  const ignored = new Set<string>();
  const rows = text.split('\n').flatMap((content, index): RawRow[] => {
    if (content.trim() === '') return [];
    const line = index + 1;
    const object = parseObject(content);
    if (object) return [{ line, fields: readFields(object, line, { faults, ignored }) }];
    faults.push({
      line,
      field: 'file',
      rule: t`must be one JSON object a line, such as {"out_trade_no":"A-1","txamt":1280}`,
    });
    return [];
  });
  const notes = ignored.size > 0 ? [t`members that are not looked at: ${[...ignored].join(', ')}`] : [];
  return { rows, notes, faults, has_decimal_comma: false };
}

interface FieldFaults {
  readonly faults: Fault[];
  readonly ignored: Set<string>;
}

function readFields(
  object: Readonly<Record<string, unknown>>,
  line: number,
  { faults, ignored }: FieldFaults,
): RawRow['fields'] {
  const fields: Partial<Record<ListColumn, string>> = {};
  const names = asListed(Object.keys(object));
  for (const [at, [own_name, value]] of Object.entries(object).entries()) {
    const name = names[at] ?? own_name;
    const near = isColumn(name) ? [] : misspelt(name.toLowerCase(), name, line);
    faults.push(...near);
    if (!isColumn(name)) {
      if (near.length === 0) ignored.add(own_name);
    } else if (value !== null && value !== '') readValue(name, value, line, { fields, faults });
  }
  return fields;
}

/** A number of more than 15 digits has lost some by the time it is read, so it has to be text. */
function readValue(
  name: ListColumn,
  value: unknown,
  line: number,
  { fields, faults }: { fields: Partial<Record<ListColumn, string>>; faults: Fault[] },
): void {
  const is_exact = typeof value === 'number' && (Number.isSafeInteger(value) || name === 'amount');
  if (is_exact || typeof value === 'string' || typeof value === 'boolean') fields[name] = String(value).trim();
  else
    faults.push({
      line,
      field: name,
      value: JSON.stringify(value),
      rule: t`must be text in quotes, so that no digit is lost`,
    });
}

function parseObject(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    const is_object = typeof value === 'object' && value !== null && !Array.isArray(value);
    return is_object ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Which column of a file is which. */
interface Heading {
  readonly columns: Readonly<Partial<Record<ListColumn, number>>>;
  /** How many values a line has at most. */
  readonly width: number;
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

/** What stands under a heading, which tells whether a column without a name holds anything. */
interface Beneath {
  readonly line: number;
  readonly records: readonly (readonly string[])[];
}

/** Names count without regard to case, spaces and dashes. A name that is nearly one of ours is a fault and never left aside. */
function readHeading(titles: readonly string[], { line, records }: Beneath): Heading {
  const names = asListed(
    titles.map((title) =>
      title
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    ),
  );
  const found = names.flatMap((name, at) => (isColumn(name) ? [[name, at] as const] : []));
  const others = names.flatMap((name, at) => (isColumn(name) ? [] : [{ name, title: titles[at]?.trim() ?? '', at }]));
  const unnamed = others.filter(({ name, at }) => name === '' && records.some((record) => record[at]?.trim()));
  const faults = [
    ...others.flatMap(({ name, title }) => misspelt(name, title, line)),
    ...twice(
      found.map(([name]) => name),
      line,
    ),
    ...lacking(
      found.map(([name]) => name),
      line,
    ),
  ];
  const ignored = [
    ...others.filter(({ name }) => name !== '').map(({ title }) => title),
    ...unnamed.map(({ at }) => t`the ${at + 1}th, which has no name`),
  ];
  return {
    columns: Object.fromEntries(found),
    width: titles.length,
    notes: ignored.length > 0 ? [t`columns that are not looked at: ${ignored.join(', ')}`] : [],
    faults,
  };
}

/** What a file of results calls the payment. Beside these, `syssn` and `out_trade_no` are the refund's own, and name no payment. */
const original: Readonly<Record<string, ListColumn>> = { orig_syssn: 'syssn', orig_out_trade_no: 'out_trade_no' };

/** The columns of a batch, also where a file of results is handed in again. */
function asListed(names: readonly string[]): readonly string[] {
  if (!names.some((name) => name in original)) return names;
  return names.map((name) => original[name] ?? (name === 'syssn' || name === 'out_trade_no' ? `refund_${name}` : name));
}

function isColumn(name: string): name is ListColumn {
  return listColumns.some((column) => column === name);
}

/** A name that was probably meant to be one of ours. */
function misspelt(name: string, title: string, line: number): Fault[] {
  const [near] = name.length > 2 ? nearNames(name.replaceAll('_', ''), [...meant.keys()], 1) : [];
  if (near === undefined) return [];
  return [
    {
      line,
      field: 'header',
      value: title,
      rule: t`is not a column of a batch`,
      next: t`${meant.get(near)}, if that is meant`,
    },
  ];
}

/** Without their `_`, and what others call them. */
const meant = new Map<string, ListColumn>([
  ...listColumns.map((name): [string, ListColumn] => [name.replaceAll('_', ''), name]),
  ['refundnumber', 'refund_no'],
  ['refundid', 'refund_no'],
]);

function twice(names: readonly string[], line: number): Fault[] {
  const doubled = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...doubled].map((value) => ({ line, field: 'header', value, rule: t`stands there twice` }));
}

function lacking(names: readonly ListColumn[], line: number): Fault[] {
  const has = (...wanted: ListColumn[]) => wanted.some((name) => names.includes(name));
  return [
    ...(has('syssn', 'out_trade_no')
      ? []
      : [{ line, field: 'header', rule: t`must have a column syssn or out_trade_no` }]),
    ...(has('txamt', 'amount', 'full') ? [] : [{ line, field: 'header', rule: amountRule() }]),
  ];
}

function amountRule() {
  return t`must have a column txamt (cents), amount (such as 12.80) or full (yes)`;
}
