import type { Handler, ServedRequest, ServedResponse } from '../context/network.ts';
import { t } from '../language/t.ts';
import type { JsonObject } from '../signature/python-json.ts';
import type { Parameter } from '../signature/sign.ts';
import { answerOf, disturbed, marked, pageOf } from './answer.ts';
import {
  authenticate,
  authenticateLink,
  type EmulatedMerchant,
  givenOf,
  headerOf,
  isMultipart,
  readParameters,
} from './authentication.ts';
import type { Book } from './book.ts';
import { type Call, type Decide, type Decided, type GivenParameter, refused } from './call.ts';
import { close, reversal } from './cancellation.ts';
import * as customers from './customers.ts';
import { createPaymentIntent, createTokenIntent } from './element-intents.ts';
import type { EmulatorExchange, EmulatorOptions } from './emulator-options.ts';
import type { emulatedCalls } from './faults/emulated-calls.ts';
import { type Effect, tooMany } from './faults/faults.ts';
import { capture, unfreeze } from './hold.ts';
import { entriesOf } from './ledger.ts';
import { payment } from './payment.ts';
import { query } from './query.ts';
import { refund } from './refund.ts';
import { refuse } from './refusal.ts';
import * as side from './side-calls.ts';
import * as subscriptions from './subscriptions.ts';

const post = { methods: ['POST'] } as const;

const reads = { ...post, without_mchid: true } as const;

const writes = { ...post, writes: true, without_mchid: true } as const;

export const emulatedRoutes: readonly EmulatedRoute[] = [
  { name: 'payment', path: '/trade/v1/payment', ...post, writes: true, rules_itself: true, decide: payment },
  { name: 'query', path: '/trade/v1/query', methods: ['POST', 'GET'], decide: query },
  { name: 'refund', path: '/trade/v1/refund', ...post, writes: true, rules_itself: true, decide: refund },
  { name: 'reversal', path: '/trade/v1/reversal', methods: ['POST', 'GET'], writes: true, decide: reversal },
  { name: 'close', path: '/trade/v1/close', methods: ['GET', 'POST'], writes: true, decide: close },
  { name: 'capture', path: '/trade/v1/authtrade', ...post, writes: true, rules_itself: true, decide: capture },
  { name: 'unfreeze', path: '/trade/v1/unfreeze', ...post, writes: true, decide: unfreeze },
  { name: 'add_note', path: '/trade/v1/add_note', ...writes, decide: side.addNote },
  {
    ...{ name: 'trade_bill', path: '/download/v1/trade_bill', methods: ['GET'], without_mchid: true },
    ...{ decide: side.tradeBill, respond: side.fileResponse },
  },
  {
    ...{ name: 'create_payment_intent', path: '/payment_element/v1/create_payment_intent', ...post, writes: true },
    decide: createPaymentIntent,
  },
  {
    ...{ name: 'create_token_intent', path: '/payment_element/v1/create_token_intent', ...post, writes: true },
    decide: createTokenIntent,
  },
  { name: 'token_query', path: '/token/v1/query', ...reads, decide: customers.tokenQuery },
  { name: 'customer_create', path: '/customer/v1/create', ...writes, decide: customers.customerCreate },
  { name: 'customer_update', path: '/customer/v1/update', ...writes, decide: customers.customerUpdate },
  { name: 'customer_query', path: '/customer/v1/query', ...reads, decide: customers.customerQuery },
  { name: 'customer_delete', path: '/customer/v1/delete', ...writes, decide: customers.customerDelete },
  { name: 'product_create', path: '/product/v1/create', ...writes, decide: customers.productCreate },
  { name: 'product_update', path: '/product/v1/update', ...writes, decide: customers.productUpdate },
  { name: 'product_query', path: '/product/v1/query', ...reads, decide: customers.productQuery },
  { name: 'product_delete', path: '/product/v1/delete', ...writes, decide: customers.productDelete },
  {
    ...{ name: 'subscription_create', path: '/subscription/v1/create', ...writes, rules_itself: true },
    decide: subscriptions.subscriptionCreate,
  },
  { name: 'subscription_update', path: '/subscription/v1/update', ...writes, decide: subscriptions.subscriptionUpdate },
  { name: 'subscription_query', path: '/subscription/v1/query', ...writes, decide: subscriptions.subscriptionQuery },
  { name: 'subscription_cancel', path: '/subscription/v1/cancel', ...writes, decide: subscriptions.subscriptionCancel },
  {
    ...{ name: 'subscription_charge', path: '/subscription/v1/charge', ...writes, rules_itself: true },
    decide: subscriptions.subscriptionCharge,
  },
  {
    ...{ name: 'subscription_orders', path: '/subscription/billing_order/v1/list', ...reads },
    decide: subscriptions.subscriptionOrders,
  },
  { name: 'customs_declare', path: '/custom/v1/declare', ...writes, decide: side.customsDeclare },
  {
    ...{ name: 'customs_query', path: '/custom/v1/query', methods: ['POST', 'GET'], without_mchid: true },
    decide: side.customsQuery,
  },
  { name: 'customs_redeclare', path: '/custom/v1/redeclare', ...writes, decide: side.customsRedeclare },
  {
    ...{ name: 'wechat_oauth_code', path: '/tool/v1/get_weixin_oauth_code', methods: ['GET'], writes: true },
    ...{ is_link: true, decide: side.oauthCode, respond: side.redirectResponse },
  },
  {
    ...{ name: 'wechat_openid', path: '/tool/v1/get_weixin_openid', methods: ['GET'], writes: true },
    decide: side.openid,
  },
];

const byPath: ReadonlyMap<string, EmulatedRoute> = new Map(emulatedRoutes.map((each) => [each.path, each]));

/** A gateway of our own: a request in, an answer out, in QFPay's wire format. It speaks to nobody by itself. */
export function createEmulator(options: EmulatorOptions): Handler {
  const { onExchange } = options;
  if (!onExchange) return (request) => after(handle(request, options), ({ response }) => marked(response));
  const ticks = options.ticks ?? (() => options.now().getTime());
  return (request) => {
    const started = ticks();
    return after(handle(request, options), ({ response, told = {} }) => {
      const { method, path } = request;
      const { app_code, respcd, out_trade_no, txamt, fault, remarks } = told;
      const ms = ticks() - started;
      const said = { app_code, respcd, out_trade_no, txamt, fault, remarks };
      onExchange({ method, path, status: response.status, ms, ...said });
      return marked(response);
    });
  };
}

interface HandledCall {
  readonly response: ServedResponse;
  readonly told?: Partial<EmulatorExchange>;
}

function handle(request: ServedRequest, options: EmulatorOptions): HandledCall | Promise<HandledCall> {
  const endpoint = byPath.get(request.path);
  if (!endpoint) return { response: pageOf(404, 'Not Found') };
  if (!isAllowed(request.method, endpoint, options)) return { response: pageOf(405, 'Method Not Allowed') };
  const app_code = endpoint.is_link ? linkApp(request) : headerOf(request, 'x-qf-appcode');
  const merchant = Object.hasOwn(options.merchants, app_code) ? options.merchants[app_code] : undefined;
  if (!merchant)
    return { response: answerOf(refused(refuse('1108', 'X-QF-APPCODE is unknown')).answer), told: { respcd: '1108' } };
  const wait = options.limiter?.(app_code, options.now().getTime()) ?? 0;
  if (wait > 0) return { response: tooMany({ 'retry-after': String(Math.ceil(wait / 1000)) }), told: { app_code } };
  return serve(request, endpoint, { app_code, merchant, options });
}

function isAllowed(method: string, { methods }: EmulatedRoute, { is_strict }: EmulatorOptions): boolean {
  return is_strict ? method === methods[0] : methods.includes(method);
}

const none: readonly string[] = [];

/** How a call was sent, where the documents have it otherwise. */
function sendingRemarks(request: ServedRequest, { methods: [documented = ''] }: EmulatedRoute): readonly string[] {
  const { method, query } = request;
  const is_multipart = isMultipart(headerOf(request, 'content-type'));
  // Nearly every call.
  if (method === documented && query === '' && !is_multipart) return none;
  return [
    ...(method === documented ? [] : [t`sent by ${method}: the newest documents say ${documented}`]),
    ...(method === 'POST' && query !== ''
      ? [t`parameters in the URL of a POST: the documents have them in the body`]
      : []),
    ...(is_multipart ? [t`a multipart body: the documents say application/x-www-form-urlencoded`] : []),
  ];
}

/** A link has no headers: who made it stands among its parameters. */
function linkApp({ query }: ServedRequest): string {
  return new URLSearchParams(query).get('app_code') ?? '';
}

interface Sender {
  readonly app_code: string;
  readonly merchant: EmulatedMerchant;
  readonly options: EmulatorOptions;
}

function serve(request: ServedRequest, endpoint: EmulatedRoute, sender: Sender): HandledCall | Promise<HandledCall> {
  const { app_code, merchant, options } = sender;
  return after(readParameters(request, options.is_strict), (parameters) => {
    if (parameters) return serveRead(request, parameters, endpoint, sender);
    const { answer } = refused(refuse('1103'));
    return { response: answerOf(answer, merchant.client_key), told: { app_code, respcd: '1103' } };
  });
}

function serveRead(
  request: ServedRequest,
  parameters: readonly Parameter[],
  endpoint: EmulatedRoute,
  sender: Sender,
): HandledCall | Promise<HandledCall> {
  const { app_code, merchant, options } = sender;
  const { client_key } = merchant;
  const given = givenOf(parameters);
  const [out_trade_no, txamt] = [given('out_trade_no'), given('txamt')];
  const refusal = endpoint.is_link
    ? authenticateLink(parameters, merchant)
    : authenticate(request, parameters, merchant, endpoint.without_mchid);
  const effect = refusal ? undefined : options.findFault?.({ endpoint: endpoint.name, given });
  const made = refusal
    ? refused(refusal)
    : effect?.is_lost
      ? { answer: {} }
      : decided(endpoint, parameters, sender, effect);
  return after(made, ({ answer, remark }: Decided) => {
    const response = endpoint.respond?.(answer) ?? answerOf(answer, client_key);
    const remarks = [...sendingRemarks(request, endpoint), ...(remark === undefined ? [] : [remark])];
    const said = { out_trade_no, txamt, remarks: remarks.length > 0 ? remarks : undefined };
    const told = { app_code, respcd: String(answer['respcd']), ...said };
    return effect ? disturb({ response, told }, effect, options) : { response, told };
  });
}

/** With its fault, and as late as that says. */
async function disturb(
  { response, told: { respcd, ...told } }: HandledCall & { readonly told: Partial<EmulatorExchange> },
  effect: Effect,
  { sleep }: EmulatorOptions,
): Promise<HandledCall> {
  if (effect.delay_ms) await sleep?.(effect.delay_ms);
  const fault = { fault: effect.fault, ...(effect.is_lost || effect.page ? {} : { respcd }) };
  return { response: disturbed(response, effect), told: { ...told, ...fault } };
}

function decided(
  endpoint: EmulatedRoute,
  parameters: readonly Parameter[],
  sender: Sender,
  effect: Effect | undefined,
): Decided | Promise<Decided> {
  const { ledger, onEntry } = sender.options;
  const given = givenOf(endpoint.writes ? parameters.map(keptParameter) : parameters);
  const decide = (book: Book): Decided => {
    const call = callOf(given, sender, effect);
    const isRuled = effect?.ruling && !endpoint.rules_itself;
    return isRuled ? refused(refuse(effect.ruling.respcd)) : endpoint.decide(call, book);
  };
  if (!endpoint.writes) return after(ledger.read(), decide);
  const settled = ledger.transact((book) => {
    const made = decide(book);
    return { ...made, answer: made };
  });
  return after(settled, (made) => {
    for (const entry of entriesOf(made)) onEntry?.(entry);
    return made;
  });
}

const sharedTexts = new Map<string, string>();

const mostShared = 1000;
const longestShared = 64;

function keptParameter([name, value]: Parameter): Parameter {
  return [name, keptText(value)];
}

/**
 * The same text in memory of its own, and one for all that have it, unless it is long and hardly ever the same: a part of a
 * request would keep the whole of it on the books.
 */
function keptText(text: string): string {
  if (text.length > longestShared) return Buffer.from(text, 'utf8').toString('utf8');
  const known = sharedTexts.get(text);
  if (known !== undefined) return known;
  const kept = Buffer.from(text, 'utf8').toString('utf8');
  if (sharedTexts.size >= mostShared) sharedTexts.clear();
  sharedTexts.set(kept, kept);
  return kept;
}

/** Made when the books are at hand: a call that had to wait for them comes after the one it waited for. */
function callOf(given: GivenParameter, { app_code, options }: Sender, effect: Effect | undefined): Call {
  const { wallet_url, auto_pay_ms, random, has_nights, is_strict } = options;
  const wallet = { url: wallet_url, auto_pay_ms, random };
  const { ruling, notification: notification_fault, takes_used_numbers } = effect ?? {};
  const owner = keptText(`${app_code}/${given('mchid')}`);
  const ruled = { is_strict, ruling, notification_fault, takes_used_numbers };
  return { owner, given, now: options.now(), wallet, has_nights, ...ruled };
}

/** What comes after something that may take time: at once where it took none. */
function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** A call as the emulator knows it. Its list is its own: one that came from the client would share the client's mistakes. */
interface EmulatedRoute {
  readonly name: (typeof emulatedCalls)[number];
  readonly path: string;
  /** The documented one first; the others are what clients in the field send. */
  readonly methods: readonly string[];
  readonly decide: Decide;
  /** Writes into the books. */
  readonly writes?: true;
  /** Knows itself what a code of a rule does to it. */
  readonly rules_itself?: true;
  /** An issued mchid need not come. */
  readonly without_mchid?: true;
  /** Signed in its query, for a browser. */
  readonly is_link?: true;
  /** An answer that is no JSON. */
  readonly respond?: (answer: JsonObject) => ServedResponse | undefined;
}
