import type { Answer } from '../../gateway/answer.ts';
import { t } from '../../language/t.ts';
import type { NumberedRefund } from '../../refund/refund-record.ts';
import { readTransaction } from '../../transaction/transaction.ts';

/** By what an answer can be known to be about something else. A refusal may name the payment's amount and be ours. */
const identity = { success: ['out_trade_no', 'orig_syssn', 'txamt'], other: ['out_trade_no'] } as const;

/** Why an answer must not be believed before the books were asked; undefined where nothing in it speaks against it. */
export function doubtAbout(answer: Answer, { payment, txamt, out_trade_no }: NumberedRefund): string | undefined {
  const sent = { out_trade_no, orig_syssn: payment.syssn, txamt };
  const parts = [answer.fields, answer.data ?? {}, ...(answer.records ?? [])];
  const names = identity[answer.respcd === '0000' ? 'success' : 'other'];
  for (const part of parts) {
    const found = readTransaction(part);
    const foreign = names.find((name) => found[name] !== undefined && found[name] !== sent[name]);
    if (foreign) return t`the answer is about another refund: its ${foreign} is not the one that was sent`;
  }
  if (answer.respcd !== '0000' || parts.every(isSuccess)) return undefined;
  return t`the answer contradicts itself: its respcd is 0000, and another part of it says otherwise`;
}

/** A few answers have a `txstatus` beside the code. No other word turns a refusal into a refund. */
function isSuccess(part: Readonly<Record<string, unknown>>): boolean {
  const { respcd = '0000' } = readTransaction(part);
  const { txstatus = 'SUCCESS' } = part;
  return respcd === '0000' && String(txstatus || 'SUCCESS').toUpperCase() === 'SUCCESS';
}
