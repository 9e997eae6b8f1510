import type { JsonObject } from '../signature/python-json.ts';
import { gatewayOffset, parseGatewayTime } from '../transaction/txdtm.ts';
import type { Book, BookEntry, Thing } from './book.ts';
import {
  type Call,
  checkGiven,
  type Decide,
  type Formats,
  integerBetween,
  noticeEntry,
  oneOf,
  type ParameterFormat,
  refused,
} from './call.ts';
import { newThing, pages, parsed, productIds, withFields } from './customers.ts';
import type { Ledger } from './ledger.ts';
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
  const starts_at = String(timeOf(call.given('start_time')) ?? call.now.getTime());
  const fields = {
    ...givenFields(call, ['customer_id', 'token_id', 'products', 'total_billing_cycles']),
    ...planOf(call, book),
    ...{ state: 'ACTIVE', completed: '0', retries: '0', starts_at, next_at: starts_at },
  };
  const made = newThing('subscription', thingId('sub_', call, book), call, fields);
  const { subscription, things, others } = broughtUpToDate(made, { call, book, things: 1, more: 0 }, '');
  const answer = dataAnswer({ subscription_id: made.id, state: subscription.fields['state'] ?? '' });
  return { answer, things: [subscription, ...things], others };
};

/** What is charged and how often, as the products that are asked for say. */
function planOf(call: Call, book: Book): Record<string, string> {
  const products = productIds(call.given('products')).flatMap((id) => findThing('product', id, call, book) ?? []);
  const { txcurrcd = '', interval = '', interval_count = '1' } = products[0]?.fields ?? {};
  const txamt = String(products.reduce((sum, each) => sum + Number(each.fields['txamt']), 0));
  return { txamt, txcurrcd, interval, interval_count };
}

function checkReferences(call: Call, book: Book): RefusalAnswer | undefined {
  const { given } = call;
  if (!findThing('customer', given('customer_id'), call, book)) return refuse('1104', 'customer_id does not exist');
  return checkToken(call, book, given('customer_id')) ?? checkProducts(call, book);
}

function checkToken(call: Call, book: Book, customer_id = ''): RefusalAnswer | undefined {
  const token = findThing('token', call.given('token_id'), call, book);
  if (token?.fields['customer_id'] === customer_id) return undefined;
  return refuse('1104', 'token_id does not exist or is of another customer');
}

function checkProducts(call: Call, book: Book): RefusalAnswer | undefined {
  const unknown = productIds(call.given('products')).find((id) => !findThing('product', id, call, book));
  return unknown === undefined ? undefined : refuse('1104', `product_id ${unknown} does not exist`);
}

/** From the next charge on; a time is taken only for one that was not charged yet. */
export const subscriptionUpdate: Decide = (call, book) => {
  const { given } = call;
  const malformed = checkGiven(given, ['subscription_id'], subscriptionFormats);
  if (malformed) return refused(malformed);
  const found = findThing('subscription', given('subscription_id'), call, book);
  if (!found) return { answer: dataAnswer({ subscription_id: given('subscription_id'), rowAffected: 0 }) };
  const unknown = given('token_id') === '' ? undefined : checkToken(call, book, found.fields['customer_id']);
  const wrong = unknown ?? checkProducts(call, book);
  if (wrong) return refused(wrong);
  const { subscription, things, others } = broughtUpToDate(found, sceneOf(call, book));
  const at = timeOf(given('start_time'));
  const updated = withFields(subscription, {
    ...givenFields(call, ['token_id', 'products', 'total_billing_cycles']),
    ...(given('products') === '' ? {} : planOf(call, book)),
    ...(at === undefined || subscription.fields['last_at'] ? {} : { starts_at: String(at), next_at: String(at) }),
  });
  const answer = dataAnswer({ subscription_id: found.id, rowAffected: 1 });
  return { answer, things: [...things, updated], others };
};

export const subscriptionCancel: Decide = (call, book) => {
  const found = findThing('subscription', call.given('subscription_id'), call, book);
  if (!found) return refused(refuse('1104', 'subscription_id does not exist'));
  const { subscription, things, others } = broughtUpToDate(found, sceneOf(call, book));
  const answer = dataAnswer({ subscription_id: found.id });
  if (subscription.fields['state'] === 'CANCELLED') return { answer, things, others };
  const cancelled = withFields(subscription, { state: 'CANCELLED' });
  const told = stateNotice(cancelled, sceneOf(call, book, { things, others }));
  return { answer, things: [...things, cancelled], others: [...others, told] };
};

/** What time has done to them meanwhile is done first. */
export const subscriptionQuery: Decide = (call, book) => {
  const malformed = checkGiven(call.given, [], { ...pages, state: oneOf(...states) });
  if (malformed) return refused(malformed);
  const { given } = call;
  const { subscriptions, things, others } = allBroughtUpToDate(thingsOf('subscription', call, book), call, book);
  const isAsked = ({ id, fields }: Thing) =>
    (given('subscription_id') === '' || id === given('subscription_id')) &&
    (given('customer_id') === '' || fields['customer_id'] === given('customer_id')) &&
    (given('state') === '' || fields['state'] === given('state'));
  return { answer: pageAnswer(subscriptions.filter(isAsked).map(subscriptionRow), call), things, others };
};

const states = ['ACTIVE', 'INCOMPLETE', 'PAST_DUE', 'UNPAID', 'CANCELLED', 'COMPLETED'];
const chargeable = ['UNPAID', 'INCOMPLETE', 'PAST_DUE'];

export const subscriptionCharge: Decide = (call, book) => {
  const found = findThing('subscription', call.given('subscription_id'), call, book);
  if (!found) return refused(refuse('1104', 'subscription_id does not exist'));
  const { subscription, things, others } = broughtUpToDate(found, sceneOf(call, book));
  const scene = sceneOf(call, book, { things, others });
  const { state = '', next_at } = subscription.fields;
  if (!chargeable.includes(state)) return { ...refused(refuse('1104', `state is ${state}`)), things, others };
  if (call.now.getTime() >= Number(next_at)) {
    const cancelled = withFields(subscription, { state: 'CANCELLED' });
    const refusal = refused(refuse('1142', 'the next billing time has come: cancelled'));
    return { ...refusal, things: [...things, cancelled], others: [...others, stateNotice(cancelled, scene)] };
  }
  const ruled = call.ruling?.respcd;
  if (ruled !== undefined && ruled !== '0000') {
    const retries = String(Number(subscription.fields['retries']) + 1);
    const failed = failureNotice(subscription, ruled, scene);
    const retried = withFields(subscription, { retries });
    return { ...refused(refuse(ruled)), things: [...things, retried], others: [...others, failed] };
  }
  const order = orderOf(subscription, 'manual', scene);
  const charged = withFields(subscription, { state: 'ACTIVE', ...chargedFields(subscription, call.now.getTime()) });
  const data = {
    ...{ subscription_id: found.id, subscription_order_id: order.id },
    state: charged.fields['state'] ?? '',
  };
  const payment = paymentOf(order, charged, scene);
  return {
    answer: dataAnswer(data),
    things: [...things, charged, order],
    others: [...others, payment, stateNotice(charged, { ...scene, more: scene.more + 1 })],
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
  /** Each charge as a transaction, and what is told of one that failed and of another state. */
  readonly others: readonly BookEntry[];
}

/** Who is charged and when, and how many things and entries that has made so far: the next ones are named behind them. */
interface Scene {
  readonly call: Pick<Call, 'owner' | 'now' | 'ruling'>;
  readonly book: Book;
  readonly things: number;
  readonly more: number;
}

type Made = Pick<Brought, 'things' | 'others'>;

function sceneOf(call: Scene['call'], book: Book, made: Made = { things: [], others: [] }): Scene {
  return { call, book, things: made.things.length, more: made.others.length };
}

interface AllBrought extends Made {
  readonly subscriptions: readonly Thing[];
}

function allBroughtUpToDate(found: readonly Thing[], call: Pick<Call, 'now' | 'ruling'>, book: Book): AllBrought {
  let all: AllBrought = { subscriptions: [], things: [], others: [] };
  for (const each of found) {
    const { subscription, things, others } = broughtUpToDate(each, sceneOf({ ...call, owner: each.owner }, book, all));
    all = {
      subscriptions: [...all.subscriptions, subscription],
      things: [...all.things, ...things],
      others: [...all.others, ...others],
    };
  }
  return all;
}

/** What was charged, and when the next charge falls due. */
export interface BilledCharges {
  readonly entries: readonly BookEntry[];
  readonly next_at?: number | undefined;
}

/** Charges what has fallen due, of every merchant: nobody has to ask for it. */
export async function bill({ ledger, now }: { readonly ledger: Ledger; now(): Date }): Promise<BilledCharges> {
  return ledger.transact((book) => {
    const found = [...book.things()].filter(({ thing, is_gone }) => thing === 'subscription' && !is_gone);
    const { subscriptions, things, others } = allBroughtUpToDate(found, { now: now() }, book);
    const due = subscriptions.flatMap(({ fields }) => (fields['state'] === 'ACTIVE' ? Number(fields['next_at']) : []));
    const next_at = due.length === 0 ? undefined : due.reduce((first, each) => Math.min(first, each));
    return { answer: { entries: others, next_at }, things, others };
  });
}

const mostCycles = 1000;

/**
 * Charges what has fallen due, one cycle after the other. A charge that fails ends it: the next one is made by hand.
 * @param told the state that its merchant knows of
 */
function broughtUpToDate(found: Thing, scene: Scene, told = found.fields['state']): Brought {
  let subscription = found;
  const orders: Thing[] = [];
  const others: BookEntry[] = [];
  // Each was charged when it fell due, whenever somebody looked: a month's charge stands in its month.
  let at = scene.call.now;
  const here = (): Scene => ({
    ...{ call: { ...scene.call, now: at }, book: scene.book },
    ...{ things: scene.things + orders.length, more: scene.more + others.length },
  });
  for (let cycle = 0; cycle < mostCycles && isDue(subscription, scene.call); cycle += 1) {
    const due_at = Number(subscription.fields['next_at']);
    at = new Date(Math.max(due_at, found.made_at));
    const next_at = String(nextTime(due_at, subscription.fields));
    const respcd = refusalOfCharge(subscription, scene.call);
    if (respcd !== undefined) {
      others.push(failureNotice(subscription, respcd, here()));
      const state = subscription.fields['completed'] === '0' ? 'INCOMPLETE' : 'PAST_DUE';
      const failed = { last_at: String(due_at), last_status: 'FAILED', retries: '1' };
      subscription = withFields(subscription, { state, next_at, ...failed });
      break;
    }
    const order = orderOf(subscription, 'auto', here());
    subscription = withFields(subscription, { ...chargedFields(subscription, due_at), next_at });
    others.push(paymentOf(order, subscription, here()));
    orders.push(order);
  }
  if (subscription.fields['state'] !== told) others.push(stateNotice(subscription, here()));
  return { subscription, things: subscription === found ? orders : [subscription, ...orders], others };
}

function isDue({ fields }: Thing, { now }: Scene['call']): boolean {
  return fields['state'] === 'ACTIVE' && Number(fields['next_at']) <= now.getTime();
}

/** One charge more; the last of them ends the subscription. */
function chargedFields({ fields }: Thing, at: number): Record<string, string> {
  const completed = Number(fields['completed']) + 1;
  const isLast = completed >= Number(fields['total_billing_cycles'] ?? Number.POSITIVE_INFINITY);
  return {
    ...{ completed: String(completed), last_at: String(at), last_status: 'SUCCESS', retries: '0' },
    ...(isLast ? { state: 'COMPLETED' } : {}),
  };
}

/** By the calendar of UTC+8. One that began on the 31st is charged on the last day of a month that has none. */
function nextTime(from: number, { interval, interval_count, starts_at }: Thing['fields']): number {
  const count = Number(interval_count || 1);
  if (interval === 'minutes') return from + count * 60_000;
  if (interval === 'hours') return from + count * 3_600_000;
  const wall = new Date(from + gatewayOffset);
  const [year, month] = [wall.getUTCFullYear(), wall.getUTCMonth() + count * (interval === 'yearly' ? 12 : 1)];
  const first_day = new Date(Number(starts_at) + gatewayOffset).getUTCDate();
  const last_day = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const time_of_day = wall.getTime() - Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
  return Date.UTC(year, month, Math.min(first_day, last_day)) + time_of_day - gatewayOffset;
}

/** Of a rule, or of the amounts of the fault `respcd`, whose last digits are the code. */
function refusalOfCharge({ fields: { txamt = '' } }: Thing, call: Scene['call']): string | undefined {
  const failsByItself = Number(txamt) >= 901_000 && Number(txamt) <= 909_999;
  const respcd = call.ruling?.respcd ?? (failsByItself ? txamt.slice(-4) : '0000');
  return respcd === '0000' ? undefined : respcd;
}

function orderOf(subscription: Thing, trigger_by: string, { call, book, things }: Scene): Thing {
  const sequence_no = String(Number(subscription.fields['completed']) + 1);
  const fields = { subscription_id: subscription.id, trigger_by, sequence_no };
  return newThing('billing_order', thingId('sub_ord_', call, book, things), call, fields);
}

/** The money moves as a card payment, under the charge's own number; it is told of as what it is, a charge. */
function paymentOf(order: Thing, subscription: Thing, { call: { owner, now }, book, more }: Scene): BookEntry {
  const { fields } = subscription;
  const made_at = now.getTime();
  const syssn = makeSyssn(now, book, more);
  const { cardcd = '', card_scheme = '' } = book.thing(fields['token_id'] ?? '')?.fields ?? {};
  const facts = { subscription_order_id: order.id, current_iteration: order.fields['sequence_no'] ?? '' };
  const told = { ...chargeFields(subscription, syssn, now), ...facts, respcd: '0000', cardcd, card_scheme };
  return {
    ...{ kind: 'payment', syssn, owner, out_trade_no: order.id },
    ...{ txamt: Number(fields['txamt']), txcurrcd: fields['txcurrcd'] ?? '', pay_type: '802801' },
    ...{ txdtm: formatMoment(made_at), made_at, pays_at: made_at },
    ...(cardcd === '' ? {} : { cardcd }),
    notice: { notify_type: 'subscription_payment', fields: told },
  };
}

/** A charge that failed has a number to be told apart by, and neither an order nor money on the books. */
function failureNotice(subscription: Thing, respcd: string, { call: { owner, now }, book, more }: Scene): BookEntry {
  const current_iteration = String(Number(subscription.fields['completed']) + 1);
  const said = { respcd, respmsg: refuse(respcd).resperr, current_iteration };
  const told = { ...chargeFields(subscription, makeSyssn(now, book, more), now), ...said };
  return noticeEntry({ owner }, { notify_type: 'subscription_payment', fields: told }, { book, now, more });
}

function chargeFields({ id, fields }: Thing, syssn: string, now: Date): Record<string, string> {
  const { txamt = '', txcurrcd = '', customer_id = '', products = '' } = fields;
  const product_id = productIds(products).join(',');
  const txdtm = formatMoment(now.getTime());
  return { subscription_id: id, syssn, txdtm, txamt, txcurrcd, customer_id, product_id };
}

function stateNotice({ id, fields }: Thing, { call: { owner, now }, book, more }: Scene): BookEntry {
  const told = { subscription_id: id, state: fields['state'] ?? '' };
  return noticeEntry({ owner }, { notify_type: 'subscription', fields: told }, { book, now, more });
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
