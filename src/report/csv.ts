import { escaped } from '../language/visible.ts';

/**
 * A spreadsheet would run what begins so, a Chinese or Japanese one also with full-width signs, and most fields hold what others
 * wrote. A plain number is none.
 */
const formula = /^(?!-?\d+$)[\p{Cf}\s]*[=+\-@＝＋－＠\t\r\n]/u;
/** Would steer the terminal that somebody looks at the file on; a tab and line ends are for CSV to quote. */
const control = /(?![\t\r\n])\p{Cc}/gu;

/** Lines of CSV (RFC 4180, ended by LF, the last one left open). Numbers stay as they are, digit for digit. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(csvField).join(',')).join('\n');
}

function csvField(value: string): string {
  const shown = value.replace(control, escaped);
  const harmless = formula.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
