import type { ClientKey } from '../signature/client-key.ts';
import { canonicalText, checkoutRule, digest, type Parameter, selectSigned, signTypes } from '../signature/sign.ts';
import { isSameDigest } from '../signature/verify.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { type EmulatedMerchant, givenOf } from './authentication.ts';
import type { Book, BookEntry } from './book.ts';
import {
  checkGiven,
  type EntryPlace,
  type Formats,
  type GivenParameter,
  oneOf,
  type ParameterFormat,
  textUpTo,
  time,
} from './call.ts';
import { keepCard } from './customers.ts';
import { type Decision, entriesOf, type Ledger } from './ledger.ts';
import { makeSyssn } from './moment.ts';
import { formats as paymentFormats } from './payment.ts';
import { type RefusalAnswer, refuse, unknownMchid } from './refusal.ts';
import { payTypeOf, stateOf } from './state.ts';

/** What comes of a card: paid at once, paid by 3-D Secure without a question, not verified by its bank, refused. */
export type CardResult = 'paid' | 'frictionless' | 'unverified' | 'refused';

/** One of the eight cards that QFPay documents for its sandbox. It is chosen; no number is typed or taken. */
export interface TestCard {
  readonly id: string;
  readonly scheme: 'Mastercard' | 'Visa';
  /** As QFPay masks it. */
  readonly cardcd: string;
  readonly result: CardResult;
}

export const testCards: readonly TestCard[] = [
  { id: 'mastercard-1096', scheme: 'Mastercard', cardcd: '5200****1096', result: 'paid' },
  { id: 'visa-1091', scheme: 'Visa', cardcd: '4000****1091', result: 'paid' },
  { id: 'mastercard-1005', scheme: 'Mastercard', cardcd: '5200****1005', result: 'frictionless' },
  { id: 'visa-1000', scheme: 'Visa', cardcd: '4000****1000', result: 'frictionless' },
  { id: 'mastercard-1120', scheme: 'Mastercard', cardcd: '5200****1120', result: 'unverified' },
  { id: 'visa-1125', scheme: 'Visa', cardcd: '4000****1125', result: 'unverified' },
  { id: 'mastercard-1013', scheme: 'Mastercard', cardcd: '5200****1013', result: 'refused' },
  { id: 'visa-1018', scheme: 'Visa', cardcd: '4000****1018', result: 'refused' },
];

/** Where the pages of cards are, of a checkout and of an intent, and the script that stands in for the Element SDK's. */
export function isCardPath(path: string): boolean {
  return (
    path === '/checkstand' ||
    ['/checkstand/', '/payment_element/page', '/qfpay_element/'].some((start) => path.startsWith(start))
  );
}

/** What leads a payer to the page of cards. */
export type CardSource =
  | { readonly kind: 'checkout'; readonly link: readonly Parameter[] }
  | {
      readonly kind: 'intent';
      readonly id: string;
      /** What the page that uses the intent says besides, as the Element SDK is told: whose card is kept, where the payer goes back to. */
      readonly said?: Readonly<Record<string, string>>;
    };

/** One card that was tried for an order, and how that stands. */
export interface CardAttempt {
  readonly syssn: string;
  readonly cardcd: string;
  readonly state: 'paid' | 'refused' | 'unverified' | 'refunded' | 'partly_refunded' | 'reversed';
}

/** An order that is paid by card, as its payer sees it. What the merchant wrote may be anything at all. */
export interface CardOrder {
  readonly owner: string;
  readonly out_trade_no: string;
  /** Cents. 0 where a card is only kept. */
  readonly txamt: number;
  readonly txcurrcd: string;
  readonly pay_type: string;
  readonly txdtm: string;
  readonly goods_name: string;
  readonly udid: string;
  readonly return_url: string;
  readonly failed_url: string;
  readonly cancel_url: string;
  readonly notify_url: string;
  /** Whose card is kept with the payment, or instead of one. */
  readonly customer_id: string;
  readonly token_expiry: string;
  readonly token_reason: string;
  readonly token_reference: string;
  /** The entry of an intent to keep a card: nothing is paid. */
  readonly token_intent?: string | undefined;
  readonly expires_at?: Date | undefined;
  readonly state: 'open' | 'paid' | 'kept' | 'expired';
  /** Oldest first. */
  readonly attempts: readonly CardAttempt[];
}

/** The payer's side of card orders. */
export interface CardDesk {
  find(source: CardSource): Promise<CardOrder | RefusalAnswer>;
  /** Tries a card. The same form is one attempt, however often it is sent; another form of a paid order pays once more. */
  pay(source: CardSource, card: TestCard, form: string): Promise<CardOrder | RefusalAnswer>;
}

export interface CardDeskOptions {
  readonly ledger: Ledger;
  now(): Date;
  readonly random: { bytes(count: number): Uint8Array };
  /** By app code. */
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  /** Told of every entry once it is kept. */
  onEntry?(entry: BookEntry): void;
}

export function isRefusal(found: CardOrder | RefusalAnswer): found is RefusalAnswer {
  return 'respcd' in found;
}

export function createCardDesk(options: CardDeskOptions): CardDesk {
  const { ledger, now, merchants, random, onEntry } = options;
  const read = (source: CardSource, book: Book) =>
    source.kind === 'checkout' ? checkoutOrder(source.link, merchants, book, now()) : intentOrder(source, book, now());

  return {
    find: async (source) => read(source, await ledger.read()),
    async pay(source, card, form) {
      const entries = await ledger.transact((book) => {
        const order = read(source, book);
        const made = isRefusal(order) ? {} : attempt(order, { card, form, book, now: now(), random });
        return { ...made, answer: entriesOf(made) };
      });
      for (const entry of entries) onEntry?.(entry);
      return read(source, await ledger.read());
    },
  };
}

const address: ParameterFormat = {
  rule: 'must be an http or https URL of at most 256 characters',
  accepts: (text) => text.length <= 256 && /^https?:\/\//i.test(text) && URL.canParse(text),
};

const checkoutRequired = [
  ...['appcode', 'sign_type', 'sign', 'paysource', 'txamt', 'txcurrcd', 'out_trade_no', 'txdtm'],
  ...['return_url', 'failed_url', 'notify_url'],
];

const checkoutFormats: Formats = {
  ...paymentFormats,
  goods_name: textUpTo(64),
  return_url: address,
  failed_url: address,
  cancel_url: address,
  paysource: { rule: 'must end in _checkout', accepts: (text) => text.endsWith('_checkout') },
  lang: oneOf('zh-hk', 'zh-cn', 'en'),
  checkout_expired_time: {
    rule: 'must be minutes of at most 3 digits, or 13 digits',
    accepts: (text) => /^([1-9]\d{0,2}|\d{13})$/.test(text),
  },
  txdtm: time,
};

function checkoutOrder(
  link: readonly Parameter[],
  merchants: Readonly<Record<string, EmulatedMerchant>>,
  book: Book,
  now: Date,
): CardOrder | RefusalAnswer {
  const given = givenOf(link);
  const app_code = given('appcode');
  const merchant = Object.hasOwn(merchants, app_code) ? merchants[app_code] : undefined;
  if (!merchant) return refuse('1108', 'appcode is unknown');
  const refusal =
    checkGiven(given, checkoutRequired, checkoutFormats) ??
    checkSign(link, given, merchant.client_key) ??
    checkMchid(given, merchant);
  if (refusal) return refusal;
  const owner = `${app_code}/${given('mchntid')}`;
  const order = {
    ...orderOf(given, owner),
    pay_type: '802801',
    expires_at: expiryOf(given),
  };
  return withAttempts(order, book, now);
}

function orderOf(given: GivenParameter, owner: string) {
  const texts = ['out_trade_no', 'txcurrcd', 'txdtm', 'goods_name', 'udid', 'return_url', 'failed_url'] as const;
  const more = ['cancel_url', 'notify_url', 'customer_id', 'token_expiry', 'token_reason', 'token_reference'] as const;
  const named = Object.fromEntries([...texts, ...more].map((name) => [name, given(name)]));
  return {
    ...(named as Record<(typeof texts)[number] | (typeof more)[number], string>),
    ...{ owner, txamt: Number(given('txamt') || 0) },
  };
}

/** `sign_type` is signed; clients differ about `lang`, so both ways are taken. */
function checkSign(link: readonly Parameter[], given: GivenParameter, key: ClientKey): RefusalAnswer | undefined {
  const sign_type = signTypes.find((type) => type === given('sign_type').toUpperCase());
  if (!sign_type) return refuse('1104', 'sign_type must be SHA256 or MD5');
  const isRight = [true, false].some((leaves_out_lang) => {
    const { kept } = selectSigned(link, { ...checkoutRule, leaves_out_lang });
    return isSameDigest(digest(canonicalText(kept), key, sign_type), given('sign'));
  });
  return isRight ? undefined : refuse('1108', 'sign does not match');
}

function checkMchid(given: GivenParameter, { mchids = [] }: EmulatedMerchant): RefusalAnswer | undefined {
  const mchid = given('mchntid');
  return (mchid === '' ? mchids.length === 0 : mchids.includes(mchid)) ? undefined : unknownMchid;
}

/** Minutes count from `txdtm`, taken as Hong Kong's time. */
function expiryOf(given: GivenParameter): Date | undefined {
  const text = given('checkout_expired_time');
  if (text === '') return undefined;
  const made = parseGatewayTime(given('txdtm'))?.getTime() ?? 0;
  return new Date(text.length === 13 ? Number(text) : made + Number(text) * 60_000);
}

const saidInPage = ['customer_id', 'token_expiry', 'token_reason', 'token_reference', 'return_url'];

function intentOrder(
  { id, said = {} }: Extract<CardSource, { kind: 'intent' }>,
  book: Book,
  now: Date,
): CardOrder | RefusalAnswer {
  const entry = book.find(/^\d{26}/.exec(id)?.[0] ?? '');
  if (entry?.kind !== 'intent' || entry.intent?.id !== id) return refuse('1136', 'the intent is unknown');
  const { given, is_token } = entry.intent;
  const more = (name: string) => (saidInPage.includes(name) && Object.hasOwn(said, name) ? (said[name] ?? '') : '');
  const order = {
    ...orderOf((name) => given[name] || more(name), entry.owner),
    // A card is a card, whatever wallet the intent was made for.
    pay_type: payTypeOf(entry.pay_type)?.flow === 'apple-pay' ? entry.pay_type : '802801',
    ...(is_token ? { token_intent: entry.syssn } : {}),
    expires_at: new Date(entry.expires_at ?? 0),
  };
  return withAttempts(order, book, now);
}

function withAttempts(order: Omit<CardOrder, 'state' | 'attempts'>, book: Book, now: Date): CardOrder | RefusalAnswer {
  const entries = order.token_intent === undefined ? book.allByNumber(order.owner, order.out_trade_no) : [];
  const isOther = entries.some(({ cardcd, txamt, txcurrcd }) => {
    return cardcd === undefined || txamt !== order.txamt || txcurrcd !== order.txcurrcd;
  });
  if (isOther) return refuse('2011', 'out_trade_no is used');
  const attempts = entries.map((entry) => attemptOf(entry, book, now));
  const isPaid = attempts.some(({ state }) => state !== 'refused' && state !== 'unverified');
  const isKept = order.token_intent !== undefined && book.about(order.token_intent).length > 0;
  const isOver = order.expires_at !== undefined && order.expires_at <= now;
  const state = isPaid ? 'paid' : isKept ? 'kept' : isOver ? 'expired' : 'open';
  return { ...order, state, attempts };
}

function attemptOf(entry: BookEntry, book: Book, now: Date): CardAttempt {
  const { respcd, cancellation, refunded } = stateOf(entry, book, now);
  const { syssn, cardcd = '', txamt } = entry;
  const given_back = refunded === 0 ? 'paid' : refunded < txamt ? 'partly_refunded' : 'refunded';
  const paid = cancellation ? 'reversed' : given_back;
  return { syssn, cardcd, state: respcd === '0000' ? paid : respcd === '1145' ? 'unverified' : 'refused' };
}

interface Trying extends EntryPlace {
  readonly card: TestCard;
  readonly form: string;
  readonly random: CardDeskOptions['random'];
}

/** A card that was paid with, or is only to be kept, becomes a token of its customer. */
function attempt(order: CardOrder, trying: Trying): Omit<Decision<unknown>, 'answer'> {
  const { token_intent, state } = order;
  const isDone = token_intent === undefined ? isTried(order, trying) : state === 'kept';
  if (isDone || state === 'expired') return {};
  const entry = token_intent === undefined ? attemptEntry(order, trying) : undefined;
  const { result } = trying.card;
  if (order.customer_id === '' || (result !== 'paid' && result !== 'frictionless')) return { entry };
  const { token, notice } = keepCard({ ...order, ...trying.card }, { ...trying, more: entry ? 1 : 0 });
  const about = token_intent === undefined ? {} : { orig_syssn: token_intent };
  return { entry, others: [{ ...notice, ...about }], things: [token] };
}

function isTried({ owner, out_trade_no }: CardOrder, { form, book }: Trying): boolean {
  return book.allByNumber(owner, out_trade_no).some((entry) => entry.form === form);
}

function attemptEntry(order: CardOrder, { card, form, book, now }: Trying): BookEntry {
  const { owner, out_trade_no, txamt, txcurrcd, pay_type, txdtm, goods_name, udid, notify_url } = order;
  const made_at = now.getTime();
  return {
    ...{ kind: 'payment', syssn: makeSyssn(now, book), owner, out_trade_no, txamt, txcurrcd, pay_type, txdtm },
    ...{ made_at, goods_name, udid, cardcd: card.cardcd, form },
    ...(notify_url === '' ? {} : { notify_url }),
    ...fateOf(card.result, made_at),
  };
}

/** A bank that does not verify leaves the payment in progress, for good: the payer may take another card. */
function fateOf(result: CardResult, made_at: number): Partial<BookEntry> {
  if (result === 'refused') return { respcd: '1205' };
  return result === 'unverified' ? { pending_respcd: '1145' } : { pays_at: made_at };
}
