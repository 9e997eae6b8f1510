import { currencies, findCurrency } from '../catalog/currencies.ts';
import type { PayType } from '../catalog/pay-types.ts';
import type { Fault } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { parseTxamt } from '../transaction/money.ts';
import { checkOutTradeNo } from '../transaction/out-trade-no.ts';
import { checkTxdtm } from '../transaction/txdtm.ts';
import { valueFaults } from './check-value.ts';
import { findParameterRule, parameterRules } from './parameter-rules.ts';
import { payTypeFaults, payTypeWarnings, type Values } from './pay-type-rules.ts';
import { liftable, skipRules } from './skip-rules.ts';

export interface CheckedPayment {
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
  const values: Values = new Map(parameters);
  const found = [
    ...repeatedFaults(parameters),
    ...parameters.flatMap((parameter) => parameterFaults(parameter, pay_type)),
    ...(pay_type ? payTypeFaults(pay_type, values) : []),
    ...combinationFaults(values),
  ];
  const { faults, warnings } = skipRules(found.map(hideValue), options.skip_rule);
  return { parameters, faults, warnings: [...warnings, ...paymentWarnings(pay_type, values)] };
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

function combinationFaults(values: Values): Fault[] {
  const currency = values.get('txcurrcd');
  if (values.get('rmb_tag') !== 'Y' || currency === 'CNY') return [];
  return [{ field: 'rmb_tag', value: 'Y', rule: t`needs txcurrcd CNY`, next: '--currency CNY' }];
}

function paymentWarnings(pay_type: PayType | undefined, values: Values): string[] {
  const txamt = values.get('txamt') ?? '';
  const isLow = /^[1-9]\d*$/.test(txamt) && Number(txamt) <= 200;
  return [
    ...(isLow ? [t`txamt ${txamt} is 200 or less: QFPay's risk control may refuse it`] : []),
    ...(pay_type ? payTypeWarnings(pay_type, values) : []),
  ];
}
