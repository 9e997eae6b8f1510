import { findCurrency } from '../catalog/currencies.ts';
import type { PayType } from '../catalog/pay-types.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import { parseAmount, parseTxamt } from '../transaction/money.ts';
import { checkPayment, type PaymentRuleId } from './check-payment.ts';
import { findParameterRule } from './parameter-rules.ts';
import { findPayType, unknownPayType } from './resolve-pay-type.ts';

/** An amount as typed, in one of its two ways. */
export interface AmountOptions {
  readonly txamt?: string;
  readonly amount?: string;
}

/** The flags of `pay` that become parameters, as typed. */
export interface PaymentOptions extends AmountOptions {
  readonly pay_type?: string;
  readonly currency?: string;
  readonly out_trade_no?: string;
  readonly txdtm?: string;
  readonly goods_name?: string;
  readonly auth_code?: string;
  readonly expired_time?: string;
  readonly notify_url?: string;
  readonly return_url?: string;
  readonly udid?: string;
  /** Each `name=value`, from `-p`. */
  readonly param?: readonly string[];
  readonly skip_rule?: readonly string[];
}

/** What was meant. Only without faults may it be sent, and only then is there a pay type for certain. */
interface ReadPayment {
  readonly pay_type: PayType | undefined;
  readonly parameters: readonly Parameter[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

const flagParameters = [
  'out_trade_no',
  'txdtm',
  'goods_name',
  'auth_code',
  'expired_time',
  'notify_url',
  'return_url',
  'udid',
] as const;

/** Turns the flags of `pay` into checked parameters, with every fault at once. */
export function readPayment(options: PaymentOptions): ReadPayment {
  const txcurrcd = options.currency ?? 'HKD';
  const amount = readAmount(options, txcurrcd);
  const pay_type = options.pay_type === undefined ? undefined : findPayType(options.pay_type);
  const more = readParams(options.param ?? []);
  const parameters: Parameter[] = [
    ...amount.parameters,
    ['txcurrcd', txcurrcd],
    ...(pay_type ? [['pay_type', pay_type.code] as const] : []),
    ...flagParameters.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]] as const])),
    ...more.parameters,
  ];
  const checked = checkPayment(pay_type, parameters, options);
  const faults = [...(pay_type ? [] : [payTypeFault(options.pay_type)]), ...amount.faults, ...more.faults];
  return { ...checked, pay_type, faults: [...faults, ...checked.faults] };
}

interface ReadPart {
  readonly parameters: readonly Parameter[];
  readonly faults: readonly Fault[];
}

function payTypeFault(text: string | undefined): Fault {
  if (text !== undefined) return unknownPayType(text);
  return { field: 'pay_type', rule: t`is required`, next: t`--pay-type wechat-mpm, or another of qfpay pay-types` };
}

/** `--txamt` is checked with the other parameters; `--amount` has to be turned into cents first. */
function readAmount({ txamt, amount }: AmountOptions, currency: string): ReadPart {
  if (txamt !== undefined && amount !== undefined) {
    const fault = { field: 'amount', value: amount, rule: t`excludes --txamt: give one of the two` };
    return { parameters: [['txamt', txamt]], faults: [fault] };
  }
  if (txamt !== undefined) return { parameters: [['txamt', txamt]], faults: [] };
  if (amount === undefined) {
    return {
      parameters: [],
      faults: [{ field: 'txamt', rule: t`is required`, next: t`--txamt 1280 or --amount 12.80` }],
    };
  }
  const read = parseAmount(amount, knownCurrency(currency));
  return 'fault' in read
    ? { parameters: [], faults: [read.fault] }
    : { parameters: [['txamt', read.txamt]], faults: [] };
}

/** The same for a call that is no payment, and whose parameters nobody checks afterwards. */
export function readCheckedAmount(options: AmountOptions, currency: string): ReadPart {
  const { parameters, faults } = readAmount(options, currency);
  const read = options.txamt === undefined ? undefined : parseTxamt(options.txamt);
  return { parameters, faults: [...(read && 'fault' in read ? [read.fault] : []), ...faults] };
}

/** A misspelt currency is a fault of its own; the amount's should not hide behind it. */
function knownCurrency(currency: string): string {
  return findCurrency(currency.toUpperCase())?.code ?? currency;
}

function readParams(typed: readonly string[]): ReadPart {
  const parameters: Parameter[] = [];
  const faults: Fault[] = [];
  for (const text of typed) {
    const split = text.indexOf('=');
    const [name, value] = [text.slice(0, Math.max(split, 0)), text.slice(split + 1)];
    const reserved = findParameterRule(name)?.reserved;
    if (name === '') faults.push({ field: '-p', rule: t`must be name=value` });
    else if (reserved) faults.push({ field: name, rule: t`cannot be given by -p`, next: reserved() });
    else parameters.push([name, value]);
  }
  return { parameters, faults };
}

const requiredParameter: PaymentRuleId = 'required-parameter';

/**
 * What a payment cannot be made without and nobody has typed, in the order in which it is asked for: the pay type first, since
 * the rest depends on it. `txamt` stands for the amount, however it is given.
 */
export function missingFields(options: PaymentOptions): string[] {
  const { pay_type, txamt, amount } = options;
  return [
    ...(pay_type === undefined ? ['pay_type'] : []),
    ...(txamt === undefined && amount === undefined ? ['txamt'] : []),
    ...(pay_type === undefined ? [] : missingParameters(pay_type, options)),
  ];
}

/** `seller_id` is asked for by one page of QFPay's documents only, so it is left to whoever knows it. */
function missingParameters(pay_type: string, options: PaymentOptions): string[] {
  if (options.skip_rule?.includes(requiredParameter)) return [];
  const given = new Map<string, unknown>([
    ...Object.entries(options),
    ...(options.param ?? []).map((text) => [text.split('=', 1)[0] ?? '', text] as const),
  ]);
  const { required = [] } = findPayType(pay_type) ?? {};
  return required.filter((name) => name !== 'seller_id' && given.get(name) === undefined);
}
