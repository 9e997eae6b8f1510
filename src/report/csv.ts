/** A spreadsheet would run what begins so, and most fields hold what others wrote. A plain number is none. */
const formula = /^(?!-?\d+$)[=+\-@\t\r\n]/;

/** Lines of CSV (RFC 4180, ended by LF, the last one left open). Numbers stay as they are, digit for digit. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(csvField).join(',')).join('\n');
}

function csvField(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
