import type { BatchRow } from './batch-findings.ts';

/** One line of the file as the contract's JSON. */
export function rowData(row: BatchRow): Record<string, unknown> {
  const { line, refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd, outcome, respcd, syssn, message, repeated } =
    row;
  const told = { orig_out_trade_no, txcurrcd, respcd, syssn, ...(respcd === '0000' ? {} : { message }) };
  return {
    ...{ line, refund_no, orig_syssn, txamt, outcome, repeated },
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')),
  };
}
