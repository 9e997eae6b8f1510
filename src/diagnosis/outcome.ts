import type { EndpointName } from '../catalog/endpoints.ts';
import type { PayType } from '../catalog/pay-types.ts';
import { findRespcd } from '../catalog/respcd.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What became of a call or a transaction, in the contract's words. */
export type Outcome =
  | 'awaiting_payer'
  | 'paid'
  | 'refunded'
  | 'reversed'
  | 'closed'
  | 'pending'
  | 'declined'
  | 'unknown';

/** What a 0000 says, by the call that it answers. That a query went through says nothing about money. */
const successes: Readonly<Record<EndpointName, Outcome>> = {
  payment: 'awaiting_payer',
  query: 'unknown',
  refund: 'refunded',
  reversal: 'reversed',
  close: 'closed',
  create_payment_intent: 'awaiting_payer',
  create_token_intent: 'awaiting_payer',
};

/**
 * What an answer says about the call. The 0000 of a payment means paid only where the answer is the result (the payer's code
 * was scanned); of a QR, web or in-app order it means that the order was made.
 */
export function outcomeOfAnswer(respcd: string, endpoint: EndpointName, pay_type?: PayType): Outcome {
  if (respcd !== '0000') return outcomeOfRefusal(respcd);
  return endpoint === 'payment' && pay_type?.result === 'none' ? 'paid' : successes[endpoint];
}

/** What is not 0000. A code that no table knows is never a success, nor a proof that nothing happened. */
export function outcomeOfRefusal(respcd: string): Outcome {
  const finality = findRespcd(respcd)?.finality;
  if (finality === 'final') return 'declined';
  return finality === 'pending' ? 'pending' : 'unknown';
}

/** The flag of a payment that went through: 4 is a finished pre-authorisation, 5 is refunded in part. */
const paymentByCancel: Readonly<Record<string, Outcome>> = {
  '0': 'paid',
  '1': 'reversed',
  '2': 'closed',
  '3': 'refunded',
  '4': 'paid',
  '5': 'paid',
};

/**
 * Records that are no payments: their 0000 is their own success, whatever flag they copy from the payment. Of a kind that is
 * not listed (a release, a capture) nobody can say what its 0000 means for the order.
 */
const byOrderType: Readonly<Record<string, Outcome>> = {
  refund: 'refunded',
  reversal: 'reversed',
  cancel: 'reversed',
  close: 'closed',
};

/** An order that was closed (1142) by a call of the merchant's has the flag of that call. */
const closedByCancel: Readonly<Record<string, Outcome>> = { '1': 'reversed', '2': 'closed' };

/** The state of one record of a query: its own `respcd`, then what it is, then its `cancel` flag. */
export function outcomeOfRecord({ respcd, order_type = 'payment', cancel = '0' }: Transaction): Outcome {
  if (respcd === undefined) return 'unknown';
  const isPayment = order_type === 'payment';
  if (respcd === '0000') return (isPayment ? paymentByCancel[cancel] : byOrderType[order_type]) ?? 'unknown';
  const byCall = respcd === '1142' && isPayment ? closedByCancel[cancel] : undefined;
  return byCall ?? outcomeOfRefusal(respcd);
}

/** Whether waiting can change nothing. */
export function isFinal(outcome: Outcome): boolean {
  return !['awaiting_payer', 'pending', 'unknown'].includes(outcome);
}

/** The exit status of a command that ends with this outcome. A refused signature (1108) has its own. */
export function exitOfOutcome(outcome: Outcome, respcd?: string): number {
  if (respcd === '1108') return exitCodes.signature;
  if (outcome === 'declined' || outcome === 'pending' || outcome === 'unknown') return exitCodes[outcome];
  return exitCodes.ok;
}

/** An outcome for a person, as one word; what is none of the contract's stays as it is. */
export function outcomeWord(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    awaiting_payer: t`awaiting payer`,
    paid: t`paid`,
    authorized: t`authorized`,
    captured: t`captured`,
    released: t`released`,
    refunded: t`refunded`,
    reversed: t`reversed`,
    closed: t`closed`,
    pending: t`pending`,
    declined: t`declined`,
    unknown: t`unknown`,
    not_sent: t`not sent`,
  };
  return Object.hasOwn(words, outcome) ? (words[outcome] ?? outcome) : outcome;
}
