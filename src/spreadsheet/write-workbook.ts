import writeXlsx from 'write-excel-file/universal';
import { findCurrency } from '../catalog/currencies.ts';

/** A cell of a workbook that somebody will sum up and sort. */
export type WorkbookCell =
  /** As text, whatever it looks like: order numbers keep every digit, and `=1+1` is no formula. */
  | { readonly text: string }
  /** An amount of cents, as text, shown in the currency's major units. */
  | { readonly cents: string; readonly txcurrcd: string }
  | { readonly count: number }
  /** `2026-03-02 15:04:05`, on whose clock the heading says. */
  | { readonly time: string };

export interface WorkbookSheet {
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  /** At the end, set apart. */
  readonly totals: readonly (readonly WorkbookCell[])[];
}

/** Excel's own limit. */
export const mostWorkbookRows = 1_048_576;
const mostCharacters = 32_767;

/** A workbook (.xlsx) of sheets with a frozen header. @returns its bytes */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, titles, rows, totals }) => ({
    sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    stickyRowsCount: 1,
    columns: titles.map((title, at) => ({
      width: widthOf([title, ...[...rows, ...totals].map((row) => shownText(row[at]))]),
    })),
    data: [
      titles.map((title) => ({ ...writtenText(title), fontWeight: 'bold' as const, backgroundColor: '#E7EEF7' })),
      ...rows.map((row) => row.map(writtenCell)),
      ...totals.map((row) =>
        row.map((cell) => ({ ...writtenCell(cell), fontWeight: 'bold' as const, topBorderStyle: 'thin' as const })),
      ),
    ],
  }));
  const blob = await writeXlsx(written).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

function writtenCell(cell: WorkbookCell) {
  if ('count' in cell) return { value: cell.count, type: Number, format: '0' };
  if ('time' in cell) return writtenTime(cell.time);
  return 'cents' in cell ? writtenMoney(cell) : writtenText(cell.text);
}

/** What XML cannot carry is left out; a lone half of a character pair, too. */
function writtenText(text: string) {
  const plain = text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .slice(0, mostCharacters);
  return { value: plain, type: String, format: '@' };
}

/** Where a currency's digits are not known its smallest unit is a number of its own. */
function writtenMoney({ cents, txcurrcd }: { cents: string; txcurrcd: string }) {
  if (!/^-?\d{1,15}$/.test(cents)) return writtenText(cents);
  const digits = findCurrency(txcurrcd)?.minor_digits ?? 0;
  const shown = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  const format = /^[A-Z]{3}$/.test(txcurrcd) ? `"${txcurrcd}" ${shown}` : shown;
  return { value: Number(cents) / 10 ** digits, type: Number, format };
}

function writtenTime(time: string) {
  const moment = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(time)
    ? new Date(`${time.replace(' ', 'T')}Z`)
    : undefined;
  if (!moment || Number.isNaN(moment.getTime())) return writtenText(time);
  return { value: moment, type: Date, format: ['yyyy-mm-dd', 'hh:mm:ss'].join(' ') };
}

function shownText(cell: WorkbookCell | undefined): string {
  if (!cell) return '';
  if ('text' in cell) return cell.text;
  if ('time' in cell) return cell.time;
  return 'count' in cell ? String(cell.count) : `${cell.txcurrcd} ${cell.cents}.,,`;
}

/** In Latin characters; a Chinese one takes two. */
function widthOf(texts: readonly string[]): number {
  let most = 6;
  for (const text of texts.slice(0, 2000)) {
    const wide = (text.match(/[\u1100-\uFFDC]/g) ?? []).length;
    most = Math.max(most, Math.min(60, text.length + wide + 2));
  }
  return most;
}
