import { type AnswerShape, type Endpoint, type EndpointName, endpoints } from './endpoints.ts';

/**
 * Every documented call that this tool makes, with its parameters and what may be done with it. Validation, help, completion and
 * docs/endpoints.md come of it; a new call is one entry here and its sentence in `calls/endpoint-words`. The emulator has rules of
 * its own, so that the two cannot be wrong together.
 */
export interface DocumentedEndpoint {
  readonly name: string;
  readonly group: EndpointGroup;
  readonly method: 'GET' | 'POST';
  /** Sources differ about the method: this one may be forced. */
  readonly other_method?: 'GET' | 'POST';
  readonly path: string;
  /** Or may move it, or makes somebody pay later: asked for in prod, written down first. */
  readonly moves_money: boolean;
  /** Whether the same request a second time does nothing more. One that may not is never sent again by itself. */
  readonly may_repeat: boolean;
  /** Of one that may be repeated: it does not only read. */
  readonly changes?: true;
  /** `parameter`: an MD5 in the query string, for a link that a browser opens. */
  readonly signed_by: 'headers' | 'parameter';
  readonly answer: AnswerShape;
  /** Fields of the answer; those of each record for a list. */
  readonly answers: readonly string[];
  readonly parameters: readonly EndpointParameter[];
  /** At least one of them. */
  readonly one_of?: readonly string[];
  /** All of them, or none. */
  readonly together?: readonly string[];
  /** `out_trade_no` is the number of this call itself, so that the books can be asked what became of it. */
  readonly has_own_number?: true;
  /** Must not be sent with an mchid. */
  readonly without_mchid?: true;
  /** The subcommand that does the same with more care; `api` takes that way too. */
  readonly command?: string;
  readonly confidence: 'high' | 'medium' | 'low';
  /** The years of the documents it stands in; `now` are the newest pages. */
  readonly sources: readonly DocumentYear[];
}

export type EndpointGroup = 'trade' | 'preauth' | 'reports' | 'element' | 'recurring' | 'customs' | 'wechat';

export type DocumentYear = '2017' | '2024' | '2025' | '2026' | 'now';

export interface EndpointParameter {
  readonly name: string;
  readonly form: ParameterForm;
  /** Characters; of a whole number its digits. */
  readonly max?: number;
  readonly required?: true;
  /** Where it is not given: the tool makes it, looks it up, or has it from the configuration. */
  readonly filled?: true;
  /** Of a whole number. */
  readonly most?: number;
  /** The only values there are. */
  readonly values?: readonly string[];
  /** Goes with that value of another parameter only. */
  readonly only_with?: readonly [name: string, value: string];
}

export type ParameterForm =
  | 'text'
  | 'word'
  | 'cents'
  | 'count'
  | 'whole'
  | 'currency'
  | 'pay-type'
  | 'pay-types'
  | 'number'
  | 'numbers'
  | 'respcd'
  | 'time'
  | 'any-time'
  | 'date'
  | 'url'
  | 'json-object'
  | 'json-list'
  | 'decimal'
  | 'email'
  | 'mchid';

const mchid: EndpointParameter = { name: 'mchid', form: 'mchid', max: 16, filled: true };
const udid: EndpointParameter = { name: 'udid', form: 'text', max: 40 };
const ownNumber: EndpointParameter = { name: 'out_trade_no', form: 'number', max: 128, required: true, filled: true };
const txdtm: EndpointParameter = { name: 'txdtm', form: 'time', max: 20, required: true, filled: true };
const txamt: EndpointParameter = { name: 'txamt', form: 'cents', max: 11, required: true };
const syssn: EndpointParameter = { name: 'syssn', form: 'number', max: 40, required: true };
const pages: readonly EndpointParameter[] = [
  { name: 'page', form: 'count', max: 9 },
  { name: 'page_size', form: 'count', most: 100 },
];

const said = ['respcd', 'resperr', 'respmsg'] as const;
const tradeAnswer = ['syssn', 'out_trade_no', 'txamt', 'txcurrcd', 'txdtm', 'sysdtm', ...said] as const;
const headers = { signed_by: 'headers' } as const;
const often = { moves_money: false, may_repeat: true } as const;
const change = { ...often, changes: true } as const;
const once = { moves_money: false, may_repeat: false } as const;
const money = { moves_money: true, may_repeat: false } as const;
const current = { confidence: 'high', sources: ['2026', 'now'] } as const;

/** Name, method and path of the calls that other commands make stand in one place. */
function known(name: EndpointName): Pick<DocumentedEndpoint, 'name' | 'method' | 'path'> {
  const { method, path }: Endpoint = endpoints[name];
  return { name, method, path };
}

const trade: readonly DocumentedEndpoint[] = [
  {
    ...known('payment'),
    ...{ group: 'trade', ...headers, ...money, ...current, command: 'pay', has_own_number: true },
    answer: 'flat',
    answers: [...tradeAnswer, 'pay_type', 'paydtm', 'qrcode', 'pay_url', 'pay_params', 'chnlsn', 'cardcd', 'udid'],
    parameters: [
      txamt,
      { name: 'txcurrcd', form: 'currency', max: 3, required: true },
      { name: 'pay_type', form: 'pay-type', max: 6, required: true },
      ownNumber,
      txdtm,
      mchid,
      udid,
      { name: 'goods_name', form: 'text', max: 64 },
      { name: 'notify_url', form: 'url', max: 256 },
      { name: 'auth_code', form: 'word', max: 128 },
      { name: 'expired_time', form: 'count', max: 3 },
      { name: 'pay_tag', form: 'word', max: 16, values: ['ALIPAYHK', 'ALIPAYCN'] },
      { name: 'limit_pay', form: 'word', values: ['no_credit'] },
      { name: 'rmb_tag', form: 'word', max: 1, values: ['Y'] },
      { name: 'return_url', form: 'url', max: 512 },
      { name: 'goods_info', form: 'text' },
      { name: 'seller_id', form: 'word' },
      { name: 'sub_openid', form: 'word', max: 128 },
      { name: 'openid', form: 'word', max: 64 },
      { name: 'extend_info', form: 'json-object' },
    ],
  },
  {
    ...known('query'),
    ...{ group: 'trade', ...headers, ...often, ...current, command: 'query', other_method: 'GET' },
    answer: 'list',
    answers: [
      ...tradeAnswer,
      'pay_type',
      'order_type',
      'cancel',
      'errmsg',
      'paydtm',
      'origssn',
      'chnlsn',
      'goods_name',
    ],
    one_of: ['syssn', 'out_trade_no', 'start_time'],
    together: ['start_time', 'end_time'],
    parameters: [
      mchid,
      { name: 'syssn', form: 'numbers', max: 128 },
      { name: 'out_trade_no', form: 'numbers', max: 128 },
      { name: 'start_time', form: 'time', max: 20 },
      { name: 'end_time', form: 'time', max: 20 },
      { name: 'pay_type', form: 'pay-types' },
      { name: 'respcd', form: 'respcd', max: 4 },
      ...pages,
    ],
  },
  {
    ...known('refund'),
    ...{ group: 'trade', ...headers, ...money, ...current, command: 'refund', has_own_number: true },
    answer: 'flat',
    answers: [...tradeAnswer, 'orig_syssn', 'paydtm', 'cash_refund_fee', 'cash_refund_fee_type', 'chnlsn', 'cardcd'],
    parameters: [{ ...syssn, max: 128 }, ownNumber, txamt, txdtm, mchid, udid],
  },
  {
    ...known('reversal'),
    ...{ group: 'trade', ...headers, ...money, command: 'reverse', other_method: 'GET' },
    ...{ confidence: 'medium', sources: ['2025', '2026', 'now'] },
    answer: 'flat',
    answers: [...tradeAnswer, 'orig_syssn', 'chnlsn'],
    one_of: ['syssn', 'out_trade_no'],
    parameters: [
      mchid,
      { name: 'syssn', form: 'number', max: 40 },
      { name: 'out_trade_no', form: 'number', max: 128 },
      { ...txamt, filled: true },
      txdtm,
      udid,
    ],
  },
  {
    ...known('close'),
    ...{ group: 'trade', ...headers, ...money, command: 'close', other_method: 'POST' },
    ...{ confidence: 'medium', sources: ['2017', '2026', 'now'] },
    answer: 'flat',
    answers: [...tradeAnswer, 'orig_syssn', 'chnlsn'],
    one_of: ['syssn', 'out_trade_no'],
    parameters: [
      mchid,
      { name: 'syssn', form: 'number', max: 40 },
      { name: 'out_trade_no', form: 'number', max: 128 },
      { ...txamt, filled: true },
      txdtm,
      udid,
    ],
  },
  {
    ...{ name: 'add_note', group: 'trade', method: 'POST', path: '/trade/v1/add_note' },
    ...{ ...headers, ...change, confidence: 'high', sources: ['2026'], without_mchid: true },
    answer: 'object',
    answers: [...said, 'syssn'],
    parameters: [
      { name: 'code', form: 'word', max: 32, required: true, filled: true },
      syssn,
      { name: 'note', form: 'text', max: 200, required: true },
    ],
  },
];

const holdAnswer = [...tradeAnswer, 'orig_syssn', 'paydtm', 'chnlsn', 'cardcd', 'udid'];

const preauth: readonly DocumentedEndpoint[] = [
  {
    ...{ name: 'capture', group: 'preauth', method: 'POST', path: '/trade/v1/authtrade', command: 'capture' },
    ...{ ...headers, ...money, confidence: 'high', sources: ['2024', '2026', 'now'], has_own_number: true },
    answer: 'flat',
    answers: holdAnswer,
    parameters: [
      txamt,
      syssn,
      { name: 'txcurrcd', form: 'currency', max: 3 },
      mchid,
      ownNumber,
      txdtm,
      udid,
      { name: 'return_url', form: 'url' },
    ],
  },
  {
    ...{ name: 'unfreeze', group: 'preauth', method: 'POST', path: '/trade/v1/unfreeze', command: 'unfreeze' },
    ...{ ...headers, ...money, ...current },
    answer: 'flat',
    answers: holdAnswer,
    parameters: [txamt, txdtm, syssn, { name: 'out_trade_no', form: 'number', max: 128, required: true }, mchid],
  },
];

const reports: readonly DocumentedEndpoint[] = [
  {
    ...{ name: 'trade_bill', group: 'reports', method: 'GET', path: '/download/v1/trade_bill' },
    ...{ ...headers, ...often, confidence: 'medium', sources: ['2025'], without_mchid: true },
    answer: 'file',
    answers: [],
    parameters: [{ name: 'trade_date', form: 'date', max: 10, required: true }],
  },
];

const intentAnswer = [...said, 'intent_expiry'];

const element: readonly DocumentedEndpoint[] = [
  {
    ...{ name: 'create_payment_intent', group: 'element', method: 'POST' },
    ...{ path: '/payment_element/v1/create_payment_intent', ...headers, ...once, ...current, has_own_number: true },
    answer: 'flat',
    answers: [...intentAnswer, 'payment_intent'],
    parameters: [
      txamt,
      { name: 'pay_type', form: 'pay-type', max: 6, required: true },
      ownNumber,
      { name: 'txcurrcd', form: 'currency', max: 3 },
      txdtm,
      mchid,
      { name: 'return_url', form: 'url' },
      { name: 'failed_url', form: 'url' },
      { name: 'notify_url', form: 'url' },
      { name: 'customer_id', form: 'word' },
    ],
  },
  {
    ...{ name: 'create_token_intent', group: 'element', method: 'POST' },
    ...{ path: '/payment_element/v1/create_token_intent', ...headers, ...once, confidence: 'low', sources: ['2025'] },
    answer: 'flat',
    answers: [...intentAnswer, 'token_intent', 'sysdtm'],
    parameters: [
      { name: 'customer_id', form: 'word', required: true },
      { name: 'token_expiry', form: 'date' },
      { name: 'token_reason', form: 'text' },
      { name: 'token_reference', form: 'text' },
      { name: 'notify_url', form: 'url' },
      mchid,
    ],
  },
];

const recurringCall = { group: 'recurring', method: 'POST', ...headers } as const;
const recurring3 = { confidence: 'high', sources: ['2025', '2026', 'now'] } as const;

const customer: readonly EndpointParameter[] = [
  { name: 'name', form: 'text' },
  { name: 'phone', form: 'word' },
  { name: 'email', form: 'email' },
  { name: 'billing_address', form: 'json-object' },
];
const customerAnswer = ['customer_id', 'name', 'phone', 'email', 'billing_address'];
const customer_id: EndpointParameter = { name: 'customer_id', form: 'word', required: true };
const product_id: EndpointParameter = { name: 'product_id', form: 'word', required: true };
const subscription_id: EndpointParameter = { name: 'subscription_id', form: 'word', required: true };
const intervals = ['monthly', 'yearly', 'minutes', 'hours'];
const subscriptionStates = ['ACTIVE', 'INCOMPLETE', 'PAST_DUE', 'UNPAID', 'CANCELLED', 'COMPLETED'];
const changed = (id: string) => [...said, id, 'rowAffected'];
const plan: readonly EndpointParameter[] = [
  { name: 'total_billing_cycles', form: 'count', max: 9 },
  { name: 'start_time', form: 'any-time' },
];

function optional({ required: _required, ...parameter }: EndpointParameter): EndpointParameter {
  return parameter;
}

const recurring: readonly DocumentedEndpoint[] = [
  {
    ...{ name: 'customer_create', path: '/customer/v1/create', ...recurringCall, ...once, ...recurring3 },
    answer: 'object',
    answers: [...said, ...customerAnswer],
    parameters: customer,
  },
  {
    ...{ name: 'customer_update', path: '/customer/v1/update', ...recurringCall, ...change, ...recurring3 },
    answer: 'object',
    answers: changed('customer_id'),
    parameters: [customer_id, ...customer],
  },
  {
    ...{ name: 'customer_query', path: '/customer/v1/query', ...recurringCall, ...often, ...recurring3 },
    answer: 'list',
    answers: customerAnswer,
    parameters: [optional(customer_id), ...customer.slice(0, 3), ...pages],
  },
  {
    ...{ name: 'customer_delete', path: '/customer/v1/delete', ...recurringCall, ...change, ...recurring3 },
    answer: 'object',
    answers: changed('customer_id'),
    parameters: [customer_id],
  },
  {
    ...{ name: 'product_create', path: '/product/v1/create', ...recurringCall, ...once, ...recurring3 },
    answer: 'object',
    answers: [...said, 'product_id'],
    parameters: [
      { name: 'name', form: 'text', required: true },
      { name: 'type', form: 'word', required: true, values: ['recurring'] },
      { name: 'description', form: 'text' },
      txamt,
      { name: 'txcurrcd', form: 'currency', max: 3, required: true },
      { name: 'interval', form: 'word', required: true, values: intervals },
      { name: 'interval_count', form: 'count', max: 9, required: true },
      { name: 'usage_type', form: 'word', required: true, values: ['licensed'] },
    ],
  },
  {
    ...{ name: 'product_update', path: '/product/v1/update', ...recurringCall, ...change, ...recurring3 },
    answer: 'object',
    answers: changed('product_id'),
    parameters: [product_id, { name: 'name', form: 'text' }, { name: 'description', form: 'text' }],
  },
  {
    ...{ name: 'product_query', path: '/product/v1/query', ...recurringCall, ...often, ...recurring3 },
    answer: 'list',
    answers: [
      'product_id',
      'name',
      'type',
      'description',
      'txamt',
      'txcurrcd',
      'interval',
      'interval_count',
      'usage_type',
    ],
    parameters: [
      optional(product_id),
      { name: 'name', form: 'text' },
      { name: 'description', form: 'text' },
      { name: 'txcurrcd', form: 'currency', max: 3 },
      { name: 'interval', form: 'word', values: intervals },
      ...pages,
    ],
  },
  {
    ...{ name: 'product_delete', path: '/product/v1/delete', ...recurringCall, ...change, ...recurring3 },
    answer: 'object',
    answers: changed('product_id'),
    parameters: [product_id],
  },
  {
    ...{ name: 'subscription_create', path: '/subscription/v1/create', ...recurringCall, ...money, ...recurring3 },
    answer: 'object',
    answers: [...said, 'subscription_id', 'state'],
    parameters: [
      customer_id,
      { name: 'token_id', form: 'word', required: true },
      { name: 'products', form: 'json-list', required: true },
      ...plan,
    ],
  },
  {
    ...{ name: 'subscription_update', path: '/subscription/v1/update', ...recurringCall, ...change, ...recurring3 },
    answer: 'object',
    answers: changed('subscription_id'),
    parameters: [subscription_id, { name: 'token_id', form: 'word' }, { name: 'products', form: 'json-list' }, ...plan],
  },
  {
    ...{ name: 'subscription_query', path: '/subscription/v1/query', ...recurringCall, ...often, ...recurring3 },
    answer: 'list',
    answers: [
      ...['subscription_id', 'customer_id', 'token_id', 'products', 'total_billing_cycles', 'state', 'start_time'],
      ...['next_billing_time', 'last_billing_time', 'last_billing_status', 'completed_iteration', 'retry_attempts'],
    ],
    parameters: [
      optional(subscription_id),
      optional(customer_id),
      { name: 'state', form: 'word', values: subscriptionStates },
      ...pages,
    ],
  },
  {
    ...{ name: 'subscription_cancel', path: '/subscription/v1/cancel', ...recurringCall, ...change, ...recurring3 },
    answer: 'object',
    answers: [...said, 'subscription_id'],
    parameters: [subscription_id],
  },
  {
    ...{ name: 'subscription_charge', path: '/subscription/v1/charge', ...recurringCall, ...money, ...recurring3 },
    answer: 'object',
    answers: [...said],
    parameters: [subscription_id, { name: 'subscription_order_id', form: 'word' }],
  },
  {
    ...{ name: 'subscription_orders', path: '/subscription/billing_order/v1/list', ...recurringCall, ...often },
    ...recurring3,
    answer: 'list',
    answers: ['subscription_order_id', 'subscription_id', 'trigger_by', 'sequence_no'],
    parameters: [subscription_id, ...pages],
  },
  {
    ...{ name: 'token_query', path: '/token/v1/query', ...recurringCall, ...often },
    ...{ confidence: 'low', sources: ['now'] },
    answer: 'list',
    answers: ['token_id', 'customer_id', 'token_expiry_date', 'cardcd', 'card_scheme'],
    one_of: ['customer_id', 'token_id'],
    parameters: [optional(customer_id), { name: 'token_id', form: 'word' }],
  },
];

const customsTrade: readonly EndpointParameter[] = [
  { name: 'trade_type', form: 'word', max: 8, required: true, values: ['weixin', 'alipay'] },
  { name: 'customs', form: 'word', max: 20, required: true },
  { ...syssn, max: 32 },
];
const mch_customs_no: EndpointParameter = { name: 'mch_customs_no', form: 'word', max: 20, required: true };
const declared = ['syssn', ...said, 'verify_department', 'verify_department_trade_id'];
const weixin = ['trade_type', 'weixin'] as const;
const alipay = ['trade_type', 'alipay'] as const;
const customsCall = { group: 'customs', method: 'POST', ...headers, confidence: 'high', sources: ['2026'] } as const;

const customs: readonly DocumentedEndpoint[] = [
  {
    ...{ name: 'customs_declare', path: '/custom/v1/declare', ...customsCall, ...once },
    answer: 'flat',
    answers: declared,
    together: ['sub_order_no', 'fee_type', 'order_fee', 'product_fee', 'transport_fee'],
    parameters: [
      ...customsTrade,
      mch_customs_no,
      { name: 'action_type', form: 'word', max: 256, values: ['ADD', 'MODIFY'], only_with: weixin },
      { name: 'mch_customs_name', form: 'text', max: 256, only_with: alipay },
      { name: 'out_request_no', form: 'word', max: 32, only_with: alipay },
      { name: 'amount', form: 'decimal', max: 20, only_with: alipay },
      { name: 'sub_order_no', form: 'word', max: 64 },
      { name: 'fee_type', form: 'word', max: 8, values: ['CNY'] },
      { name: 'order_fee', form: 'cents', max: 8 },
      { name: 'product_fee', form: 'cents', max: 8 },
      { name: 'transport_fee', form: 'whole', max: 8 },
    ],
  },
  {
    ...{ name: 'customs_query', path: '/custom/v1/query', ...customsCall, ...often, other_method: 'GET' },
    answer: 'list',
    answers: ['resperr', 'errmsg', 'sub_order_no', 'verify_department', 'verify_department_trade_id'],
    parameters: [...customsTrade, { name: 'sub_order_no', form: 'word', max: 40 }],
  },
  {
    ...{ name: 'customs_redeclare', path: '/custom/v1/redeclare', ...customsCall, ...once },
    answer: 'flat',
    answers: declared,
    parameters: [...customsTrade, mch_customs_no, { name: 'sub_order_no', form: 'word', max: 40 }],
  },
];

const wechat: readonly DocumentedEndpoint[] = [
  {
    ...{ name: 'wechat_oauth_code', group: 'wechat', method: 'GET', path: '/tool/v1/get_weixin_oauth_code' },
    ...{ signed_by: 'parameter', ...often, confidence: 'high', sources: ['2026'] },
    answer: 'redirect',
    answers: ['code'],
    parameters: [
      { name: 'app_code', form: 'word', max: 32, required: true, filled: true },
      { name: 'redirect_uri', form: 'url', max: 512, required: true },
      mchid,
    ],
  },
  {
    ...{ name: 'wechat_openid', group: 'wechat', method: 'GET', path: '/tool/v1/get_weixin_openid' },
    ...{ ...headers, ...once, confidence: 'high', sources: ['2026'] },
    answer: 'flat',
    answers: ['openid', 'respcd'],
    parameters: [{ name: 'code', form: 'word', required: true }, mchid],
  },
];

export const endpointTable: readonly DocumentedEndpoint[] = [
  ...trade,
  ...preauth,
  ...reports,
  ...element,
  ...recurring,
  ...customs,
  ...wechat,
];

export function findEndpoint(named: string): DocumentedEndpoint | undefined {
  return endpointTable.find(({ name, path }) => name === named || path === named);
}

/** Calls of older documents that carry card numbers: the tool takes none, by whatever path. */
export const cardPaths: readonly string[] = ['/trade/v1/payment_verify'];
