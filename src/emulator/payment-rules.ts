import { findCurrency } from '../catalog/currencies.ts';
import type { PayType } from '../catalog/pay-types.ts';
import {
  cents,
  checkGiven,
  type Format,
  type Formats,
  type Given,
  integerBetween,
  number,
  oneOf,
  textUpTo,
  time,
} from './given.ts';
import { isCallable } from './notifying/attempt.ts';
import { type Refusal, refuse } from './refusal.ts';

const required = ['txamt', 'txcurrcd', 'out_trade_no', 'txdtm'];

const currency: Format = {
  rule: 'must be a currency in capitals that the gateway takes',
  accepts: (text) => findCurrency(text) !== undefined,
};

const jsonObject: Format = {
  rule: 'must be a JSON object',
  accepts: (text) => /^\s*\{/.test(text) && isJson(text),
};

/** A payment names whom this machine is to call: not what answers only to machines like it, and with nobody's password. */
const notifyUrl: Format = {
  rule: 'must be a URL of at most 256 characters, without a user name or password and not of a link-local address',
  accepts: (text) => textUpTo(256).accepts(text) && (!URL.canParse(text) || isCallable(new URL(text))),
};

/** What QFPay's parameter tables say. */
export const formats: Formats = {
  txamt: cents,
  txcurrcd: currency,
  out_trade_no: number,
  txdtm: time,
  goods_name: textUpTo(20),
  udid: textUpTo(40),
  notify_url: notifyUrl,
  return_url: textUpTo(512),
  auth_code: textUpTo(128),
  openid: textUpTo(64),
  sub_openid: textUpTo(128),
  pay_tag: oneOf('ALIPAYHK', 'ALIPAYCN'),
  limit_pay: oneOf('no_credit'),
  rmb_tag: oneOf('Y'),
  extend_info: jsonObject,
};

const formatsWithMinutes: Formats = { ...formats, expired_time: integerBetween(5, 120) };

/** 1104 for the first parameter of a payment that breaks a rule, of every payment's or of its pay type's. */
export function checkPayment(given: Given, payType: PayType): Refusal | undefined {
  const own = payType.expired_time ? formatsWithMinutes : formats;
  return checkGiven(given, [...required, ...requiredBy(payType)], own) ?? checkOwn(given, payType);
}

function checkOwn(given: Given, payType: PayType): Refusal | undefined {
  const broken = ownRules.find((rule) => rule.concerns(payType, given) && !rule.accepts(given));
  return broken && refuse('1104', broken.says);
}

/** One page alone marks `seller_id` as required; its absence is not known to be refused. */
function requiredBy({ required }: PayType): string[] {
  return required.filter((name) => name !== 'seller_id');
}

interface OwnRule {
  readonly says: string;
  concerns(payType: PayType, given: Given): boolean;
  accepts(given: Given): boolean;
}

const ownRules: readonly OwnRule[] = [
  {
    says: 'txcurrcd must be HKD for this pay_type',
    concerns: ({ wallet, region }) => wallet === 'fps' || (wallet === 'alipay' && region === 'HK'),
    accepts: (given) => given('txcurrcd') === 'HKD',
  },
  {
    says: 'txamt must be above 100 for pay_type 801101',
    concerns: ({ code }) => code === '801101',
    accepts: (given) => Number(given('txamt')) > 100,
  },
  {
    says: 'txcurrcd must be CNY with rmb_tag Y',
    concerns: (_payType, given) => given('rmb_tag') === 'Y',
    accepts: (given) => given('txcurrcd') === 'CNY',
  },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
