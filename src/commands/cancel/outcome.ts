import { isFinal, outcomeOfAnswer } from '../../diagnosis/outcome.ts';
import { UnknownOutcomeError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import { t } from '../../language/t.ts';
import type { CancelState } from '../../report/cancel-findings.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { type CancelOrder, stateOfOrder } from './order.ts';

/** What the call brought, and what the books say afterwards; undefined where they could not be asked. */
export interface Aftermath {
  readonly answer: Answer | UnknownOutcomeError;
  readonly after: Transaction | undefined;
}

/**
 * What is true now. The books decide, since a cancellation that went through does not prove that the payer was not charged;
 * the answer tells only what they leave open.
 */
export function outcomeOfCancel(order: CancelOrder, { answer, after }: Aftermath): CancelState {
  const state = after && stateOfOrder(after);
  const said = wordOf(order, answer);
  const byRecord = { ...(after?.respcd ? { respcd: after.respcd } : {}), ...errmsgOf(after) };
  if (state === 'reversed' || state === 'closed' || state === 'refunded') {
    const isOurs = said !== 'declined' && state !== 'refunded';
    const outcome = isOurs ? doneBy(order) : state;
    const words = said === 'done' ? byAnswer(answer) : byRecord;
    return { outcome, ...words, reason: endings()[outcome], ...(said === 'declined' ? { repeated: true } : {}) };
  }
  if (state === 'paid' && !order.is_void) return { outcome: 'paid', ...byRecord, reason: stillPaid(order) };
  if (state === 'declined') return deadOrder(order, said, { answer, byRecord });
  return openOrder(order, said, { answer, after });
}

type Said = 'done' | 'declined' | 'pending' | 'unknown';
type Words = Pick<CancelState, 'respcd' | 'message'>;

function endings() {
  return {
    reversed: t`no money is taken, or it goes back`,
    closed: t`nobody can pay it any more`,
    refunded: t`the money went back to the payer`,
  } as const;
}

/** The word for what the call does. The flag that it leaves on the books tells kinds of orders apart, and not calls. */
function doneBy({ endpoint }: CancelOrder): 'closed' | 'reversed' {
  return endpoint === 'close' ? 'closed' : 'reversed';
}

function wordOf({ endpoint }: CancelOrder, answer: Aftermath['answer']): Said {
  if (answer instanceof UnknownOutcomeError) return 'unknown';
  const outcome = outcomeOfAnswer(answer.respcd, endpoint);
  return outcome === 'declined' || outcome === 'pending' || outcome === 'unknown' ? outcome : 'done';
}

function byAnswer(answer: Aftermath['answer']): Words {
  if (answer instanceof UnknownOutcomeError) return {};
  const { respcd, message } = answer;
  return { respcd, ...(message === '' ? {} : { message }) };
}

function errmsgOf(record: Transaction | undefined): Words {
  return record?.errmsg === undefined ? {} : { message: record.errmsg };
}

function stillPaid({ endpoint }: CancelOrder): string {
  return t`the order is PAID: the ${endpoint} did not stop the payment, and the money has to be refunded`;
}

/** Nobody can pay it: ended by the call if that went through, else by itself. */
function deadOrder(
  order: CancelOrder,
  said: Said,
  { answer, byRecord }: { answer: Aftermath['answer']; byRecord: Words },
): CancelState {
  if (said !== 'done') return { outcome: 'declined', ...byRecord, reason: t`the order is over, and was never paid` };
  const outcome = doneBy(order);
  return { outcome, ...byAnswer(answer), reason: endings()[outcome] };
}

/** The books show it as it was before, or cannot be read. */
function openOrder(order: CancelOrder, said: Said, { answer, after }: Aftermath): CancelState {
  const { endpoint, is_void } = order;
  const words = byAnswer(answer);
  const now = nowText(order, after);
  switch (said) {
    case 'declined':
      return { outcome: 'declined', ...words, reason: t`the gateway refused the ${endpoint}; ${now}` };
    case 'done':
      return {
        outcome: 'pending',
        ...words,
        reason: t`the gateway took the ${endpoint}, but ${now}${hintOf(order, answer)}`,
      };
    case 'pending':
      return { outcome: 'pending', ...words, reason: t`the ${endpoint} is in progress; ${now}` };
    case 'unknown': {
      const isOpen = after !== undefined && !is_void && !isFinal(stateOfOrder(after));
      const reason = t`the ${endpoint} may not have been processed; ${now}${hintOf(order, answer)}`;
      return { outcome: isOpen ? 'pending' : 'unknown', ...words, reason };
    }
  }
}

function nowText({ is_void }: CancelOrder, after: Transaction | undefined): string {
  if (!after) return t`the order could not be looked up afterwards`;
  return is_void ? t`the payment still stands as paid` : t`the order is still open and may be paid`;
}

/** QFPay's older documents read two answers to a close as: this wallet cannot. */
function hintOf({ endpoint }: CancelOrder, answer: Aftermath['answer']): string {
  if (endpoint !== 'close' || answer instanceof UnknownOutcomeError) return '';
  const cannot = answer.respcd === '1297' || (answer.respcd === '0000' && !answer.fields['syssn']);
  return cannot ? t` (by its answer the wallet may not support close: then the order lives until it expires)` : '';
}
