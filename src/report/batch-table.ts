import type { Lang, Words } from '../catalog/words/words.ts';
import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import { rowAdvice } from './batch-advice.ts';
import type { BatchRow } from './batch-findings.ts';
import type { Block } from './report.ts';
import { type ColumnLook, namedColumns, tableOf } from './table-columns.ts';

/** The usual ones stand first; the others are called as in the results. `payment` is the number that the file named. */
export const batchColumnNames = [
  ...(['line', 'payment', 'txamt', 'outcome', 'what_to_do'] as const),
  ...(['refund_no', 'orig_syssn', 'orig_out_trade_no', 'respcd', 'syssn', 'message'] as const),
];

/** Rows of a batch for a person, a line each. */
export function batchTable(
  rows: readonly BatchRow[],
  { words, lang, columns }: { words: Words; lang: Lang; columns?: readonly string[] | undefined },
): Block {
  const looks: Readonly<Record<(typeof batchColumnNames)[number], ColumnLook<BatchRow>>> = {
    line: { title: t`line`, align: 'right', cell: ({ line }) => String(line) },
    payment: { title: t`payment`, cell: ({ orig_out_trade_no, orig_syssn }) => orig_out_trade_no ?? orig_syssn },
    txamt: { title: t`amount`, align: 'right', cell: ({ txamt, txcurrcd = '' }) => formatMoney(txamt, txcurrcd) },
    outcome: { title: t`outcome`, wraps: 10, cell: outcomeText },
    what_to_do: { title: t`what to do`, wraps: 24, cell: (row) => rowAdvice(row, words, lang) },
    refund_no: extra('refund_no'),
    orig_syssn: extra('orig_syssn'),
    orig_out_trade_no: extra('orig_out_trade_no'),
    respcd: extra('respcd'),
    syssn: extra('syssn'),
    message: { ...extra('message'), wraps: 24 },
  };
  return tableOf(namedColumns(batchColumnNames, looks), rows, columns);
}

function outcomeText({ outcome, respcd }: BatchRow): string {
  return respcd === undefined ? outcomeWord(outcome) : `${outcomeWord(outcome)} (${respcd})`;
}

type TextField = 'refund_no' | 'orig_syssn' | 'orig_out_trade_no' | 'respcd' | 'syssn' | 'message';

function extra(field: TextField): ColumnLook<BatchRow> {
  return { title: field, extra: true, cell: (row) => row[field] ?? '' };
}
