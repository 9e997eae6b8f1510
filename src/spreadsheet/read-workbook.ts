import { readSheet } from 'read-excel-file/universal';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { type SheetLine, type SheetTable, sheetLine } from './read-csv.ts';

/** What a workbook comes to when it is unpacked; a list of some hundred thousand lines has a tenth of it. */
const largest = 512 * 1024 * 1024;

/** A sheet of a workbook, or why it cannot be read. */
export type ReadWorkbook = { readonly table: SheetTable } | { readonly fault: Fault };

/**
 * The first sheet of a workbook (.xlsx), or the one of that name. A number counts as it stands in the file, so that nothing is
 * rounded once more on the way; one with more than 15 digits was rounded by whoever wrote the file.
 */
export async function readWorkbook(bytes: Uint8Array, sheet?: string): Promise<ReadWorkbook> {
  if (unpackedSize(bytes) > largest)
    return { fault: { field: 'file', rule: t`is a workbook of more than ${largest / 1024 / 1024} MiB` } };
  try {
    const rows = await readSheet(new Blob([new Uint8Array(bytes)]), sheet ?? 1, {
      trim: false,
      parseNumber: (digits) => ({ digits }),
    });
    return { table: { lines: rows.flatMap(lineOf), faults: [], has_decimal_comma: false, is_workbook: true } };
  } catch (error) {
    return { fault: faultOf(error, sheet) };
  }
}

/** A number as the file has it. */
interface WrittenNumber {
  readonly digits: string;
}

function lineOf(row: readonly unknown[], at: number): SheetLine[] {
  const lost: number[] = [];
  const values = row.map((cell, place) => {
    if (!isNumber(cell)) return textOf(cell);
    if (hasLostDigits(cell.digits)) lost.push(place);
    return numberText(cell.digits);
  });
  return values.every((value) => value === '') ? [] : [sheetLine(at + 1, values, lost)];
}

function isNumber(cell: unknown): cell is WrittenNumber {
  return typeof cell === 'object' && cell !== null && 'digits' in cell;
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  return cell === null || cell === undefined ? '' : String(cell);
}

function hasLostDigits(digits: string): boolean {
  return Math.abs(Number(digits)) >= 1e15;
}

/** `12.8` is stored as 12.800000000000001 by some: a spreadsheet shows 15 digits, and means those. */
function numberText(digits: string): string {
  if (hasLostDigits(digits) || !Number.isFinite(Number(digits))) return digits;
  return String(Number(Number(digits).toPrecision(15)));
}

function faultOf(error: unknown, sheet = ''): Fault {
  const { name = '', message = '' } = error instanceof Error ? error : {};
  const [, names = ''] = /Available sheets: (.*)$/s.exec(message) ?? [];
  if (name === 'SheetNotFoundError')
    return { field: 'sheet', value: sheet, rule: t`is no sheet of the workbook, which has ${names}` };
  return {
    ...{ field: 'file', rule: t`is a workbook that cannot be read: ${message}` },
    next: t`open it, save it again as .xlsx, or as CSV in UTF-8`,
  };
}

/** By its directory, before any of it is unpacked: a small archive can hold more than a machine has. */
function unpackedSize(bytes: Uint8Array): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entry = Buffer.from('PK\u0001\u0002', 'latin1');
  let size = 0;
  for (let at = file.indexOf(entry); at !== -1 && at + 28 <= file.length; at = file.indexOf(entry, at + 4))
    size += file.readUInt32LE(at + 24);
  return size;
}
