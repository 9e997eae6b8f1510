import { type CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/** A line of a list as it was written, its values trimmed. */
export interface SheetLine {
  /** Where it begins in the file, from 1; of a workbook its row. */
  readonly line: number;
  readonly values: readonly string[];
  /** Places (from 0) of values that a mark was taken off, which a spreadsheet needs and nobody else. */
  readonly marked?: readonly number[];
  /** Places of numbers whose digits the workbook has not kept. */
  readonly lost?: readonly number[];
}

/** A list, whatever it was written in: lines of values, of which nobody has said yet what they are. */
export interface SheetTable {
  readonly lines: readonly SheetLine[];
  readonly faults: readonly Fault[];
  /** Where `;` separates the columns, a spreadsheet writes decimals with a comma. */
  readonly has_decimal_comma: boolean;
  /** It was a workbook, of which a person knows the cells by their names. */
  readonly is_workbook?: true;
}

/** CSV as spreadsheets write it: any line end, `,` `;` or tab, quotes, empty lines, a `sep=` line before the header. */
export function csvTable(file: string): SheetTable {
  // csv-parse counts the two characters of a line end as two lines where they are in quotes.
  const text = file.replace(/\r\n?/g, '\n');
  const { delimiter, skipped } = separatorOf(text);
  const faults: Fault[] = [];
  const lines = parseLines(text, delimiter, skipped, faults);
  return { lines, faults, has_decimal_comma: delimiter !== ',' };
}

/**
 * The separator that the first line has most of, or the first lines together where that is a title; a `sep=` line, which Excel
 * writes for itself, says it and is no header.
 */
function separatorOf(text: string): { readonly delimiter: string; readonly skipped: number } {
  const [, said] = /^sep=([,;\t])\n/i.exec(text) ?? [];
  if (said !== undefined) return { delimiter: said, skipped: 1 };
  const [first = '', ...others] = text.trimStart().split('\n', 30);
  const bare = (/[,;\t]/.test(first) ? first : others.join('\n')).replace(/"[^"]*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  const [best = ','] = [',', ';', '\t'].sort((a, b) => count(b) - count(a));
  return { delimiter: best, skipped: 0 };
}

/** A record is read as it comes, so that csv-parse's own of a hundred thousand are never there at once. */
function parseLines(text: string, delimiter: string, skipped: number, faults: Fault[]): SheetLine[] {
  const found: SheetLine[] = [];
  const once = createCellKeeper();
  parse(text, {
    delimiter,
    from_line: skipped + 1,
    // csv-parse tells where a record ends.
    on_record: (record, { lines }) => {
      found.push(sheetLine(lines - lineEndsIn(record), record.map(once)));
      return null;
    },
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
  });
  return found;
}

/** What stands in many cells (a currency, a state, a price) is one text in memory. */
function createCellKeeper(): (value: string) => string {
  const cells = new Map<string, string>();
  return (value) => {
    const known = cells.get(value);
    if (known === undefined && cells.size < 1000) cells.set(value, value);
    return known ?? value;
  };
}

function lineEndsIn(record: readonly string[]): number {
  return record.reduce((count, value) => (value.includes('\n') ? count + value.split('\n').length - 1 : count), 0);
}

/** It swallows all that comes after it, so that no other fault of the file can be told beside it. */
function brokenRecord(error: CsvError | undefined): Fault {
  const line = typeof error?.lines === 'number' ? { line: error.lines } : {};
  const rule =
    error?.code === 'CSV_QUOTE_NOT_CLOSED' ? t`has a quotation mark that is never closed` : t`cannot be read as CSV`;
  return { ...line, field: 'file', rule, next: t`put the whole value in quotes, and double those inside it` };
}

/**
 * A value without the spaces that tables copied from a web page have, and without what keeps a spreadsheet from taking an order
 * number for a quantity: `="1"`, a backtick (WeChat Pay's bills), an apostrophe, a tab.
 */
export function unmarked(value: string): { readonly text: string; readonly is_marked: boolean } {
  const bare = value.trim();
  if (/^="[^"]*"$/.test(bare)) return { text: bare.slice(2, -1).trim(), is_marked: true };
  if (/^[`'\u2018\u2019\uFF07][\w|*-]/.test(bare)) return { text: bare.slice(1).trim(), is_marked: true };
  return { text: bare, is_marked: bare !== '' && value.startsWith('\t') };
}

/** A line of values as they were written. */
export function sheetLine(line: number, written: readonly string[], lost: readonly number[] = []): SheetLine {
  const read = written.map(unmarked);
  const marked = read.flatMap(({ is_marked }, at) => (is_marked ? [at] : []));
  return {
    ...{ line, values: read.map(({ text }) => text) },
    ...(marked.length > 0 ? { marked } : {}),
    ...(lost.length > 0 ? { lost } : {}),
  };
}

/** A file as text, without its byte order mark; or why it is none. */
type Decoded = { readonly text: string } | { readonly fault: Fault };

function howToSave() {
  return t`save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)`;
}

/**
 * Only UTF-8 is read: what is guessed could be wrong, and a number or a name would be another one. The guess is told, since
 * it says what to convert from.
 */
export function decodeTable(bytes: Uint8Array): Decoded {
  const other = otherFile(bytes);
  if (other !== undefined)
    return {
      fault: {
        field: 'file',
        rule: t`must be CSV or an Excel workbook (.xlsx); it is ${other}`,
        next: t`export the list as .xlsx, or as CSV in UTF-8`,
      },
    };
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  const rule = t`must be UTF-8; it looks like ${encoding.name}`;
  const next = t`${howToSave()}, or with iconv -f ${encoding.iconv} -t UTF-8`;
  return { fault: { field: 'file', rule, next } };
}

/** By its first bytes, whatever it is called. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'PK\u0003\u0004') && Buffer.from(bytes).includes('xl/workbook.xml');
}

/** What people bring for a list, and what is none; undefined for a text. */
function otherFile(bytes: Uint8Array): string | undefined {
  const kinds: readonly (readonly [string, string])[] = [
    ['%PDF', t`a PDF`],
    ['\u00D0\u00CF\u0011\u00E0', t`an old Excel workbook (.xls), or one with a password`],
    ['PK\u0003\u0004', t`a zip archive, which has no Excel workbook in it`],
    ['PK\u0005\u0006', t`a zip archive, which has no Excel workbook in it`],
    ['\u001F\u008B', t`compressed (gzip)`],
    ['Rar!', t`a RAR archive`],
    ['7z\u00BC\u00AF', t`a 7-Zip archive`],
    ['\u0089PNG', t`a picture`],
    ['\u00FF\u00D8\u00FF', t`a picture`],
  ];
  const start = Buffer.from(bytes.subarray(0, 512))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^<(!doctype html|html|table|\?xml|meta)/i.test(start))
    return t`a web page (HTML or XML), whatever its name says`;
  return kinds.find(([mark]) => startsWith(bytes, mark))?.[1];
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  return Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark;
}

interface Encoding {
  readonly name: string;
  readonly iconv: string;
}

function utf16le(): Encoding {
  return { name: t`UTF-16 LE (Excel calls it "Unicode Text")`, iconv: 'UTF-16LE' };
}
const utf16be: Encoding = { name: 'UTF-16 BE', iconv: 'UTF-16BE' };
function gb18030(): Encoding {
  return { name: t`GBK or GB18030 (simplified Chinese)`, iconv: 'GB18030' };
}
const big5: Encoding = { name: 'Big5 (traditional Chinese)', iconv: 'BIG5' };
const windows1252: Encoding = { name: 'Windows-1252 (Western European)', iconv: 'WINDOWS-1252' };

/** Undefined for UTF-8. */
function encodingOf(bytes: Uint8Array): Encoding | undefined {
  return utf16Of(bytes) ?? (isUtf8(bytes) ? undefined : legacyOf(bytes));
}

/** By its mark, or by the zero bytes that every ASCII character has beside it. */
function utf16Of(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return utf16le();
  if (first === 0xfe && second === 0xff) return utf16be;
  const zeros = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 4096).entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd >= even ? utf16le() : utf16be;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Two bytes a character in both Chinese encodings; the characters in common use stand in another place in each. */
function legacyOf(bytes: Uint8Array): Encoding {
  const counts = { gb: 0, big5: 0, others: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    if (lead < 0x80) continue;
    const is_gb = lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1;
    const is_big5 = lead >= 0xa4 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail <= 0x7e));
    if (is_gb) counts.gb += 1;
    if (is_big5) counts.big5 += 1;
    if (!is_gb && !is_big5) counts.others += 1;
    if (is_gb || is_big5 || trail >= 0x80) at += 1;
  }
  if (counts.others >= Math.max(counts.gb, counts.big5)) return windows1252;
  return counts.big5 > counts.gb ? big5 : gb18030();
}

/** Digits that a spreadsheet keeps of a number. */
const kept = 15;

/**
 * What a spreadsheet makes of a long number that it takes for a quantity: `2.02311E+16`, `20231100000000000000`, `1001.0`. The
 * digits are gone, and what is left may even be another payment.
 */
export function spreadsheetDamage(field: string, value: string): Fault | undefined {
  const fault = (rule: string, next = importAsText()): Fault => ({ field, value, rule, next });
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(value)) return fault(t`was rounded by a spreadsheet: its digits are lost`);
  if (/^\d+[.,]0+$/.test(value)) return fault(t`has decimals, which a spreadsheet has put there`);
  const is_long = /^\d+$/.test(value) && value.length >= kept + 5;
  if (is_long && /^0+$/.test(value.slice(kept)))
    return fault(t`has nothing but zeros after ${kept} digits: a spreadsheet has rounded it`);
  return undefined;
}

function importAsText() {
  return t`import the column as text and write the file again`;
}

/** `B7`, as a workbook names a cell. */
export function cellName(at: number, line: number): string {
  const letters = (place: number): string =>
    (place >= 26 ? letters(Math.floor(place / 26) - 1) : '') + String.fromCharCode(65 + (place % 26));
  return `${letters(at)}${line}`;
}

/** A number of a workbook that had more digits than the workbook keeps. */
export function lostDigits(field: string, { line, at, value }: { line: number; at: number; value: string }): Fault {
  return {
    ...{ line, field, value },
    rule: t`in cell ${cellName(at, line)} is a number of more than ${kept} digits: the workbook has not kept them`,
    next: t`format the column as text, and paste the numbers again from where they came`,
  };
}
