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
