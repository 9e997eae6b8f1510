import type { JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry } from './book.ts';
import { type Call, checkGiven, type Decided, type Formats, type GivenParameter, refused, textUpTo } from './call.ts';
import { keepCard } from './customers.ts';
import { formatMoment, makeSyssn } from './moment.ts';
import { formats as paymentFormats } from './payment.ts';
import { refuse } from './refusal.ts';
import { payTypeOf } from './state.ts';
import { findThing } from './thing.ts';

/** As in QFPay's sandbox. */
const lifetime = 7 * 24 * 3_600_000;

const paymentNames = [
  'out_trade_no',
  'txamt',
  'txcurrcd',
  'txdtm',
  'return_url',
  'failed_url',
  'notify_url',
  'customer_id',
];
const tokenNames = ['customer_id', 'token_expiry', 'token_reason', 'token_reference', 'notify_url'];

/** No document lists `txdtm`; a client in the field found that it is wanted. */
const required = ['txamt', 'pay_type', 'out_trade_no', 'txdtm'];

const tokenFormats: Formats = {
  notify_url: paymentFormats['notify_url'] ?? textUpTo(256),
  token_expiry: { rule: 'must be a day as YYYY-MM-DD', accepts: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) },
};

/** Takes note of what is to be paid on a page of the shop; no money moves, and nothing is on the books that a query shows. */
export function createPaymentIntent(call: Call, book: Book): Decided {
  const { given } = call;
  const malformed = checkGiven(given, required, paymentFormats);
  if (malformed) return refused(malformed);
  const payType = payTypeOf(given('pay_type'));
  if (!payType || payType.via === 'terminal') return refused(refuse('1104', 'pay_type must be one that a page takes'));
  if (book.findByNumber(call.owner, given('out_trade_no'))) return refused(refuse('2011', 'out_trade_no is used'));
  const txcurrcd = given('txcurrcd') || 'HKD';
  const kept = { ...fieldsOf(given, paymentNames), txcurrcd };
  const entry = intentEntry(call, book, { pay_type: payType.code, given: kept, is_token: false });
  const sums = { txamt: given('txamt'), txcurrcd, out_trade_no: given('out_trade_no') };
  return { answer: answerOf(entry, { ...sums, payment_intent: entry.intent.id }), entry };
}

/** The same for a card that is to be kept, without an amount. */
export function createTokenIntent(call: Call, book: Book): Decided {
  const malformed = checkGiven(call.given, ['customer_id'], tokenFormats);
  if (malformed) return refused(malformed);
  const entry = intentEntry(call, book, { pay_type: '', given: fieldsOf(call.given, tokenNames), is_token: true });
  const kept = cardOfCustomer(call, book);
  return {
    ...{ answer: answerOf(entry, { token_intent: entry.intent.id }), entry },
    ...(kept ? { others: [{ ...kept.notice, orig_syssn: entry.syssn }], things: [kept.token] } : {}),
  };
}

/** Where payers pay by themselves, a customer who is known does this by himself too, and at once; others use the page. */
function cardOfCustomer(call: Call, book: Book) {
  const { given, wallet, owner, now } = call;
  const isKnown = findThing('customer', given('customer_id'), call, book) !== undefined;
  if (wallet.auto_pay_ms === undefined || !isKnown) return undefined;
  const texts = {
    customer_id: given('customer_id'),
    token_expiry: given('token_expiry'),
    notify_url: given('notify_url'),
  };
  const more = { token_reason: given('token_reason'), token_reference: given('token_reference') };
  const card = { cardcd: '4000****1091', scheme: 'Visa', owner, ...texts, ...more } as const;
  return keepCard(card, { book, now, more: 1, random: wallet.random });
}

function fieldsOf(given: GivenParameter, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, given(name)]).filter(([, value]) => value !== ''));
}

type IntentEntry = BookEntry & { readonly intent: NonNullable<BookEntry['intent']> };

/** An id has 32 characters, as QFPay's: the number of its entry, and six that nobody guesses. */
function intentEntry(
  { owner, now, wallet }: Call,
  book: Book,
  { pay_type, given, is_token }: Pick<BookEntry, 'pay_type'> & Omit<NonNullable<BookEntry['intent']>, 'id'>,
): IntentEntry {
  const syssn = makeSyssn(now, book);
  const id = `${syssn}${Buffer.from(wallet.random.bytes(3)).toString('hex')}`;
  const made_at = now.getTime();
  return {
    ...{ kind: 'intent', syssn, owner, out_trade_no: given['out_trade_no'] ?? '', txamt: Number(given['txamt'] ?? 0) },
    ...{
      txcurrcd: given['txcurrcd'] ?? '',
      pay_type,
      txdtm: given['txdtm'] ?? '',
      made_at,
      expires_at: made_at + lifetime,
    },
    intent: { id, given, is_token },
  };
}

function answerOf(entry: IntentEntry, fields: JsonObject): JsonObject {
  return {
    ...{ respcd: '0000', resperr: '', respmsg: '', sysdtm: formatMoment(entry.made_at) },
    ...fields,
    intent_expiry: formatMoment(entry.expires_at),
  };
}
