import type { ServedResponse } from '../context/network.ts';
import type { JsonObject } from '../signature/python-json.ts';
import type { Decide } from './call.ts';
import { close, reversal } from './cancellation.ts';
import * as customers from './customers.ts';
import { createPaymentIntent, createTokenIntent } from './element-intents.ts';
import type { emulatedCalls } from './faults/emulated-calls.ts';
import { capture, unfreeze } from './hold.ts';
import { payment } from './payment.ts';
import { query } from './query.ts';
import { refund } from './refund.ts';
import * as side from './side-calls.ts';
import * as subscriptions from './subscriptions.ts';

/** A call as the emulator knows it. Its list is its own: one that came from the client would share the client's mistakes. */
export interface EmulatedRoute {
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

const post = { methods: ['POST'] } as const;
const writes = { ...post, writes: true, without_mchid: true } as const;
const reads = { ...post, without_mchid: true } as const;

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
