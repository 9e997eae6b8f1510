import { isOpen, type JournalFile } from '../../journal/journal-entry.ts';
import { t } from '../../language/t.ts';
import { numberOf, type PlannedRow, paymentOf } from './planned-row.ts';

/**
 * Rows whose payment has another refund in the journal that no line stands for any more: an amount that was changed after its row
 * was sent is a further refund, and whoever changed it may have meant a correction.
 */
export function editedWarnings(
  planned: readonly PlannedRow[],
  { entries }: JournalFile,
): { readonly line: number; readonly text: string }[] {
  const numbers = new Set(planned.map(numberOf));
  const others = [...entries.values()].filter(({ refund_no }) => !numbers.has(refund_no));
  const made = others.filter((entry) => entry.settled?.outcome === 'refunded' || isOpen(entry));
  const payments = new Set(made.map(({ orig_syssn }) => orig_syssn));
  return planned
    .filter((each) => 'plan' in each && payments.has(paymentOf(each)))
    .map(({ row: { line } }) => ({ line, text: text() }));
}

function text() {
  return t`the journal has another refund of this payment, which no line asks for any more: this one is given back besides it`;
}
