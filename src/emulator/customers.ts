import type { JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry, Thing } from './book.ts';
import {
  type Call,
  cents,
  checkGiven,
  type Decide,
  type Decided,
  type EntryPlace,
  type Formats,
  integerBetween,
  noticeEntry,
  oneOf,
  type ParameterFormat,
  refused,
  textUpTo,
  type Wallet,
} from './call.ts';
import { formatMoment } from './moment.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';
import { dataAnswer, findThing, givenFields, pageAnswer, thingId, thingsOf } from './thing.ts';

/*
 * Whoever pays again and again, what for, and with which saved card.
 */

export const pages: Formats = { page: integerBetween(1, 999_999_999), page_size: integerBetween(1, 100) };
const email: ParameterFormat = { rule: 'must be an e-mail address', accepts: (text) => /^[^\s@]+@[^\s@]+$/.test(text) };
const object: ParameterFormat = { rule: 'must be a JSON object', accepts: (text) => isObject(parsed(text)) };
const currency: ParameterFormat = { rule: 'must be three capital letters', accepts: (text) => /^[A-Z]{3}$/.test(text) };

const customerFormats: Formats = { name: textUpTo(128), phone: textUpTo(32), email, billing_address: object };
const customerFields = Object.keys(customerFormats);

export const customerCreate: Decide = (call, book) => {
  const malformed = checkGiven(call.given, [], customerFormats);
  if (malformed) return refused(malformed);
  const made = newThing('customer', thingId('cust_', call, book), call, givenFields(call, customerFields));
  return { answer: dataAnswer(customerRow(made)), things: [made] };
};

export const customerUpdate: Decide = (call, book) => {
  const malformed = checkGiven(call.given, ['customer_id'], customerFormats);
  if (malformed) return refused(malformed);
  return changed('customer', 'customer_id', givenFields(call, customerFields), call, book);
};

export const customerQuery: Decide = (call, book) =>
  listed(call, book, 'customer', ['name', 'phone', 'email'], customerRow);

export const customerDelete: Decide = (call, book) => deleted('customer', 'customer_id', call, book);

function customerRow({ id, fields }: Thing): JsonObject {
  const shown = Object.fromEntries(customerFields.map((name) => [name, fields[name] ?? '']));
  return { customer_id: id, ...shown };
}

const intervals = { minutes: 525_600, hours: 8760, monthly: 12, yearly: 1 } as const;
const productFormats: Formats = {
  name: textUpTo(128),
  type: oneOf('recurring'),
  description: textUpTo(256),
  txamt: cents,
  txcurrcd: currency,
  interval: oneOf(...Object.keys(intervals)),
  interval_count: integerBetween(1, 525_600),
  usage_type: oneOf('licensed'),
};
const productFields = Object.keys(productFormats);
const productRequired = productFields.filter((name) => name !== 'description');

export const productCreate: Decide = (call, book) => {
  const malformed = checkGiven(call.given, productRequired, productFormats) ?? tooLong(call);
  if (malformed) return refused(malformed);
  const made = newThing('product', thingId('prod_', call, book), call, givenFields(call, productFields));
  return { answer: dataAnswer(productRow(made)), things: [made] };
};

function tooLong({ given }: Call): RefusalAnswer | undefined {
  const most = intervals[given('interval') as keyof typeof intervals];
  return Number(given('interval_count')) > most ? refuse('1104', 'interval must be one year at most') : undefined;
}

export const productUpdate: Decide = (call, book) => {
  const malformed = checkGiven(call.given, ['product_id'], productFormats);
  if (malformed) return refused(malformed);
  return changed('product', 'product_id', givenFields(call, ['name', 'description']), call, book);
};

export const productQuery: Decide = (call, book) =>
  listed(call, book, 'product', ['name', 'description', 'txcurrcd', 'interval'], productRow);

export const productDelete: Decide = (call, book) => {
  const isLinked = thingsOf('subscription', call, book).some(({ fields }) =>
    productIds(fields['products'] ?? '').includes(call.given('product_id')),
  );
  if (isLinked) return refused(refuse('1104', 'product_id is linked to a subscription'));
  return deleted('product', 'product_id', call, book);
};

function productRow({ id, fields }: Thing): JsonObject {
  return { product_id: id, ...Object.fromEntries(productFields.map((name) => [name, fields[name] ?? ''])) };
}

export const tokenQuery: Decide = (call, book) => {
  const { given } = call;
  if (given('customer_id') === '' && given('token_id') === '')
    return refused(refuse('1104', 'customer_id or token_id is required'));
  const isAsked = ({ id, fields }: Thing) =>
    (given('customer_id') === '' || fields['customer_id'] === given('customer_id')) &&
    (given('token_id') === '' || id === given('token_id'));
  const rows = thingsOf('token', call, book).filter(isAsked);
  return {
    answer: pageAnswer(
      rows.map(({ id, fields }) => ({ token_id: id, ...fields })),
      call,
    ),
  };
};

/** Whose card is kept, and what for; texts that were not given are empty. */
interface CardToKeep extends Pick<BookEntry, 'owner'> {
  /** As QFPay masks it. */
  readonly cardcd: string;
  readonly scheme: 'Mastercard' | 'Visa';
  readonly customer_id: string;
  readonly token_expiry: string;
  readonly token_reason: string;
  readonly token_reference: string;
  readonly notify_url: string;
}

interface KeptCard {
  /** What `token_query` shows and a subscription is charged to. */
  readonly token: Thing;
  /** What the merchant is told of it. */
  readonly notice: BookEntry;
}

/** A card becomes a token: a new one, the one that it was, or, where another customer has it, one in conflict. */
export function keepCard(card: CardToKeep, place: EntryPlace & Pick<Wallet, 'random'>): KeptCard {
  const { owner, cardcd, scheme, customer_id, token_expiry, token_reason, token_reference } = card;
  const { book, now } = place;
  const same = thingsOf('token', card, book).filter((each) => each.fields['cardcd'] === cardcd);
  const own = same.find((each) => each.fields['customer_id'] === customer_id);
  const fields = {
    ...{ cardcd, customer_id, card_scheme: scheme === 'Visa' ? 'VISA' : 'MASTERCARD' },
    token_expiry_date: `${token_expiry || `${Number(formatMoment(now.getTime()).slice(0, 4)) + 3}-12-31`} 00:00:00`,
    ...(token_reason === '' ? {} : { token_reason }),
    ...(token_reference === '' ? {} : { token_reference }),
  };
  const token = own ? withFields(own, fields) : newThing('token', tokenId(place), { owner, now }, fields);
  const event = own ? 'MATCH' : same.length > 0 ? 'CONFLICT' : 'NEW';
  const notice = { notify_type: 'payment_token', fields: { event, tokenid: token.id, ...fields } } as const;
  return { token, notice: noticeEntry(card, notice, place) };
}

/** 32 characters: books that start afresh do not give a token's name again. */
function tokenId({ book, now, random }: EntryPlace & Pick<Wallet, 'random'>): string {
  return `${thingId('tk_', { now }, book)}${Buffer.from(random.bytes(8)).toString('hex')}`;
}

export function newThing(
  kind: Thing['thing'],
  id: string,
  { owner, now }: Pick<Call, 'owner' | 'now'>,
  fields: Thing['fields'],
): Thing {
  return { thing: kind, id, owner, made_at: now.getTime(), fields };
}

export function withFields(found: Thing, fields: Thing['fields']): Thing {
  return { ...found, fields: { ...found.fields, ...fields } };
}

/** How many rows it was, as the documents have it: none for what is not there. */
function changed(kind: Thing['thing'], id: string, fields: Thing['fields'], call: Call, book: Book): Decided {
  const found = findThing(kind, call.given(id), call, book);
  const answer = dataAnswer({ [id]: call.given(id), rowAffected: found ? 1 : 0 });
  return { answer, ...(found ? { things: [withFields(found, fields)] } : {}) };
}

function deleted(kind: Thing['thing'], id: string, call: Call, book: Book): Decided {
  if (call.given(id) === '') return refused(refuse('1104', `${id} is required`));
  const found = findThing(kind, call.given(id), call, book);
  const answer = dataAnswer({ [id]: call.given(id), rowAffected: found ? 1 : 0 });
  return { answer, ...(found ? { things: [{ ...found, is_gone: true as const }] } : {}) };
}

function listed(
  call: Call,
  book: Book,
  kind: 'customer' | 'product',
  names: readonly string[],
  row: (each: Thing) => JsonObject,
): Decided {
  const malformed = checkGiven(call.given, [], pages);
  if (malformed) return refused(malformed);
  const { given } = call;
  const id = given(`${kind}_id`);
  const isAsked = (each: Thing) =>
    (id === '' || each.id === id) && names.every((name) => given(name) === '' || each.fields[name] === given(name));
  return { answer: pageAnswer(thingsOf(kind, call, book).filter(isAsked).map(row), call) };
}

/** Of a list in which each has quantity 1; else none. */
export function productIds(text: string): string[] {
  const list = parsed(text);
  if (!Array.isArray(list)) return [];
  const ids = list.map((item: unknown) => {
    const { product_id, quantity = 1 } = isObject(item) ? item : {};
    return typeof product_id === 'string' && Number(quantity) === 1 ? product_id : '';
  });
  return ids.includes('') ? [] : ids;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
