import { outcomeOfAnswer } from '../diagnosis/outcome.ts';
import type { UnknownOutcomeError } from '../errors.ts';
import type { Answer } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { Seen } from '../lookup/wait.ts';
import { inDoubt, isRefundOf, type NumberedRefund, outcomeOfRefund } from '../refund/refund-record.ts';
import type { RefundState } from '../report/refund-findings.ts';
import { formatMoney } from '../transaction/money.ts';
import { readTransaction, type Transaction } from '../transaction/transaction.ts';

/** What the gateway's own answer to the refund says; where it must not be believed, that it is unknown, and why. */
export function stateOfAnswer(answer: Answer, refund: NumberedRefund): RefundState {
  const { respcd, message } = answer;
  const doubt = doubtAbout(answer, refund);
  if (doubt) return { outcome: 'unknown', transaction: expected(refund), repeated: false, answer, reason: doubt };
  const { respcd: _respcd, ...fields } = readTransaction(answer.fields);
  const outcome = outcomeOfAnswer(respcd, 'refund');
  const reason = t`the answer (${[respcd, message].join(' ').trim()}) leaves open what became of the refund`;
  return {
    ...{ outcome, respcd, message, answer, repeated: false },
    transaction: { ...expected(refund), ...fields },
    ...(outcome === 'unknown' ? { reason } : {}),
  };
}

/** No answer came that could be used. */
export function stateOfLost({ message }: UnknownOutcomeError, refund: NumberedRefund): RefundState {
  return { outcome: 'unknown', transaction: expected(refund), repeated: false, reason: message };
}

/** What is left to say of an answer that no query could settle: where it says that it is in doubt, it may still be made. */
export function stateOfDoubt({ reason, ...state }: RefundState): RefundState {
  if (state.respcd === inDoubt) return { ...state, outcome: 'pending' };
  return { ...state, ...(reason === undefined ? {} : { reason }) };
}

/** What a record under the refund's number says; of another refund, that this one was not made. */
export function stateOfRecord(record: Transaction, refund: NumberedRefund): RefundState {
  if (!isRefundOf(record, refund.payment, refund.txamt)) return stateOfOther(record, refund);
  const { respcd, errmsg, cancel: _flag, ...fields } = record;
  return {
    outcome: outcomeOfRefund(record),
    ...(respcd === undefined ? {} : { respcd }),
    ...(errmsg === undefined ? {} : { message: errmsg }),
    transaction: { ...expected(refund), ...fields },
    repeated: false,
  };
}

/** The state so far, brought up to date by what a poll has shown. */
export function stateOfPoll(before: RefundState, { record, answer }: Seen, refund: NumberedRefund): RefundState {
  const { transaction, ...now } = stateOfRecord(record, refund);
  const { repeated } = before;
  return { ...before, ...now, answer, repeated, transaction: { ...before.transaction, ...transaction } };
}

function expected({ payment, txamt, out_trade_no }: NumberedRefund): Transaction {
  const { syssn: orig_syssn, txcurrcd } = payment;
  const number = out_trade_no === '' ? {} : { out_trade_no };
  return { ...number, orig_syssn, txamt, ...(txcurrcd === undefined ? {} : { txcurrcd }) };
}

/**
 * A number is held once, so that whoever holds a given one has kept this refund from being made. Of a derived one the books
 * have something that cannot be, and nobody can tell.
 */
function stateOfOther(record: Transaction, refund: NumberedRefund): RefundState {
  const { order_type = 'refund', txamt = '', txcurrcd = '', orig_syssn } = record;
  const of = orig_syssn === undefined ? '' : t`of payment ${orig_syssn}`;
  const found = [order_type, formatMoney(txamt, txcurrcd), of].filter((text) => text !== '').join(' ');
  return {
    outcome: refund.is_given ? 'declined' : 'unknown',
    transaction: expected(refund),
    repeated: false,
    reason: t`out_trade_no ${refund.out_trade_no} belongs to another transaction (${found})`,
    ...(refund.is_given ? { needs_number: true } : {}),
  };
}

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
