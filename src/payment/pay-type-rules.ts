import type { PayType } from '../catalog/pay-types.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { findParameterRule, howToGive } from './parameter-rules.ts';
import { liftable } from './skip-rules.ts';

/** A payment's parameters by name, for rules that look at more than one. */
export type Values = ReadonlyMap<string, string>;

/** What a pay type asks for, and what it does not take. */
export function payTypeFaults(pay_type: PayType, values: Values): Fault[] {
  return [
    ...viaFaults(pay_type),
    ...missingFaults(pay_type, values),
    ...foreignFaults(pay_type, values),
    ...currencyFaults(pay_type, values),
    ...minimumFaults(pay_type, values),
  ];
}

/** What is sent all the same, but may not do what is hoped for. */
export function payTypeWarnings(pay_type: PayType, values: Values): string[] {
  const { code, alias } = pay_type;
  const isUnsure = values.has('expired_time') && !pay_type.expired_time && mayTakeExpiry(pay_type);
  const needsSeller = pay_type.required.includes('seller_id') && !values.has('seller_id');
  return [
    ...(pay_type.documented === false
      ? [t`pay_type ${code} (${alias}) is not in QFPay's current documents: its parameters are a guess`]
      : []),
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

function missingFaults({ code, alias, required }: PayType, values: Values): Fault[] {
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
function foreignFaults(pay_type: PayType, values: Values): Fault[] {
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

function currencyFaults({ code, wallet, region }: PayType, values: Values): Fault[] {
  const isHkdOnly = wallet === 'fps' || (wallet === 'alipay' && region === 'HK');
  const value = values.get('txcurrcd');
  if (!isHkdOnly || value === undefined || value.toUpperCase() === 'HKD') return [];
  const rule = t`must be HKD: pay_type ${code} takes nothing else`;
  return [liftable('hkd-only', { field: 'txcurrcd', value, rule, next: '--currency HKD' })];
}

function minimumFaults({ code }: PayType, values: Values): Fault[] {
  const value = values.get('txamt');
  if (code !== '801101' || value === undefined || !/^\d{1,11}$/.test(value) || Number(value) > 100) return [];
  return [liftable('minimum-amount', { field: 'txamt', value, rule: t`must be above 100 cents for pay_type 801101` })];
}
