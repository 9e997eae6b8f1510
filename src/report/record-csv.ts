import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { csvText } from './csv.ts';
import { timeOf } from './record-table.ts';

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

/**
 * Records as CSV (RFC 4180, lines ended by LF): a header, then a line each. Numbers stay as they are, digit for digit.
 * @param chosen instead of the usual columns
 */
export function recordCsv(records: readonly Transaction[], chosen: readonly string[] = columns): string {
  const lines = records.map((record) => {
    const fields: Record<string, unknown> = { ...record, outcome: outcomeOfRecord(record), time: timeOf(record) };
    return chosen.map((column) => String(fields[column] ?? ''));
  });
  return csvText([chosen, ...lines]);
}
