import { type Fault, liftRules } from '../errors.ts';
import { t } from '../language/t.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { canonicalText, checkoutRule, digest, type Parameter, type SignType, selectSigned } from '../signature/sign.ts';
import { checkOutTradeNo } from '../transaction/transaction.ts';
import { currencyFaults } from './check-payment.ts';
import { minutes, oneOf, oneWord, plainText, type ValueFormat, webAddress } from './parameter-rules.ts';
import { type AmountOptions, readCheckedAmount } from './read-payment.ts';
/** The flags of `checkout` that become parameters of the link, as typed. */
export interface CheckoutOptions extends AmountOptions {
  readonly currency?: string;
  readonly out_trade_no?: string;
  readonly goods_name?: string;
  readonly return_url?: string;
  readonly failed_url?: string;
  readonly notify_url?: string;
  readonly cancel_url?: string;
  readonly paysource?: string;
  readonly expired_time?: string;
  readonly checkout_expired_time?: string;
  readonly checkout_lang?: string;
  readonly udid?: string;
  readonly limit_pay?: string;
  readonly skip_rule?: readonly string[];
}

/** What was meant. Only without faults may a link be made of it. */
export interface ReadCheckout {
  /** Without what the tool adds: whose it is, its time, and its number where none was typed. */
  readonly parameters: readonly Parameter[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/** A parameter of the link by its wire name, the flag that gives it, and what its value has to be. */
interface CheckoutParameter {
  readonly name: string;
  readonly flag: Exclude<keyof CheckoutOptions, 'skip_rule' | 'txamt' | 'amount'>;
  readonly is_required?: true;
  /** String(n) of the documents, in characters. */
  readonly max_length?: number;
  readonly format?: ValueFormat;
}

/** `paysource` has no length: the documents print String(12) beside a default of 18 letters that works. */
const table: readonly CheckoutParameter[] = [
  { name: 'out_trade_no', flag: 'out_trade_no' },
  { name: 'return_url', flag: 'return_url', is_required: true, max_length: 256, format: webAddress },
  { name: 'failed_url', flag: 'failed_url', is_required: true, max_length: 256, format: webAddress },
  { name: 'notify_url', flag: 'notify_url', is_required: true, max_length: 256, format: webAddress },
  { name: 'cancel_url', flag: 'cancel_url', max_length: 256, format: webAddress },
  { name: 'paysource', flag: 'paysource', format: paysource },
  { name: 'goods_name', flag: 'goods_name', format: goodsName },
  { name: 'udid', flag: 'udid', max_length: 40, format: plainText },
  { name: 'limit_pay', flag: 'limit_pay', format: oneOf('no_credit') },
  { name: 'expired_time', flag: 'expired_time', format: minutes },
  { name: 'checkout_expired_time', flag: 'checkout_expired_time' },
  { name: 'lang', flag: 'checkout_lang', format: checkoutLanguage },
];

export const defaultPaysource = 'remotepay_checkout';
const languages = ['zh-hk', 'zh-cn', 'en'];

/** The rules of `checkout` that are documented limits and may be out of date. */
export const checkoutRules = {
  command: 'checkout',
  rule_ids: ['out-trade-no-characters', 'unknown-currency', 'parameter-length'],
};

/** Turns the flags of `checkout` into checked parameters, with every fault at once. Pure; the time is for what is over already. */
export function readCheckout(options: CheckoutOptions, now: Date): ReadCheckout {
  const txcurrcd = options.currency ?? 'HKD';
  const amount = readCheckedAmount(options, txcurrcd);
  const given = { paysource: defaultPaysource, ...options };
  const parameters: Parameter[] = [
    ...amount.parameters,
    ['txcurrcd', txcurrcd],
    ...table.flatMap(({ name, flag }) => (given[flag] === undefined ? [] : [[name, given[flag]] as const])),
  ];
  const found = [
    ...amount.faults,
    ...currencyFaults(txcurrcd),
    ...table.flatMap((parameter) => parameterFaults(parameter, given[parameter.flag], now)),
  ];
  const { faults, warnings } = liftRules(found, options.skip_rule ?? [], checkoutRules);
  return { parameters, faults, warnings: [...warnings, ...advice(new Map(parameters))] };
}

function parameterFaults(parameter: CheckoutParameter, value: string | undefined, now: Date): Fault[] {
  const { name, flag, is_required, max_length, format } = parameter;
  const spelled = `--${flag.replaceAll('_', '-')}`;
  if (value === undefined)
    return is_required ? [{ field: name, rule: t`is required`, next: `${spelled} https://…` }] : [];
  if (value === '') return [{ field: name, value, rule: t`must not be empty: leave it out instead` }];
  if (name === 'out_trade_no') return [checkOutTradeNo(value) ?? []].flat();
  const rule = name === 'checkout_expired_time' ? expiryRule(value, now) : format?.(value);
  const faults: Fault[] = rule === undefined ? [] : [{ field: name, value, rule }];
  if (max_length !== undefined && [...value].length > max_length) {
    const length = t`must have at most ${max_length} characters`;
    faults.push({ field: name, value, rule: length, rule_id: 'parameter-length' });
  }
  return faults;
}

function paysource(value: string): string | undefined {
  return oneWord(value) ?? (value.endsWith('_checkout') ? undefined : t`must end in _checkout`);
}

function goodsName(value: string): string | undefined {
  return plainText(value) ?? ([...value].length > 64 ? t`must have at most ${64} characters` : undefined);
}

function checkoutLanguage(value: string): string | undefined {
  return languages.includes(value) ? undefined : t`must be ${languages.join(t` or `)}`;
}

/** Minutes, or the moment itself in milliseconds since 1970; one that has passed would give the payer a dead page. */
function expiryRule(value: string, now: Date): string | undefined {
  if (/^[1-9]\d{0,2}$/.test(value)) return undefined;
  if (!/^\d{13}$/.test(value))
    return t`must be minutes from 1 to 999, or a moment as 13 digits (milliseconds since 1970)`;
  return Number(value) > now.getTime() ? undefined : t`must be a moment that is still to come`;
}

/** What is let through with a word: QFPay advises it, and nobody has seen a refusal. */
function advice(values: ReadonlyMap<string, string>): string[] {
  const goods_name = values.get('goods_name') ?? '';
  const isPlain = /^[\p{L}\p{M}\p{N} ._-]*$/u.test(goods_name) && [...goods_name].length <= 20;
  const txamt = values.get('txamt') ?? '';
  const isLow = /^[1-9]\d*$/.test(txamt) && Number(txamt) <= 200;
  return [
    ...(isLow ? [t`txamt ${txamt} is 200 or less: QFPay's risk control may refuse it`] : []),
    ...(isPlain
      ? []
      : [
          t`goods_name: QFPay advises at most ${20} characters, letters, digits, spaces and . _ - only (goods-name-advice)`,
        ]),
  ];
}

/** When the page of a checkout is over, as far as it says so itself; minutes count from when the link was made. */
export function checkoutExpiry(value: string | undefined, made_at: Date): Date | undefined {
  if (value === undefined) return undefined;
  return new Date(value.length === 13 ? Number(value) : made_at.getTime() + Number(value) * 60_000);
}

/** How a link is signed. */
export interface CheckoutSigning {
  /** Without a slash at its end. */
  readonly base_url: string;
  readonly key: ClientKey;
  readonly sign_type: SignType;
  /** QFPay's documents of 2025 keep `lang` out of the signature; later ones are silent. */
  readonly signs_lang: boolean;
}

export interface SignedCheckout {
  readonly url: string;
  /** In the order of the link, `sign` at its end. */
  readonly parameters: readonly Parameter[];
  /** What was hashed, the key as its fingerprint. */
  readonly signing_string: string;
}

/**
 * The link to QFPay's page: raw values are signed, encoded ones stand in the link. `sign_type` is signed, unlike in every other call.
 * @param parameters all but `sign_type` and `sign`
 */
export function checkoutLink(parameters: readonly Parameter[], signing: CheckoutSigning): SignedCheckout {
  const { base_url, key, sign_type, signs_lang } = signing;
  const named: Parameter[] = [...parameters.filter(([, value]) => value !== ''), ['sign_type', sign_type]];
  const text = canonicalText(selectSigned(named, { ...checkoutRule, leaves_out_lang: !signs_lang }).kept);
  const signed: Parameter[] = [...named, ['sign', digest(text, key, sign_type)]];
  const query = signed.map(([name, value]) => `${name}=${encoded(value)}`).join('&');
  return { url: `${base_url}/checkstand/#/?${query}`, parameters: signed, signing_string: `${text}${key}` };
}

/** Every byte but RFC 3986's unreserved ones: a quote or a bracket would end the link where it is pasted. A space is `%20`. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
