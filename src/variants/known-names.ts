/** Parameters that a client may hold without sending them, because they have no value or were added only to what is signed. */
export const optionalNames: readonly string[] = [
  'mchid',
  'goods_name',
  'udid',
  'notify_url',
  'return_url',
  'auth_code',
  'expired_time',
  'pay_tag',
  'limit_pay',
  'goods_info',
  'extend_info',
  'openid',
  'sub_openid',
  'syssn',
  'page',
  'page_size',
  'start_time',
  'end_time',
  'respcd',
];

/** What QFPay wants of a payment, a query or a refund; all others may be left out. */
export const requiredNames: readonly string[] = [
  'txamt',
  'txcurrcd',
  'pay_type',
  'out_trade_no',
  'txdtm',
  'mchid',
  'syssn',
];

/** Values that QFPay documents as defaults, or that its older documents and samples send. */
export const usualParameters: readonly (readonly [name: string, value: string])[] = [
  ['txzone', '+0800'],
  ['txzone', '+08:00'],
  ['txcurrcd', 'HKD'],
  ['txcurrcd', 'CNY'],
  ['pay_tag', 'ALIPAYHK'],
  ['pay_tag', 'ALIPAYCN'],
  ['limit_pay', 'no_credit'],
  ['rmb_tag', 'Y'],
  ['expired_time', '30'],
  ['page', '1'],
  ['page_size', '10'],
  ['page_size', '100'],
];

/** Of the optional ones, those that most clients hold. */
export const commonNames: readonly string[] = optionalNames.slice(0, 5);

/** Whether a parameter holds money, by its name. */
export function isAmountName(name: string): boolean {
  return /amt|amount|fee|price|total/i.test(name);
}

/** Every name that a call of QFPay takes, as its documents write it. */
const apiNames: ReadonlySet<string> = new Set(
  [
    'txamt txcurrcd pay_type out_trade_no txdtm mchid mchntid udid goods_name goods_info notify_url return_url failed_url',
    'cancel_url auth_code expired_time pay_tag limit_pay rmb_tag seller_id openid sub_openid extend_info syssn start_time',
    'end_time respcd page page_size note trade_date appcode app_code sign sign_type paysource checkout_expired_time lang',
    'customer_id token_id token_expiry token_reason token_reference name phone email billing_address type description',
    'interval interval_count usage_type product_id products total_billing_cycles subscription_id subscription_order_id',
    'state trade_type customs mch_customs_no mch_customs_name action_type out_request_no amount sub_order_no fee_type',
    'order_fee product_fee transport_fee code redirect_uri redirect_url mchntnm currency package appId timeStamp nonceStr',
    'signType paySign txzone product_name valid_time orig_syssn',
  ].flatMap((line) => line.split(' ')),
);

function squashed(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Theirs have letters, digits and `_` only. */
const bySquashed: ReadonlyMap<string, string> = new Map(
  [...apiNames].map((name) => [name.toLowerCase().replaceAll('_', ''), name]),
);

export function isApiName(name: string): boolean {
  return apiNames.has(name);
}

/** QFPay's name for one that differs from it by capitals, `_` and `-` only: `TXAMT`, `outTradeNo`. Any other as it is. */
export function apiNameOf(name: string): string {
  return bySquashed.get(squashed(name)) ?? name;
}

const headers =
  /^(x-|http_|content-|accept|user-agent$|host$|connection$|cookie$|authorization$|referer$|origin$|cache-control$|date$|server$|via$|postman-token$)/i;

/** Whether a request can have a parameter of this name. A line of its head or a heading above it is none. */
export function canBeParameter(name: string): boolean {
  if (isApiName(name)) return true;
  return isWord(name) && !headers.test(name) && !headings.has(name.toLowerCase());
}

/** Node looks up what letters are in milliseconds, which no name of ASCII need cost. */
function isWord(name: string): boolean {
  return /^[A-Za-z_][\w.[\]]*$/.test(name) || (/[^\0-\x7f]/.test(name) && /^[\p{L}_][\p{L}\p{N}_.[\]]*$/u.test(name));
}

/** Words that stand in front of a request, never in one. */
const headings: ReadonlySet<string> = new Set(
  'body headers header params parameters data form payload request response url uri method post get debug info warn error level msg message logger'.split(
    ' ',
  ),
);
