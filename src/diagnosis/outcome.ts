import type { EndpointName } from '../catalog/endpoints.ts';
import { isHoldType, type PayType } from '../catalog/pay-types.ts';
import { findRespcd } from '../catalog/respcd.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What became of a call or a transaction, in the contract's words. */
export type Outcome =
  | 'awaiting_payer'
  | 'authorized'
  | 'paid'
  | 'captured'
  | 'released'
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
  capture: 'captured',
  unfreeze: 'released',
  create_payment_intent: 'awaiting_payer',
  create_token_intent: 'awaiting_payer',
};

/**
 * What an answer says about the call. The 0000 of a payment means paid only where the answer is the result (the payer's code
 * was scanned); of a QR, web or in-app order it means that the order was made. Of a pre-authorisation it never means paid.
 * @param is_scanned the payer's `auth_code` was sent: then a pre-authorisation is held at once
 */
export function outcomeOfAnswer(
  respcd: string,
  endpoint: EndpointName,
  pay_type?: PayType,
  is_scanned = false,
): Outcome {
  if (respcd !== '0000') return outcomeOfRefusal(respcd);
  if (endpoint !== 'payment') return successes[endpoint];
  if (isHoldType(pay_type?.code)) return is_scanned ? 'authorized' : 'awaiting_payer';
  return pay_type?.result === 'none' ? 'paid' : 'awaiting_payer';
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

/** The same flag of a hold. 4 is 预授权完成, the word of the trade for a capture; what went back (3) was released. */
const holdByCancel: Readonly<Record<string, Outcome>> = {
  '0': 'authorized',
  '1': 'reversed',
  '2': 'closed',
  '3': 'released',
  '4': 'captured',
  '5': 'authorized',
};

const captureByCancel: Readonly<Record<string, Outcome>> = {
  ...paymentByCancel,
  '0': 'captured',
  '4': 'captured',
  '5': 'captured',
};

/** What a record is about: money that came in or went back, a hold and what was done with it, or the end of an order. */
export type TransactionKind = 'payment' | 'hold' | 'capture' | 'release' | 'other';

const holdWords = ['auth', 'authorization', 'authorisation', 'preauth', 'pre_auth', 'hold', 'freeze'];
const captureWords = ['capture', 'authtrade', 'auth_capture', 'preauth_capture'];
const releaseWords = ['unfreeze', 'release'];

/**
 * By `order_type`, which no document lists for holds, else by the pay type. A capture may be called a payment, as in its
 * notification: then it names the hold that it is of.
 */
export function kindOfTransaction({ order_type = 'payment', orig_syssn, pay_type }: Transaction): TransactionKind {
  const type = order_type.toLowerCase().replaceAll('-', '_');
  if (holdWords.includes(type)) return 'hold';
  if (captureWords.includes(type)) return 'capture';
  if (releaseWords.includes(type)) return 'release';
  if (type !== 'payment') return 'other';
  if (!isHoldType(pay_type)) return 'payment';
  return orig_syssn === undefined ? 'hold' : 'capture';
}

/**
 * Records of another kind: their 0000 is their own success, whatever flag they copy from the payment. Of a kind that is not
 * listed nobody can say what its 0000 means for the order.
 */
const byOrderType: Readonly<Record<string, Outcome>> = {
  refund: 'refunded',
  reversal: 'reversed',
  cancel: 'reversed',
  close: 'closed',
};

/** An order that was closed (1142) by a call of the merchant's has the flag of that call. */
const closedByCancel: Readonly<Record<string, Outcome>> = { '1': 'reversed', '2': 'closed' };

/** What the word of the general shape says in the place of a code; SUCCESS is the 0000 of a record. */
const codeOfTxstatus: Readonly<Record<string, string>> = { SUCCESS: '0000', PENDING: '1145', FAILED: '1205' };

/**
 * The state of one record of a query: its own `respcd`, else its `txstatus`, then what it is, then its `cancel` flag. One whose
 * two words speak against each other is known of nothing.
 */
export function outcomeOfRecord(record: Transaction): Outcome {
  const { txstatus, cancel = '0' } = record;
  const stated = codeOfTxstatus[txstatus?.toUpperCase() ?? ''];
  const respcd = record.respcd ?? stated;
  if (respcd === undefined) return 'unknown';
  if (stated !== undefined && (stated === '0000') !== (respcd === '0000')) return 'unknown';
  const kind = kindOfTransaction(record);
  if (respcd === '0000') return successOf(record, kind) ?? 'unknown';
  const byCall = respcd === '1142' && (kind === 'payment' || kind === 'hold') ? closedByCancel[cancel] : undefined;
  return byCall ?? outcomeOfRefusal(respcd);
}

function successOf({ order_type = '', cancel = '0' }: Transaction, kind: TransactionKind): Outcome | undefined {
  switch (kind) {
    case 'payment':
      return paymentByCancel[cancel];
    case 'hold':
      return holdByCancel[cancel];
    case 'capture':
      return captureByCancel[cancel];
    case 'release':
      return 'released';
    case 'other':
      return byOrderType[order_type];
  }
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
    authorized: t`authorized`,
    paid: t`paid`,
    captured: t`captured`,
    released: t`released`,
    refunded: t`refunded`,
    reversed: t`reversed`,
    closed: t`closed`,
    pending: t`pending`,
    declined: t`declined`,
    unknown: t`unknown`,
    not_sent: t`not sent`,
    // Of a call that is neither: what `api` has done.
    done: t`done`,
  };
  return Object.hasOwn(words, outcome) ? (words[outcome] ?? outcome) : outcome;
}
