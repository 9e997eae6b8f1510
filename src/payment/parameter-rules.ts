import { t } from '../language/t.ts';

/** One parameter of a payment, as QFPay documents it. Amount, currency, number and time have rooms of their own. */
export interface ParameterRule {
  readonly name: string;
  /** In characters; String(n) of the documents. */
  readonly max_length?: number;
  readonly format?: ValueFormat;
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

/** What is wrong with a value, as the rest of a sentence that starts with its name; undefined for a good one. */
export type ValueFormat = (value: string) => string | undefined;

export function oneOf(only: string, other = only): ValueFormat {
  const rule = () => (only === other ? t`must be ${only}` : t`must be ${only} or ${other}`);
  return (value) => (value === only || value === other ? undefined : rule());
}

export function minutes(value: string): string | undefined {
  const isWhole = /^[1-9]\d*$/.test(value);
  return isWhole && Number(value) >= 5 && Number(value) <= 120 ? undefined : t`must be whole minutes from 5 to 120`;
}

export function webAddress(value: string): string | undefined {
  const isWeb = /^https?:\/\/[^\s/]/i.test(value) && !/\s/.test(value) && URL.canParse(value);
  return isWeb ? undefined : t`must be an http or https URL`;
}

/** An id or a code from a wallet: no gap in it, whatever else the wallet puts there. */
export function oneWord(value: string): string | undefined {
  return /[\s\p{Cc}]/u.test(value) ? t`must have no space or control character` : undefined;
}

export function plainText(value: string): string | undefined {
  return /\p{Cc}/u.test(value) ? t`must have no control character` : undefined;
}

function jsonObject(value: string): string | undefined {
  return parseJsonObject(value) ? undefined : t`must be a JSON object`;
}

/** WeChat's H5 page is only opened for a scene that names the site and the payer's real address. */
export function h5ExtendInfo(value: string): string | undefined {
  const info = parseJsonObject(value);
  if (!info) return undefined;
  const scene = asObject(info.scene_info);
  const h5 = asObject(scene?.h5_info);
  const missing = [
    ...['type', 'wap_url', 'wap_name']
      .filter((name) => !isText(h5?.[name]))
      .map((name) => `scene_info.h5_info.${name}`),
    ...(isText(info.spbill_create_ip) ? [] : ['spbill_create_ip']),
  ];
  return missing.length === 0 ? undefined : t`must have ${missing.join(', ')}`;
}

function parseJsonObject(value: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(value));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
