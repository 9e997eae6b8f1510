import { type Fault, refuse } from '../errors.ts';
import { t } from '../language/t.ts';
import { type ClientKey, hashHex } from './client-key.ts';

/** A parameter as it is sent: raw text, not percent-encoded, not trimmed. */
export type Parameter = readonly [name: string, value: string];

export interface Dropped {
  readonly name: string;
  readonly value: string;
  readonly reason: 'signature' | 'sign_type' | 'empty' | 'checkout_lang';
}

export interface Selection {
  readonly kept: readonly Parameter[];
  readonly dropped: readonly Dropped[];
}

export interface SelectionRule {
  /** The hosted checkout signs `sign_type`, every other call leaves it out. */
  readonly signs_sign_type?: boolean;
  /** QFPay's documents of 2025 keep the checkout's `lang` out of its signature; later ones are silent. */
  readonly leaves_out_lang?: boolean;
}

const tradeRule: SelectionRule = {};

/** For the link to QFPay's own payment page. */
export const checkoutRule: SelectionRule = { signs_sign_type: true, leaves_out_lang: true };

/** Which parameters are signed. `0` is a value and stays; a parameter given twice stays twice. */
export function selectSigned(parameters: readonly Parameter[], rule: SelectionRule = {}): Selection {
  const kept: Parameter[] = [];
  const dropped: Dropped[] = [];
  for (const parameter of parameters) {
    const [name, value] = parameter;
    const reason = dropReason(name, value, rule);
    if (reason === undefined) kept.push(parameter);
    else dropped.push({ name, value, reason });
  }
  return { kept, dropped };
}

function dropReason(name: string, value: string, rule: SelectionRule): Dropped['reason'] | undefined {
  if (name === 'sign') return 'signature';
  if (name === 'sign_type' && !rule.signs_sign_type) return 'sign_type';
  if (name === 'lang' && rule.leaves_out_lang) return 'checkout_lang';
  return value === '' ? 'empty' : undefined;
}

/** Whether a parameter is signed. */
export function isSigned([name, value]: Parameter, is_checkout = false): boolean {
  return dropReason(name, value, is_checkout ? checkoutRule : tradeRule) === undefined;
}

/**
 * The gateway sorts names by their bytes: `_` before small letters, capitals first. A locale's order would differ. JavaScript
 * compares UTF-16, which is the order of the bytes unless a name has a character beyond it.
 */
export function sortParameters(parameters: readonly Parameter[]): Parameter[] {
  if (parameters.some(([name]) => /[\u{10000}-\u{10ffff}]/u.test(name))) {
    return [...parameters].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
  return sortByUnits(parameters);
}

/** The same for names without characters beyond UTF-16, many times as fast, and fastest where nothing is to be done. */
export function sortByUnits(parameters: readonly Parameter[]): Parameter[] {
  const copy = parameters.slice();
  return isSorted(copy) ? copy : copy.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}

function isSorted(parameters: readonly Parameter[]): boolean {
  let last = '';
  for (const parameter of parameters) {
    if (parameter[0] < last) return false;
    last = parameter[0];
  }
  return true;
}

/** `a=1&b=2` of the sorted parameters, values raw. The key is appended to this, with nothing between. */
export function canonicalText(parameters: readonly Parameter[]): string {
  let text = '';
  for (const [name, value] of sortParameters(parameters)) text += `${text === '' ? '' : '&'}${name}=${value}`;
  return text;
}

/** QFPay wants the source of a checkout link to end so; no other call has the parameter. */
export function isCheckout(parameters: readonly Parameter[]): boolean {
  return parameters.some(([name, value]) => name === 'paysource' && value.endsWith('_checkout'));
}

const keyNames = /^(qfpay_?)?((client|app|api|secret|private)[_-]?)?(key|secret)$/i;

/**
 * Parameters that look like the client key. It is appended to what is signed and never sent; as a parameter it would be
 * printed, and sent to whoever reads the request. Its value stands in no fault. Several keys, where more than one is known.
 */
export function keyFaults(parameters: readonly Parameter[], ...keys: readonly Pick<ClientKey, 'isIn'>[]): Fault[] {
  return parameters.flatMap(([name, value], index) => {
    if (keys.some((key) => key.isIn(name)))
      return [fault(t`parameter ${index + 1}`, t`has the client key in its name: the key is never a parameter`)];
    if (keys.some((key) => key.isIn(value)))
      return [fault(name, t`holds the client key: the key is never a parameter`)];
    return keyNames.test(name) ? [fault(name, t`is named like the client key: the key is never a parameter`)] : [];
  });
}

function fault(field: string, rule: string): Fault {
  return {
    field,
    rule,
    next: t`leave it out; the key comes from QFPAY_KEY, a profile or --key-file`,
  };
}

/**
 * Before anything is kept, shown or sent.
 * @throws UsageError a parameter that looks like the client key, without its value
 */
export function refuseKey(parameters: readonly Parameter[], ...keys: readonly Pick<ClientKey, 'isIn'>[]): void {
  refuse(keyFaults(parameters, ...keys));
}

export type SignType = 'SHA256' | 'MD5';

export const signTypes: readonly SignType[] = ['SHA256', 'MD5'];

/** The plain hash (no HMAC) of text or bytes followed by the key, in upper-case hex, as the gateway prints it. */
export function digest(content: string | Uint8Array, key: ClientKey, sign_type: SignType): string {
  return hashHex(sign_type, content, key.reveal()).toUpperCase();
}

/**
 * The signature of a request: empty parameters, `sign` and `sign_type` left out, the rest sorted and joined raw, the key
 * appended.
 */
export function sign(
  parameters: readonly Parameter[],
  key: ClientKey,
  sign_type: SignType,
  rule: SelectionRule = {},
): string {
  return digest(canonicalText(selectSigned(parameters, rule).kept), key, sign_type);
}

/** The headers that carry it. MD5 needs no `X-QF-SIGNTYPE`, but naming it does no harm and helps whoever reads a trace. */
export function signatureHeaders(
  app_code: string | undefined,
  signature: string,
  sign_type: SignType,
): Record<string, string> {
  return {
    ...(app_code === undefined ? {} : { 'X-QF-APPCODE': app_code }),
    'X-QF-SIGN': signature,
    'X-QF-SIGNTYPE': sign_type,
  };
}
