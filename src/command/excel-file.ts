import type { Context } from '../context.ts';
import { ConfigError, type Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { csvTable, decodeTable, isWorkbook, type SheetTable } from '../spreadsheet/read-csv.ts';
import type { WorkbookSheet } from '../spreadsheet/write-workbook.ts';
import { tell } from './command.ts';
import { value } from './flags.ts';

/** Some hundred thousand lines; whoever has more has named another file. */
const largest = 32 * 1024 * 1024;

/**
 * A list that a person named, CSV or a workbook, whatever its name ends in. The library for workbooks is loaded only for one.
 * @returns why it is none
 */
export async function readTableFile(
  file: string,
  sheet: string | undefined,
  context: Context,
): Promise<{ readonly table: SheetTable } | { readonly fault: Fault }> {
  const bytes = file === '-' ? await context.io.readStdin(largest) : context.files.read(file, largest);
  if (!bytes)
    return { fault: { field: 'file', value: file, rule: t`must name a file that is there, or be - for stdin` } };
  if (isWorkbook(bytes)) return (await import('../spreadsheet/read-workbook.ts')).readWorkbook(bytes, sheet);
  if (sheet !== undefined)
    return { fault: { field: 'sheet', value: sheet, rule: t`goes with a workbook (.xlsx) alone` } };
  const decoded = decodeTable(bytes);
  return 'fault' in decoded ? decoded : { table: csvTable(decoded.text) };
}

/** `--xlsx F`: what is shown, as a workbook beside it. */
export const xlsxFlag = {
  xlsx: value('<file>', () => t`write an Excel workbook (.xlsx) as well`, { values: 'files' }),
};

/** Why the workbook could not be written; known before anything is asked. */
export function xlsxFaults({ xlsx }: { readonly xlsx?: string }, { files }: Context): Fault[] {
  if (xlsx === undefined) return [];
  const at = { field: 'xlsx', value: xlsx };
  if (!/\.xlsx$/i.test(xlsx))
    return [{ ...at, rule: t`must end in .xlsx`, next: `--xlsx ${xlsx.replace(/\.\w{1,4}$/, '')}.xlsx` }];
  if (!files.hasFolder(xlsx)) return [{ ...at, rule: t`cannot be written: its folder is not there` }];
  const fault = files.writeFault(xlsx);
  return fault === undefined ? [] : [{ ...at, rule: t`cannot be written: ${fault}` }];
}

/**
 * Writes the workbook, whole or not at all, over a regular file and through no link. The library is loaded only here.
 * Where it cannot be written it is said on stderr: what was found is shown all the same.
 */
export async function writeExcelFile(
  xlsx: string | undefined,
  sheets: readonly WorkbookSheet[],
  context: Context,
): Promise<void> {
  if (xlsx === undefined) return;
  const { mostWorkbookRows, writeWorkbook } = await import('../spreadsheet/write-workbook.ts');
  const { secrets } = context;
  const long = sheets.find(({ rows, totals }) => rows.length + totals.length + 1 > mostWorkbookRows);
  if (long)
    return tell(context, t`warning: ${t`${xlsx} was not written: a sheet has at most ${mostWorkbookRows} rows`}`);
  const masked = sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => row.map((cell) => ('text' in cell ? { text: secrets.maskOut(cell.text) } : cell))),
  }));
  try {
    context.files.write(xlsx, await writeWorkbook(masked));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return tell(context, t`warning: ${t`${xlsx} was not written: ${error.message}`}`);
  }
  tell(context, t`written: ${xlsx}`);
}
