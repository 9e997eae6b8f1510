import type { Context } from '../../context.ts';
import { type Fault, NetworkError, RateLimitedError } from '../../errors.ts';
import type { Answer, Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { refusedQuery } from '../../lookup/query.ts';
import type { Parameter } from '../../signature/sign.ts';
import { readCall } from './read.ts';
import { isChargeable } from './report.ts';

/*
 * A subscription has no number of the merchant's. So what became of a lost call is told by what the gateway has afterwards and had
 * not before: a new subscription of that customer, card and products; or one that could be charged and now runs.
 */

type SubscriptionRecord = Readonly<Record<string, unknown>>;

/** What the gateway had before the call: written down with it, for a run that comes after a crash. */
export type BeforeCall = readonly string[];

/** What settled a lost call. */
export interface SettledCall {
  readonly answer: Answer;
  readonly outcome: 'paid' | 'declined' | undefined;
  readonly reason: string;
}

/** An order can take a while to appear on the books after its request was cut off. */
const patient: readonly number[] = [500, 1000, 2000, 4000, 8000];

const pageSize = 100;
const mostPages = 100;

/** Whether `call` is one that this file settles. */
export function isSettledByState(name: string): name is 'subscription_create' | 'subscription_charge' {
  return name === 'subscription_create' || name === 'subscription_charge';
}

/**
 * Looked up before the call is sent, since it cannot be told afterwards what was there already.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError it could not be read, so nothing is sent
 */
export async function lookBefore(
  name: 'subscription_create' | 'subscription_charge',
  parameters: readonly Parameter[],
  gateway: Gateway,
): Promise<{ readonly before: BeforeCall; readonly faults: readonly Fault[] }> {
  const { records } = await subscriptionsOf(gateway, filterOf(name, parameters));
  if (name === 'subscription_create') {
    return { before: records.filter((each) => isAlike(each, parameters)).map(idOf), faults: [] };
  }
  const [subscription] = records;
  const state = String(subscription?.['state'] ?? t`unknown`);
  const field = 'subscription_id';
  const value = valueIn(parameters, field);
  const rule = t`is ${state}: only one that is UNPAID, INCOMPLETE or PAST_DUE is charged`;
  const isRight = isChargeable(subscription?.['state']);
  return {
    before: [state],
    faults: isRight ? [] : [{ field, value, rule, rule_id: 'subscription-charge-state' }],
  };
}

/**
 * What became of a call whose answer was lost: several times asked, for the books may lag. Undefined where they do not tell.
 * @throws CancelledError interrupted
 */
export async function settleByState(
  name: 'subscription_create' | 'subscription_charge',
  { parameters, before }: { readonly parameters: readonly Parameter[]; readonly before: BeforeCall },
  gateway: Gateway,
  { clock }: Pick<Context, 'clock'>,
  pauses: readonly number[] = patient,
): Promise<SettledCall | undefined> {
  for (const pause of pauses) {
    await clock.sleep(pause);
    const read = await tryRead(gateway, filterOf(name, parameters));
    const settled = read && (name === 'subscription_create' ? made(read, parameters, before) : charged(read, before));
    if (settled) return settled;
  }
  return undefined;
}

interface ReadSubscriptions {
  readonly records: readonly SubscriptionRecord[];
  readonly answer: Answer;
}

function made({ records, answer }: ReadSubscriptions, parameters: readonly Parameter[], before: BeforeCall) {
  const fresh = records.filter((each) => isAlike(each, parameters) && !before.includes(idOf(each)));
  const [first] = fresh;
  // Two new ones are no answer: one of them may be somebody else's.
  if (!first || fresh.length > 1) return undefined;
  const reason = t`the answer was lost; subscription_query shows ${idOf(first)}, ${String(first['state'])}`;
  return { answer: onlyRecord(answer, first), outcome: undefined, reason };
}

/** It runs, where it had to be charged to run. One that was cancelled will not be charged. */
function charged({ records, answer }: ReadSubscriptions, [before]: BeforeCall): SettledCall | undefined {
  const [subscription] = records;
  const state = subscription?.['state'];
  if (!subscription || !isChargeable(before)) return undefined;
  const reason = t`the answer was lost; subscription_query shows that it is ${String(state)} and was ${String(before)}`;
  if (state === 'ACTIVE' || state === 'COMPLETED')
    return { answer: onlyRecord(answer, subscription), outcome: 'paid', reason };
  return state === 'CANCELLED' ? { answer: onlyRecord(answer, subscription), outcome: 'declined', reason } : undefined;
}

/** The answer as it came, its records the one that counts. */
function onlyRecord(answer: Answer, record: SubscriptionRecord): Answer {
  return { ...answer, records: [record] };
}

async function tryRead(gateway: Gateway, filter: readonly Parameter[]): Promise<ReadSubscriptions | undefined> {
  try {
    return await subscriptionsOf(gateway, filter);
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return undefined;
    throw error;
  }
}

/** Every subscription of a filter, page by page, and the last answer. */
async function subscriptionsOf(gateway: Gateway, filter: readonly Parameter[]): Promise<ReadSubscriptions> {
  const records: SubscriptionRecord[] = [];
  const known = new Set<string>();
  for (let page = 1; page <= mostPages; page += 1) {
    const paged: Parameter[] = [...filter, ['page', String(page)], ['page_size', String(pageSize)]];
    const answer = await readCall(gateway, 'subscription_query', paged);
    if (answer.respcd !== '0000') throw refusedQuery(answer.respcd, answer.message);
    const fresh = (answer.records ?? []).filter((each) => !known.has(idOf(each)));
    for (const each of fresh) known.add(idOf(each));
    records.push(...fresh);
    if ((answer.records ?? []).length < pageSize || fresh.length === 0) return { records, answer };
  }
  throw new NetworkError(t`${'subscription_query'} has more than ${mostPages} pages`);
}

function filterOf(name: string, parameters: readonly Parameter[]): Parameter[] {
  const field = name === 'subscription_create' ? 'customer_id' : 'subscription_id';
  return [[field, valueIn(parameters, field)]];
}

/** The same customer, card and products: all that a subscription shows of what it was made with. */
function isAlike(record: SubscriptionRecord, parameters: readonly Parameter[]): boolean {
  const fields = ['customer_id', 'token_id'] as const;
  if (fields.some((field) => record[field] !== valueIn(parameters, field))) return false;
  const shown = record['products'];
  return shown === undefined || productsOf(shown) === productsOf(valueIn(parameters, 'products'));
}

/** As a text that does not depend on their order, or on how they were written down. */
function productsOf(value: unknown): string {
  const list: unknown = typeof value === 'string' ? parsed(value) : value;
  if (!Array.isArray(list)) return String(value);
  const ids = list.map((item: unknown) =>
    typeof item === 'object' && item !== null ? String((item as SubscriptionRecord)['product_id']) : String(item),
  );
  return ids.sort().join(' ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function idOf(record: SubscriptionRecord): string {
  return String(record['subscription_id'] ?? '');
}

function valueIn(parameters: readonly Parameter[], field: string): string {
  return parameters.find(([name]) => name === field)?.[1] ?? '';
}
