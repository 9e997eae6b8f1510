import type { EndpointName } from '../catalog/endpoints.ts';
import { isHoldType, type PayType } from '../catalog/pay-types.ts';
import { findRespcd } from '../catalog/respcd.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
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

/** What stands for an order with several records: that it was paid, then whatever may still become a payment. */
const weight: readonly Outcome[] = [
  'paid',
  'captured',
  'authorized',
  'unknown',
  'pending',
  'awaiting_payer',
  'refunded',
  'released',
  'reversed',
  'closed',
  'declined',
];

/**
 * The record that decides about an order with several: a checkout makes one for every attempt, and an order is paid as soon
 * as one of them is. Undefined without records.
 */
export function decisiveRecord(records: readonly Transaction[]): Transaction | undefined {
  const rank = (record: Transaction) => weight.indexOf(outcomeOfRecord(record));
  return [...records].sort((a, b) => rank(a) - rank(b))[0];
}

/** The records of each order, by the merchant's number; a record without one stands alone. */
export function groupByOrder(records: readonly Transaction[]): Transaction[][] {
  const orders = new Map<string, Transaction[]>();
  for (const record of records) {
    const name = record.out_trade_no ?? `syssn ${record.syssn}`;
    orders.set(name, [...(orders.get(name) ?? []), record]);
  }
  return [...orders.values()];
}

/** The outcome of each order. */
export function orderOutcomes(records: readonly Transaction[]): Outcome[] {
  return groupByOrder(records)
    .flatMap((order) => decisiveRecord(order) ?? [])
    .map(outcomeOfRecord);
}

/** The numbers under which money came in more than once: paid twice, or captured twice. */
export function doublePayments(records: readonly Transaction[]): string[] {
  return groupByOrder(records)
    .filter((order) => count(order, isPaid) > 1 || count(order, isCaptured) > 1)
    .flatMap(([first]) => first?.out_trade_no ?? []);
}

function count(order: readonly Transaction[], is: (record: Transaction) => boolean): number {
  return order.filter(is).length;
}

function isPaid(record: Transaction): boolean {
  return outcomeOfRecord(record) === 'paid';
}

/** A hold brings no money in, whatever became of it: what is captured of it has a record of its own. */
function isCaptured(record: Transaction): boolean {
  return outcomeOfRecord(record) === 'captured' && kindOfTransaction(record) === 'capture';
}

/**
 * Whether the gateway refused a request because its `out_trade_no` was used before. 1102 and 2011 say so by name; 1251 is a
 * fault in the store's configuration by the table, and in the field a used number when its text says that.
 */
export function isUsedNumber({
  respcd,
  resperr,
  respmsg,
}: {
  respcd: string;
  resperr: string;
  respmsg: string;
}): boolean {
  if (respcd === '1102' || respcd === '2011') return true;
  return respcd === '1251' && /duplicat|\bused\b|repeat|重[复複]|已使用|已存在/i.test(`${resperr} ${respmsg}`);
}

/** Already refunded, paid, refunded, reversed, closed: said of an order that is there. */
const ofExistingOrder: readonly string[] = ['1125', '1260', '1262', '1263', '1264'];

/** Whether the answer to a payment speaks of an order that was made before under its number, and not of the one just sent. */
export function isOfExistingOrder(answer: Parameters<typeof isUsedNumber>[0]): boolean {
  return isUsedNumber(answer) || ofExistingOrder.includes(answer.respcd);
}

const identity = ['out_trade_no', 'txamt', 'txcurrcd'] as const;

/**
 * The first field by which an answer or a record is about something else than what was sent. A field that either side does not
 * have is not held against it.
 */
export function foreignField(
  found: Transaction,
  parameters: readonly Parameter[],
): (typeof identity)[number] | undefined {
  const sent = new Map(parameters);
  return identity.find((name) => found[name] !== undefined && sent.has(name) && found[name] !== sent.get(name));
}

/** Whether a record is a payment of the same number, amount and currency, whatever it was paid with. */
export function isSameSum(record: Transaction, parameters: readonly Parameter[]): boolean {
  const isPayment = record.order_type === undefined || record.order_type === 'payment';
  return isPayment && foreignField(record, parameters) === undefined;
}

/**
 * Whether a record on the gateway's books is the order that was to be made: amount, currency and pay type agree. The wallet of
 * an 800008 order is told in the answer, so any CPM code will do.
 */
export function isSameOrder(record: Transaction, parameters: readonly Parameter[], pay_type: PayType): boolean {
  return isSameSum(record, parameters) && hasSamePayType(record, pay_type);
}

function hasSamePayType(record: Transaction, { code }: PayType): boolean {
  const { pay_type = code } = record;
  return pay_type === code || (code === '800008' && pay_type.endsWith('08'));
}
