import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** Scripts rely on the order: a new column comes at the end. `outcome` is ours, `sysdtm` and `paydtm` are in UTC+8. */
const columns = [
  'out_trade_no',
  'syssn',
  'orig_syssn',
  'order_type',
  'outcome',
  'respcd',
  'cancel',
  'txamt',
  'txcurrcd',
  'pay_type',
  'txdtm',
  'sysdtm',
  'paydtm',
  'errmsg',
  'goods_name',
] as const;

/** A spreadsheet would run what begins so, and most fields hold what others wrote. A plain number is none. */
const formula = /^(?!-?\d+$)[=+\-@\t\r\n]/;

/** Records as CSV (RFC 4180, lines ended by LF): a header, then a line each. Numbers stay as they are, digit for digit. */
export function recordCsv(records: readonly Transaction[]): string {
  const lines = records.map((record) => {
    const fields = { ...record, outcome: outcomeOfRecord(record) };
    return columns.map((column) => csvField(fields[column] ?? '')).join(',');
  });
  return [columns.join(','), ...lines].join('\n');
}

function csvField(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
