import { type Outcome, outcomeOfAnswer } from '../../diagnosis/outcome.ts';
import type { Answer } from '../../gateway/answer.ts';
import { t } from '../../language/t.ts';
import { foreignField } from '../../payment/used-number.ts';
import { readTransaction } from '../../transaction/transaction.ts';
import type { Order } from './order.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Why an answer must not be believed before the books were asked; undefined where nothing in it speaks against it. */
export function doubtAbout(answer: Answer, order: Order): string | undefined {
  const parts = [answer.fields, answer.data ?? {}, ...(answer.records ?? [])];
  for (const part of parts) {
    const field = foreignField(readTransaction(part), order.parameters);
    if (field) return t`the answer is about another order: its ${field} is not the one that was sent`;
  }
  const isDoubtful = parts.flatMap((part) => saidBy(part, order)).some((said) => contradicts(said, answer, order));
  return isDoubtful
    ? t`the answer contradicts itself: its respcd is 0000, and another part of it says otherwise`
    : undefined;
}

const byTxstatus: ReadonlyMap<string, Outcome> = new Map([
  ['SUCCESS', 'paid'],
  ['PENDING', 'pending'],
  ['FAILED', 'declined'],
]);

/** What one part of an answer says by its code, and by the `txstatus` that few answers have. */
function saidBy(fields: Fields, { pay_type }: Order): Outcome[] {
  const { respcd } = readTransaction(fields);
  const { txstatus } = fields;
  return [
    ...(respcd === undefined ? [] : [outcomeOfAnswer(respcd, 'payment', pay_type)]),
    ...(typeof txstatus === 'string' && txstatus !== '' ? [byTxstatus.get(txstatus.toUpperCase()) ?? 'unknown'] : []),
  ];
}

/** That a QR, web or in-app order waits for its payer is what its 0000 says. No other word turns a refusal into a payment. */
function contradicts(said: Outcome, { respcd }: Answer, { pay_type }: Order): boolean {
  if (respcd !== '0000') return false;
  const isWaiting = said === 'awaiting_payer' || said === 'pending';
  return said !== 'paid' && !(pay_type.result !== 'none' && isWaiting);
}
