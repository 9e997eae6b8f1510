import type { Fault } from '../errors.ts';
import { nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { lostDigits, type SheetLine, type SheetTable } from '../spreadsheet/read-csv.ts';
import { type ListColumn, listColumns, type RawList, type RawRow } from './refund-row.ts';

/** A list of refunds, whose header is its first line: money is not read on a guess. */
export function readRefundTable({ lines, faults: broken, has_decimal_comma, is_workbook }: SheetTable): RawList {
  const faults = [...broken];
  const [header, ...records] = lines.filter(({ values }) => values.some((value) => value !== ''));
  if (!header) return { rows: [], notes: [], faults: faults.length > 0 ? faults : [noHeader()], has_decimal_comma };
  const heading = readHeading(header.values, { line: header.line, records: records.map(({ values }) => values) });
  const lower = heading.faults.length > 0 ? lowerHeader(header, records) : [];
  const world = { faults, heading, is_workbook: is_workbook ?? false };
  const rows = heading.faults.length > 0 ? [] : records.flatMap((each) => readRecord(each, world));
  const notes = [...heading.notes, ...markNotes(records, heading)];
  return { rows, notes, faults: [...(lower.length > 0 ? lower : heading.faults), ...faults], has_decimal_comma };
}

/** A header that stands beneath a title, or none at all: said as what it is. */
function lowerHeader(header: SheetLine, records: readonly SheetLine[]): Fault[] {
  const isHeader = ({ values }: SheetLine) => {
    const names = values.map(columnName);
    return lacking(names.filter(isColumn), 0).length === 0;
  };
  const found = records.slice(0, 30).find(isHeader);
  const value = header.values.filter((text) => text !== '').join(', ');
  if (found)
    return [
      {
        ...{ line: header.line, field: 'header', value },
        rule: t`must be the first line; it stands in line ${found.line}`,
        next: t`take away what stands above it`,
      },
    ];
  if (!header.values.some((text) => /\d{4,}/.test(text)) || header.values.some((text) => isColumn(columnName(text))))
    return [];
  return [
    {
      ...{ line: header.line, field: 'header', value },
      rule: t`is missing: the first line looks like a refund already`,
      next: t`write a first line that names the columns, such as out_trade_no,amount`,
    },
  ];
}

/** What was taken off the numbers is said: whoever compares the list with the results finds others there. */
function markNotes(records: readonly SheetLine[], { columns }: Heading): string[] {
  const places = [columns.syssn, columns.out_trade_no, columns.refund_no];
  const count = records.filter(({ marked = [] }) => marked.some((at) => places.includes(at))).length;
  return count > 0
    ? [t`a mark for spreadsheets (backtick, apostrophe, tab or ="…") was taken off in ${count} lines`]
    : [];
}

function noHeader(): Fault {
  return { field: 'file', rule: t`is empty: it must have a header line and a line for each refund` };
}

interface RecordWorld {
  readonly faults: Fault[];
  readonly heading: Heading;
  readonly is_workbook: boolean;
}

function readRecord({ line, values, lost = [] }: SheetLine, { faults, heading, is_workbook }: RecordWorld): RawRow[] {
  const { columns, width } = heading;
  if (values.slice(width).some((value) => value !== ''))
    faults.push({ line, field: 'file', rule: widthRule(values.length, width) });
  const places = Object.entries(columns) as [ListColumn, number][];
  const damaged = places.filter(([, at]) => lost.includes(at));
  faults.push(...damaged.map(([field, at]) => lostDigits(field, { line, at, value: values[at] ?? '' })));
  const fields = places.flatMap(([name, at]): [ListColumn, string][] => {
    const value = values[at] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  // What is told by its cell is not told again by its shape.
  return is_workbook && damaged.length > 0 ? [] : [{ line, fields: Object.fromEntries(fields) }];
}

function widthRule(found: number, width: number): string {
  return t`has ${found} values, but the header names ${width} columns: a separator inside a value needs quotes`;
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
  const names = asListed(titles.map(columnName));
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
      titles,
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

function columnName(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
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

function lacking(names: readonly ListColumn[], line: number, titles: readonly string[] = []): Fault[] {
  const value = titles.filter((title) => title !== '').join(', ');
  const has = (...wanted: ListColumn[]) => wanted.some((name) => names.includes(name));
  return [
    ...(has('syssn', 'out_trade_no')
      ? []
      : [{ line, field: 'header', value, rule: t`must have a column syssn or out_trade_no` }]),
    ...(has('txamt', 'amount', 'full') ? [] : [{ line, field: 'header', value, rule: amountRule() }]),
  ];
}

function amountRule() {
  return t`must have a column txamt (cents), amount (such as 12.80) or full (yes)`;
}
