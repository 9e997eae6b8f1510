import type { JsonObject } from '../signature/python-json.ts';
import type { Book, Thing } from './book.ts';
import {
  type Call,
  cents,
  checkGiven,
  type Decide,
  type Decided,
  type Formats,
  integerBetween,
  oneOf,
  type ParameterFormat,
  refused,
  textUpTo,
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

/** The holder of the card types it into the Element SDK; here he has done so as soon as he is asked. */
export function savedCard(call: Call, book: Book): Thing {
  const { given } = call;
  const fields = {
    customer_id: given('customer_id'),
    token_expiry_date: given('token_expiry') || `${Number(formatMoment(call.now.getTime()).slice(0, 4)) + 2}-12-31`,
    cardcd: '400000******1091',
    card_scheme: 'VISA',
    ...givenFields(call, ['token_reason', 'token_reference']),
  };
  return newThing('token', thingId('tk_', call, book), call, fields);
}

export function newThing(kind: Thing['thing'], id: string, { owner, now }: Call, fields: Thing['fields']): Thing {
  return { thing: kind, id, owner, made_at: now.getTime(), fields };
}

export function withFields(found: Thing, fields: Thing['fields']): Thing {
  return { ...found, fields: { ...found.fields, ...fields } };
}

/** How many rows it was, as the documents have it: none for what is not there. */
export function changed(kind: Thing['thing'], id: string, fields: Thing['fields'], call: Call, book: Book): Decided {
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
