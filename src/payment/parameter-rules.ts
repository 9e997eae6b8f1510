import { t } from '../language/t.ts';
import { type Format, jsonObject, minutes, oneOf, oneWord, plainText, webAddress } from './value-formats.ts';

/** One parameter of a payment, as QFPay documents it. Amount, currency, number and time have rooms of their own. */
export interface ParameterRule {
  readonly name: string;
  /** In characters; String(n) of the documents. */
  readonly max_length?: number;
  readonly format?: Format;
  /** Taken by every pay type; the others stand in the catalogue as `required` or `optional`. */
  readonly common?: true;
  /** The flag that gives it, for a hint. */
  readonly flag?: string;
  /** The payer's: its value stands in no message. */
  readonly personal?: true;
  /** Never by `-p`: the tool makes it, or it has one place where it is said. */
  readonly reserved?: () => string;
}

export const parameterRules: readonly ParameterRule[] = [
  { name: 'txamt', common: true, reserved: by('--txamt') },
  { name: 'txcurrcd', common: true, reserved: by('--currency') },
  { name: 'pay_type', common: true, reserved: by('--pay-type') },
  { name: 'mchid', common: true, reserved: () => t`use --mchid or QFPAY_MCHID` },
  { name: 'sign', common: true, reserved: () => t`leave it out: it goes in a header, and is made from the rest` },
  { name: 'sign_type', common: true, reserved: by('--sign-type') },
  { name: 'out_trade_no', common: true, flag: '--out-trade-no' },
  { name: 'txdtm', common: true, flag: '--txdtm' },
  { name: 'goods_name', common: true, flag: '--goods-name', max_length: 64, format: plainText },
  { name: 'udid', common: true, flag: '--udid', max_length: 40, format: plainText },
  { name: 'notify_url', common: true, flag: '--notify-url', max_length: 256, format: webAddress },
  { name: 'return_url', flag: '--return-url', max_length: 512, format: webAddress },
  { name: 'auth_code', flag: '--auth-code', personal: true, max_length: 128, format: oneWord },
  { name: 'expired_time', flag: '--expired-time', format: minutes },
  { name: 'pay_tag', format: oneOf('ALIPAYHK', 'ALIPAYCN') },
  { name: 'limit_pay', format: oneOf('no_credit') },
  { name: 'rmb_tag', format: oneOf('Y') },
  { name: 'goods_info', format: plainText },
  { name: 'seller_id', format: oneWord },
  { name: 'sub_openid', personal: true, max_length: 128, format: oneWord },
  { name: 'openid', personal: true, max_length: 64, format: oneWord },
  { name: 'extend_info', personal: true, format: jsonObject },
];

function by(flag: string): () => string {
  return () => t`use ${flag}`;
}

export function findParameterRule(name: string): ParameterRule | undefined {
  return parameterRules.find((rule) => rule.name === name);
}

/** How a parameter is given on the command line. */
export function howToGive({ name, flag }: ParameterRule): string {
  return flag === undefined ? `-p ${name}=…` : `${flag} …`;
}
