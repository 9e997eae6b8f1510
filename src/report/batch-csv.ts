import type { Lang, Words } from '../catalog/words/words.ts';
import { rowAdvice } from './batch-advice.ts';
import type { BatchRow } from './batch-findings.ts';
import { csvText } from './csv.ts';

/** Scripts rely on the order: a new column comes at the end. */
const columns = [
  ...['line', 'refund_no', 'orig_syssn', 'orig_out_trade_no', 'txamt', 'txcurrcd'],
  ...['outcome', 'respcd', 'repeated', 'message', 'what_to_do'],
];

/** All rows of a batch with what became of them, for a spreadsheet. */
export function batchCsv(rows: readonly BatchRow[], words: Words, lang: Lang): string {
  const lines = rows.map((row) => [
    ...[String(row.line), row.refund_no, row.orig_syssn, row.orig_out_trade_no ?? '', row.txamt, row.txcurrcd ?? ''],
    ...[row.outcome, row.respcd ?? '', row.repeated ? 'yes' : 'no', row.respcd === '0000' ? '' : (row.message ?? '')],
    rowAdvice(row, words, lang),
  ]);
  return `${csvText([columns, ...lines])}\n`;
}
