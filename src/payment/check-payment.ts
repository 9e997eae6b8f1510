import { currencies, findCurrency } from '../catalog/currencies.ts';
import { isLoopback } from '../catalog/endpoints.ts';
import type { PayType } from '../catalog/pay-types.ts';
import { type Fault, type Lifted, liftRules } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import { parseTxamt } from '../transaction/money.ts';
import { checkOutTradeNo } from '../transaction/transaction.ts';
import { checkTxdtm } from '../transaction/txdtm.ts';
import { findParameterRule, h5ExtendInfo, howToGive, type ParameterRule, parameterRules } from './parameter-rules.ts';

interface CheckedPayment {
  /** To be sent as they are when there is no fault. */
  readonly parameters: readonly Parameter[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/**
 * Holds a payment's parameters against everything that QFPay documents, before anything is sent, and tells all faults at once.
 * @param pay_type undefined when what was typed is none; then only what holds for every pay type is checked
 * @param parameters raw text by wire name, with `txamt`, `txcurrcd` and `pay_type`; `out_trade_no` and `txdtm` may be made later
 */
export function checkPayment(
  pay_type: PayType | undefined,
  parameters: readonly Parameter[],
  options: { readonly skip_rule?: readonly string[] | undefined } = {},
): CheckedPayment {
  const values: ParameterValues = new Map(parameters);
  const found = [
    ...repeatedFaults(parameters),
    ...parameters.flatMap((parameter) => parameterFaults(parameter, pay_type)),
    ...(pay_type ? payTypeFaults(pay_type, values) : []),
    ...combinationFaults(values),
  ];
  const { skip_rule = [] } = options;
  const { faults, warnings } = skipRules(found.map(hideValue), skip_rule);
  const advice = skip_rule.includes('goods-name-advice') ? [] : goodsWarnings(values);
  return { parameters, faults, warnings: [...warnings, ...paymentWarnings(pay_type, values), ...advice] };
}

/** A payer's code is as good as money for a minute; what an unknown parameter holds may be the key. */
function hideValue(fault: Fault): Fault {
  const rule = findParameterRule(fault.field);
  if (rule && !rule.personal) return fault;
  const { value: _value, ...rest } = fault;
  return rest;
}

function parameterFaults([name, value]: Parameter, pay_type: PayType | undefined): Fault[] {
  const rule = findParameterRule(name);
  if (!rule) return [unknownParameter(name)];
  if (value === '') return [{ field: name, value, rule: t`must not be empty: leave it out instead` }];
  switch (name) {
    case 'txamt': {
      const read = parseTxamt(value);
      return 'fault' in read ? [read.fault] : [];
    }
    case 'txcurrcd':
      return currencyFaults(value);
    case 'out_trade_no':
      return [checkOutTradeNo(value) ?? []].flat();
    case 'txdtm':
      return [checkTxdtm(value) ?? []].flat();
    default:
      return valueFaults(rule, value, pay_type);
  }
}

function unknownParameter(field: string): Fault {
  const names = parameterRules.map(({ name }) => name);
  const rule = t`is not a parameter of a payment`;
  return liftable('unknown-parameter', { field, rule, ...didYouMean(field, names) });
}

export function currencyFaults(value: string): Fault[] {
  if (findCurrency(value)) return [];
  const upper = value.toUpperCase();
  if (findCurrency(upper)) {
    return [{ field: 'txcurrcd', value, rule: t`must be in upper case`, next: `--currency ${upper}` }];
  }
  const rule = t`must be a currency that QFPay documents`;
  const next =
    didYouMean(
      value,
      currencies.map(({ code }) => code),
    ).next ?? 'qfpay currencies';
  const fault = { field: 'txcurrcd', value, rule, next };
  return [/^[A-Z]{3}$/.test(value) ? liftable('unknown-currency', fault) : fault];
}

function repeatedFaults(parameters: readonly Parameter[]): Fault[] {
  const names = parameters.map(([name]) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((field) => ({ field, rule: t`must be given once` }));
}

function combinationFaults(values: ParameterValues): Fault[] {
  const currency = values.get('txcurrcd');
  if (values.get('rmb_tag') !== 'Y' || currency === 'CNY') return [];
  return [{ field: 'rmb_tag', value: 'Y', rule: t`needs txcurrcd CNY`, next: '--currency CNY' }];
}

function paymentWarnings(pay_type: PayType | undefined, values: ParameterValues): string[] {
  const txamt = values.get('txamt') ?? '';
  const isLow = /^[1-9]\d*$/.test(txamt) && Number(txamt) <= 200;
  return [
    ...(isLow ? [t`txamt ${txamt} is 200 or less: QFPay's risk control may refuse it`] : []),
    ...portWarning(values.get('notify_url') ?? ''),
    ...(pay_type ? payTypeWarnings(pay_type, values) : []),
  ];
}

/** QFPay calls these ports and no other; whatever runs on this machine calls any. */
function portWarning(url: string): string[] {
  const { port = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {};
  if (port === '' || ['80', '443'].includes(port) || isLoopback(hostname)) return [];
  return [t`notify_url has port ${port}: QFPay calls ports 80 and 443 only`];
}

/** The faults of one parameter's value: its form, its length, and what its pay type wants of it. */
function valueFaults(rule: ParameterRule, value: string, pay_type: PayType | undefined): Fault[] {
  const field = rule.name;
  const malformed = rule.format?.(value) ?? sceneFault(field, value, pay_type);
  return [
    ...(malformed === undefined ? [] : [{ field, value, rule: malformed }]),
    ...lengthFaults(rule, value, pay_type),
  ];
}

function sceneFault(field: string, value: string, pay_type: PayType | undefined): string | undefined {
  return field === 'extend_info' && pay_type?.flow === 'h5' ? h5ExtendInfo(value) : undefined;
}

function lengthFaults(rule: ParameterRule, value: string, pay_type: PayType | undefined): Fault[] {
  const max = pay_type ? maxLength(rule, pay_type) : rule.max_length;
  if (max === undefined || [...value].length <= max) return [];
  return [liftable('parameter-length', { field: rule.name, value, rule: t`must have at most ${max} characters` })];
}

/** The pages of WAP and of Alipay are stricter with URLs than the common ones. */
function maxLength({ name, max_length }: ParameterRule, { flow, wallet }: PayType): number | undefined {
  if (name === 'return_url' && wallet === 'alipay') return 200;
  return name.endsWith('_url') && flow === 'wap' ? 255 : max_length;
}

/**
 * "At most 20 characters, no special characters" is advice: longer and other names are sent in the field, and nobody saw one
 * refused. Which ones are special is not said.
 */
function goodsWarnings(values: ParameterValues): string[] {
  return ['goods_name', 'goods_info'].flatMap((field) => {
    const value = values.get(field) ?? '';
    const isPlain = /^[\p{L}\p{M}\p{N} ._-]*$/u.test(value);
    const length = [...value].length;
    const isShort = field === 'goods_info' || length <= 20;
    return [
      ...(isShort
        ? []
        : [t`rule goods-name-advice: ${field} has ${length} characters, and QFPay's documents advise at most 20`]),
      ...(isPlain
        ? []
        : [
            t`rule goods-name-advice: ${field} has special characters, and QFPay's documents advise letters, digits, spaces and . _ - only`,
          ]),
    ];
  });
}

/** A payment's parameters by name, for rules that look at more than one. */
type ParameterValues = ReadonlyMap<string, string>;

/** What a pay type asks for, and what it does not take. */
function payTypeFaults(pay_type: PayType, values: ParameterValues): Fault[] {
  return [
    ...viaFaults(pay_type),
    ...missingFaults(pay_type, values),
    ...foreignFaults(pay_type, values),
    ...walletCurrencyFaults(pay_type, values),
    ...minimumFaults(pay_type, values),
  ];
}

/** What is sent all the same, but may not do what is hoped for. */
function payTypeWarnings(pay_type: PayType, values: ParameterValues): string[] {
  const { code, alias } = pay_type;
  const isUnsure = values.has('expired_time') && !pay_type.expired_time && mayTakeExpiry(pay_type);
  const needsSeller = pay_type.required.includes('seller_id') && !values.has('seller_id');
  return [
    ...(pay_type.documented === false
      ? [t`pay_type ${code} (${alias}) is not in QFPay's current documents: its parameters are a guess`]
      : []),
    ...walletCurrencyWarnings(pay_type, values),
    ...(isUnsure ? [t`expired_time is not documented for every ${pay_type.flow} order and may be ignored`] : []),
    ...(needsSeller
      ? [t`seller_id is asked for by one page of QFPay's documents for ${code}: give -p seller_id=… if refused`]
      : []),
  ];
}

function viaFaults({ code, via }: PayType): Fault[] {
  if (via === 'payment') return [];
  const rule =
    via === 'checkout'
      ? t`goes through the hosted checkout page or the Element SDK, not through a payment call`
      : t`is taken by a terminal, not through a payment call`;
  return [liftable('pay-type-via', { field: 'pay_type', value: code, rule, next: t`qfpay query finds such payments` })];
}

function missingFaults({ code, alias, required }: PayType, values: ParameterValues): Fault[] {
  const missing = required.filter((name) => name !== 'seller_id' && !values.has(name));
  return missing.map((name) => {
    const rule = findParameterRule(name);
    return liftable('required-parameter', {
      field: name,
      rule: t`is required for pay_type ${code} (${alias})`,
      ...(rule ? { next: t`give ${howToGive(rule)}` } : {}),
    });
  });
}

/** Documented parameters that belong to other pay types. Of an undocumented pay type nobody knows what it takes. */
function foreignFaults(pay_type: PayType, values: ParameterValues): Fault[] {
  if (pay_type.documented === false) return [];
  const { code, alias, required, optional } = pay_type;
  return [...values]
    .filter(([name]) => {
      const rule = findParameterRule(name);
      const isOwn = rule?.common || required.includes(name) || optional.includes(name);
      return rule && !isOwn && !(name === 'expired_time' && mayTakeExpiry(pay_type));
    })
    .map(([field, value]) => {
      const rule = t`is not a parameter of pay_type ${code} (${alias})`;
      return liftable('parameter-not-for-pay-type', { field, value, rule, next: ownParameters(pay_type) });
    });
}

function ownParameters({ required, optional }: PayType): string {
  const own = [...required, ...optional];
  return own.length === 0 ? t`leave it out` : t`leave it out; this pay type takes ${own.join(', ')}`;
}

/** `expired_time` is listed for some pay types, and mentioned on the pages of these. */
function mayTakeExpiry({ code, flow, expired_time, documented }: PayType): boolean {
  return expired_time || flow === 'web' || documented === false || ['801110', '805801'].includes(code);
}

function walletCurrencyFaults({ code, currencies }: PayType, values: ParameterValues): Fault[] {
  const value = values.get('txcurrcd');
  if (currencies === undefined || value === undefined || currencies.includes(value.toUpperCase())) return [];
  const rule = t`must be HKD: pay_type ${code} takes nothing else`;
  return [liftable('hkd-only', { field: 'txcurrcd', value, rule, next: '--currency HKD' })];
}

/** Some of Hong Kong's wallets take HKD only; which ones is published nowhere. */
function walletCurrencyWarnings({ code, alias, region, wallet }: PayType, values: ParameterValues): string[] {
  const value = values.get('txcurrcd') ?? 'HKD';
  if (region !== 'HK' || ['fps', 'alipay'].includes(wallet) || value.toUpperCase() === 'HKD') return [];
  return [
    t`txcurrcd ${value}: ${code} (${alias}) is a wallet of Hong Kong, and some of these take HKD only (no list is published)`,
  ];
}

/** Of other currencies QFPay publishes no least amount. */
function minimumFaults({ code, documented, minimum }: PayType, values: ParameterValues): Fault[] {
  const value = values.get('txamt');
  const is_judged = minimum && documented !== false && values.get('txcurrcd')?.toUpperCase() === minimum.txcurrcd;
  if (!is_judged || value === undefined || !/^\d{1,11}$/.test(value) || Number(value) >= Number(minimum.txamt))
    return [];
  return [
    liftable('minimum-amount', {
      field: 'txamt',
      value,
      rule: t`must be above HKD 1.00 (100 cents) for pay_type ${code}`,
    }),
  ];
}

/** The rules of `pay` that are documented limits and may be out of date; `--skip-rule` lifts the one that is named. */
export const paymentRuleIds = [
  'out-trade-no-characters',
  'unknown-currency',
  'hkd-only',
  'minimum-amount',
  'pay-type-via',
  'unknown-parameter',
  'parameter-not-for-pay-type',
  'required-parameter',
  'parameter-length',
] as const;

export type PaymentRuleId = (typeof paymentRuleIds)[number];

/** A fault of a rule that can be lifted. */
function liftable(rule_id: PaymentRuleId, fault: Omit<Fault, 'rule_id'>): Fault {
  return { ...fault, rule_id };
}

/** Lifts the faults of the named rules, and no other. A rule that nobody knows is a fault itself. */
function skipRules(faults: readonly Fault[], asked: readonly string[] = []): Lifted {
  return liftRules(faults, asked, { command: 'pay', rule_ids: [...paymentRuleIds, 'goods-name-advice'] });
}
