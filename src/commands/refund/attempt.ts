import type { Answer } from '../../gateway/answer.ts';
import type { Lookup } from '../../lookup/pages.ts';
import { type RefundIdentity, refundNumber } from '../../refund/refund-number.ts';
import { chooseRefund, outcomeOfRefund, type RefundablePayment } from '../../refund/refund-record.ts';
import type { Transaction } from '../../transaction/transaction.ts';

/** What the gateway knows of a refund already. */
export interface Standing {
  readonly record: Transaction;
  /** That showed it. */
  readonly answer: Answer | undefined;
}

/** A number for the refund, and what stands under it; nothing where it is free. */
export interface Attempt {
  readonly out_trade_no: string;
  readonly standing?: Standing;
}

/** How often the same refund may be declined before a person has to look into it. */
const longestSeries = 10;

/** The derived numbers of one refund, in the order they are taken; each is reckoned when it is asked for. */
export function* refundNumbers(identity: RefundIdentity): Generator<string> {
  for (let place = 0; place < longestSeries; place += 1) yield refundNumber(identity, place);
}

/** All of them. */
export function refundSeries(identity: RefundIdentity): string[] {
  return [...refundNumbers(identity)];
}

/**
 * The first number of a series that was not declined for good. Asked for before anything is sent, so that a repeat costs a
 * query; a number is passed over on the gateway's word alone. The last one is given back though it was declined.
 */
export async function findAttempt(
  series: Iterable<string>,
  payment: RefundablePayment,
  look: (out_trade_no: string) => Promise<Lookup>,
): Promise<Attempt> {
  let attempt: Attempt = { out_trade_no: '' };
  for (const out_trade_no of series) {
    const { records, answers } = await look(out_trade_no);
    const record = chooseRefund(records, payment);
    if (!record) return { out_trade_no };
    attempt = { out_trade_no, standing: { record, answer: answers.at(-1) } };
    if (outcomeOfRefund(record) !== 'declined') return attempt;
  }
  return attempt;
}
