import type { JsonObject } from '../signature/python-json.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import type { Book, BookEntry, Thing } from './book.ts';
import {
  type Call,
  checkGiven,
  type Decide,
  type Formats,
  integerBetween,
  oneOf,
  type ParameterFormat,
  refused,
} from './call.ts';
import { changed, newThing, pages, parsed, productIds, withFields } from './customers.ts';
import { formatMoment, makeSyssn } from './moment.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';
import { dataAnswer, findThing, givenFields, pageAnswer, thingId, thingsOf } from './thing.ts';

/*
 * Payments that come again: customers, products, their saved cards, subscriptions and their charges. A card that is saved is charged
 * at once; where the price of a product is one of the amounts of the fault `respcd`, the automatic charge fails with that code, and a
 * charge by hand goes through.
 */

const timeFormat: ParameterFormat = {
  rule: 'must be a time as YYYY-MM-DD HH:mm:ss or ISO 8601',
  accepts: (text) => timeOf(text) !== undefined,
};
const subscriptionFormats: Formats = {
  products: { rule: 'must be a list of {product_id, quantity: 1}', accepts: (text) => productIds(text).length > 0 },
  total_billing_cycles: integerBetween(1, 999_999),
  start_time: timeFormat,
};

export const subscriptionCreate: Decide = (call, book) => {
  const malformed = checkGiven(call.given, ['customer_id', 'token_id', 'products'], subscriptionFormats);
  const wrong = malformed ?? checkReferences(call, book);
  if (wrong) return refused(wrong);
  const products = productIds(call.given('products')).flatMap((id) => findThing('product', id, call, book) ?? []);
  const starts_at = timeOf(call.given('start_time')) ?? call.now.getTime();
  const plan = products[0]?.fields ?? {};
  const fields = {
    ...givenFields(call, ['customer_id', 'token_id', 'products', 'total_billing_cycles']),
    ...{ txamt: String(products.reduce((sum, each) => sum + Number(each.fields['txamt']), 0)) },
    ...{
      txcurrcd: plan['txcurrcd'] ?? '',
      interval: plan['interval'] ?? '',
      interval_count: plan['interval_count'] ?? '1',
    },
    ...{ state: 'ACTIVE', completed: '0', retries: '0', starts_at: String(starts_at), next_at: String(starts_at) },
  };
  const made = newThing('subscription', thingId('sub_', call, book), call, fields);
  const { subscription, things, entry } = broughtUpToDate(made, call, book, 1);
  const answer = dataAnswer({ subscription_id: made.id, state: subscription.fields['state'] ?? '' });
  return { answer, things: [subscription, ...things], ...(entry ? { entry } : {}) };
};

function checkReferences(call: Call, book: Book): RefusalAnswer | undefined {
  const { given } = call;
  if (!findThing('customer', given('customer_id'), call, book)) return refuse('1104', 'customer_id does not exist');
  const token = findThing('token', given('token_id'), call, book);
  if (token?.fields['customer_id'] !== given('customer_id'))
    return refuse('1104', 'token_id does not exist or is of another customer');
  const unknown = productIds(given('products')).find((id) => !findThing('product', id, call, book));
  return unknown === undefined ? undefined : refuse('1104', `product_id ${unknown} does not exist`);
}

export const subscriptionUpdate: Decide = (call, book) => {
  const malformed = checkGiven(call.given, ['subscription_id'], subscriptionFormats);
  if (malformed) return refused(malformed);
  return changed(
    'subscription',
    'subscription_id',
    givenFields(call, ['token_id', 'products', 'total_billing_cycles']),
    call,
    book,
  );
};

export const subscriptionCancel: Decide = (call, book) => {
  const found = findThing('subscription', call.given('subscription_id'), call, book);
  if (!found) return refused(refuse('1104', 'subscription_id does not exist'));
  const cancelled = withFields(found, { state: 'CANCELLED' });
  return { answer: dataAnswer({ subscription_id: found.id }), things: [cancelled] };
};

/** What time has done to them meanwhile is done first. */
export const subscriptionQuery: Decide = (call, book) => {
  const malformed = checkGiven(call.given, [], { ...pages, state: oneOf(...states) });
  if (malformed) return refused(malformed);
  const { given } = call;
  const now = thingsOf('subscription', call, book).map((each) => broughtUpToDate(each, call, book));
  const isAsked = ({ id, fields }: Thing) =>
    (given('subscription_id') === '' || id === given('subscription_id')) &&
    (given('customer_id') === '' || fields['customer_id'] === given('customer_id')) &&
    (given('state') === '' || fields['state'] === given('state'));
  const rows = now.map(({ subscription }) => subscription).filter(isAsked);
  return { answer: pageAnswer(rows.map(subscriptionRow), call), things: now.flatMap((each) => each.things) };
};

const states = ['ACTIVE', 'INCOMPLETE', 'PAST_DUE', 'UNPAID', 'CANCELLED', 'COMPLETED'];
const chargeable = ['UNPAID', 'INCOMPLETE', 'PAST_DUE'];

export const subscriptionCharge: Decide = (call, book) => {
  const found = findThing('subscription', call.given('subscription_id'), call, book);
  if (!found) return refused(refuse('1104', 'subscription_id does not exist'));
  const { subscription, things } = broughtUpToDate(found, call, book);
  const { state = '', next_at } = subscription.fields;
  if (!chargeable.includes(state)) return { ...refused(refuse('1104', `state is ${state}`)), things };
  if (call.now.getTime() >= Number(next_at)) {
    const cancelled = withFields(subscription, { state: 'CANCELLED' });
    return { ...refused(refuse('1142', 'the next billing time has come: cancelled')), things: [...things, cancelled] };
  }
  if (call.ruling) {
    const retries = String(Number(subscription.fields['retries']) + 1);
    return { ...refused(refuse(call.ruling.respcd)), things: [...things, withFields(subscription, { retries })] };
  }
  const order = orderOf(subscription, 'manual', call, book, things.length);
  const charged = withFields(subscription, { state: 'ACTIVE', ...chargedFields(subscription, call.now.getTime()) });
  const data = { subscription_id: found.id, subscription_order_id: order.id, state: 'ACTIVE' };
  return {
    answer: dataAnswer(data),
    things: [...things, charged, order],
    entry: paymentOf(order, charged, call, book),
  };
};

export const subscriptionOrders: Decide = (call, book) => {
  const malformed = checkGiven(call.given, ['subscription_id'], pages);
  if (malformed) return refused(malformed);
  const rows = thingsOf('billing_order', call, book).filter(
    ({ fields }) => fields['subscription_id'] === call.given('subscription_id'),
  );
  return {
    answer: pageAnswer(
      rows.map(({ id, fields }) => ({ subscription_order_id: id, ...fields })),
      call,
    ),
  };
};

interface Brought {
  readonly subscription: Thing;
  /** The subscription as it is now, if that is news, and the charges that fell due. */
  readonly things: readonly Thing[];
  /** The last of its charges, as a transaction. */
  readonly entry?: BookEntry;
}

const mostCycles = 1000;

/** Charges what has fallen due, one cycle after the other. A charge that fails ends it: the next one is made by hand. */
function broughtUpToDate(found: Thing, call: Call, book: Book, more = 0): Brought {
  let subscription = found;
  const orders: Thing[] = [];
  let entry: BookEntry | undefined;
  for (let cycle = 0; cycle < mostCycles && isDue(subscription, call); cycle += 1) {
    const { txamt = '', completed = '0', next_at } = subscription.fields;
    const due_at = Number(next_at);
    if (failsByItself(txamt) || call.ruling) {
      const state = completed === '0' ? 'INCOMPLETE' : 'PAST_DUE';
      const next = String(nextTime(due_at, subscription.fields));
      subscription = withFields(subscription, {
        state,
        next_at: next,
        last_at: String(due_at),
        last_status: 'FAILED',
        retries: '1',
      });
      break;
    }
    const order = orderOf(subscription, 'auto', call, book, more + orders.length);
    orders.push(order);
    subscription = withFields(subscription, {
      ...chargedFields(subscription, due_at),
      next_at: String(nextTime(due_at, subscription.fields)),
    });
    entry = paymentOf(order, subscription, call, book);
  }
  const things = subscription === found ? orders : [subscription, ...orders];
  return { subscription, things, ...(entry ? { entry } : {}) };
}

function isDue({ fields }: Thing, { now }: Call): boolean {
  return fields['state'] === 'ACTIVE' && Number(fields['next_at']) <= now.getTime();
}

/** One charge more; the last of them ends the subscription. */
function chargedFields({ fields }: Thing, at: number): Record<string, string> {
  const completed = Number(fields['completed']) + 1;
  const isLast = String(completed) === fields['total_billing_cycles'];
  return {
    ...{ completed: String(completed), last_at: String(at), last_status: 'SUCCESS', retries: '0' },
    ...(isLast ? { state: 'COMPLETED' } : {}),
  };
}

function nextTime(from: number, { interval, interval_count }: Thing['fields']): number {
  const count = Number(interval_count || 1);
  const date = new Date(from);
  if (interval === 'minutes') return from + count * 60_000;
  if (interval === 'hours') return from + count * 3_600_000;
  if (interval === 'yearly') date.setUTCFullYear(date.getUTCFullYear() + count);
  else date.setUTCMonth(date.getUTCMonth() + count);
  return date.getTime();
}

/** The amounts of the fault `respcd`. */
function failsByItself(txamt: string): boolean {
  return Number(txamt) >= 901_000 && Number(txamt) <= 909_999;
}

function orderOf(subscription: Thing, trigger_by: string, call: Call, book: Book, more: number): Thing {
  const sequence_no = String(Number(subscription.fields['completed']) + 1);
  const fields = { subscription_id: subscription.id, trigger_by, sequence_no };
  return newThing('billing_order', thingId('sub_ord_', call, book, more), call, fields);
}

/** The money moves as a card payment, under the charge's own number. */
function paymentOf(order: Thing, { fields }: Thing, { owner, now }: Call, book: Book): BookEntry {
  const made_at = now.getTime();
  return {
    ...{ kind: 'payment', syssn: makeSyssn(now, book), owner, out_trade_no: order.id },
    ...{ txamt: Number(fields['txamt']), txcurrcd: fields['txcurrcd'] ?? '', pay_type: '802801' },
    ...{ txdtm: formatMoment(made_at), made_at, pays_at: made_at },
  };
}

function subscriptionRow({ id, fields }: Thing): JsonObject {
  const { customer_id = '', token_id = '', products = '[]', total_billing_cycles = '', state = '' } = fields;
  return {
    ...{ subscription_id: id, customer_id, token_id, products: parsed(products) as JsonObject[], state },
    ...{ total_billing_cycles: total_billing_cycles === '' ? null : Number(total_billing_cycles) },
    ...{ start_time: isoTime(fields['starts_at']), next_billing_time: isoTime(fields['next_at']) },
    ...{ last_billing_time: isoTime(fields['last_at']), last_billing_status: fields['last_status'] ?? '' },
    ...{ completed_iteration: Number(fields['completed']), retry_attempts: Number(fields['retries']) },
    ...{ is_available: state === 'CANCELLED' ? 0 : 1, userid: '2500000' },
  };
}

function isoTime(ms = ''): string {
  return ms === '' ? '' : new Date(Number(ms)).toISOString();
}

function timeOf(text: string): number | undefined {
  if (text === '') return undefined;
  const iso = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(iso) ? parseGatewayTime(text)?.getTime() : iso;
}
