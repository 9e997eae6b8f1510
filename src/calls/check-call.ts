import { currencies, findCurrency } from '../catalog/currencies.ts';
import type { DocumentedEndpoint, EndpointParameter, ParameterForm } from '../catalog/endpoint-table.ts';
import type { Fault } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { cardFaults } from './card-data.ts';

/** The rules of `api` that are documented limits and may be out of date; `--skip-rule` lifts the one that is named. */
export const callRuleIds = [
  'unknown-parameter',
  'parameter-length',
  'parameter-value',
  'parameter-not-together',
  'required-parameter',
  'unknown-currency',
  'products-shape',
  'order-fee-sum',
  'subscription-charge-state',
] as const;

export type CallRuleId = (typeof callRuleIds)[number];

function liftable(rule_id: CallRuleId, fault: Omit<Fault, 'rule_id'>): Fault {
  return { ...fault, rule_id };
}

/**
 * Holds the parameters of a documented call against the table of endpoints, all faults at once. What the tool fills in by itself
 * (a number, a time, the app code) is no fault where it is missing.
 */
export function callFaults(endpoint: DocumentedEndpoint, parameters: readonly Parameter[]): Fault[] {
  const values = new Map(parameters);
  return [
    ...nameFaults(endpoint, parameters),
    ...endpoint.parameters.flatMap((rule) => parameterFaults(rule, values)),
    ...groupFaults(endpoint, values),
    ...feeFaults(values, endpoint),
    ...cardFaults(parameters),
  ];
}

/** What holds for every call, also for a path that the table does not know. */
export function plainFaults(parameters: readonly Parameter[]): Fault[] {
  return [...repeatedFaults(parameters), ...signFaults(parameters), ...cardFaults(parameters)];
}

function nameFaults({ name, parameters: known, without_mchid }: DocumentedEndpoint, given: readonly Parameter[]) {
  const names = known.map((rule) => rule.name);
  const unknown = given.filter(([each]) => !names.includes(each) && each !== 'mchid' && each !== 'sign');
  return [
    ...repeatedFaults(given),
    ...signFaults(given),
    ...unknown.map(([field]) =>
      liftable('unknown-parameter', { field, rule: t`is not a parameter of ${name}`, ...didYouMean(field, names) }),
    ),
    ...(without_mchid && given.some(([each]) => each === 'mchid')
      ? [{ field: 'mchid', rule: t`must not be sent with ${name}` }]
      : []),
  ];
}

function repeatedFaults(given: readonly Parameter[]): Fault[] {
  const names = given.map(([name]) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((field) => ({ field, rule: t`must be given once` }));
}

function signFaults(given: readonly Parameter[]): Fault[] {
  const rule = t`must be left out: the tool signs what it sends`;
  return given.some(([name]) => name === 'sign') ? [{ field: 'sign', rule }] : [];
}

function parameterFaults(rule: EndpointParameter, values: ReadonlyMap<string, string>): Fault[] {
  const { name, form, required, filled, only_with } = rule;
  const value = values.get(name);
  if (value === undefined) {
    const wanted = rule.values ? t`must be ${rule.values.join(t` or `)}` : formRule(form);
    const fault = { field: name, rule: t`is required`, next: t`give ${name}=… (${wanted})` };
    return required && !filled ? [fault] : [];
  }
  if (value === '') return [{ field: name, value, rule: t`must not be empty: leave it out instead` }];
  const malformed = isOfForm(form, value) ? undefined : formRule(form);
  return [
    ...(malformed === undefined ? valueFaults(rule, value) : [{ field: name, value, rule: malformed }]),
    ...(only_with && values.get(only_with[0]) !== only_with[1]
      ? [liftable('parameter-not-together', { field: name, value, rule: t`goes with ${only_with.join('=')} only` })]
      : []),
  ];
}

/** Of a value that has the right form: documented limits, which may have changed. */
function valueFaults({ name, form, max, most, values }: EndpointParameter, value: string): Fault[] {
  const field = name;
  if (form === 'currency' && !findCurrency(value)) return [unknownCurrency(field, value)];
  if (form === 'json-list' && name === 'products') return productFaults(field, value);
  return [
    ...(max !== undefined && [...value].length > max
      ? [liftable('parameter-length', { field, value, rule: t`must have at most ${max} characters` })]
      : []),
    ...(most !== undefined && Number(value) > most
      ? [liftable('parameter-length', { field, value, rule: t`must be at most ${most}` })]
      : []),
    ...(values && !values.includes(value)
      ? [
          liftable('parameter-value', {
            field,
            value,
            rule: t`must be ${values.join(t` or `)}`,
            ...didYouMean(value, values),
          }),
        ]
      : []),
  ];
}

function unknownCurrency(field: string, value: string): Fault {
  const codes = currencies.map(({ code }) => code);
  const rule = t`must be a currency that QFPay documents`;
  return liftable('unknown-currency', { field, value, rule, ...didYouMean(value, codes) });
}

/** `[{product_id, quantity}]`, each quantity 1. */
function productFaults(field: string, value: string): Fault[] {
  const products: unknown = JSON.parse(value);
  const isProduct = (item: unknown) => {
    if (typeof item !== 'object' || item === null) return false;
    const { product_id, quantity = 1 } = item as Record<string, unknown>;
    return typeof product_id === 'string' && product_id !== '' && Number(quantity) === 1;
  };
  const isRight = Array.isArray(products) && products.length > 0 && products.every(isProduct);
  const rule = t`must be a list of products, each with product_id and quantity 1`;
  const next = `products='[{"product_id":"prod_…","quantity":1}]'`;
  return isRight ? [] : [liftable('products-shape', { field, value, rule, next })];
}

function groupFaults({ one_of, together }: DocumentedEndpoint, values: ReadonlyMap<string, string>): Fault[] {
  const has = (name: string) => (values.get(name) ?? '') !== '';
  const noneOf = one_of && !one_of.some(has) ? one_of : [];
  const missing = together?.some(has) ? together.filter((name) => !has(name)) : [];
  const partners = together?.filter(has).join(', ') ?? '';
  return [
    ...(noneOf.length > 0
      ? [
          liftable('required-parameter', {
            field: noneOf[0] ?? '',
            rule: t`is required, or in its place ${noneOf.slice(1).join(t` or `)}`,
          }),
        ]
      : []),
    ...missing.map((field) => liftable('required-parameter', { field, rule: t`is required beside ${partners}` })),
  ];
}

/** Of a split order: what was paid is the goods and their transport. */
function feeFaults(values: ReadonlyMap<string, string>, { group }: DocumentedEndpoint): Fault[] {
  const [order = '', product = '', transport = ''] = ['order_fee', 'product_fee', 'transport_fee'].map((name) =>
    values.get(name),
  );
  const areWhole = [order, product, transport].every((text) => /^\d{1,9}$/.test(text));
  if (group !== 'customs' || !areWhole || Number(order) === Number(product) + Number(transport)) return [];
  const sum = Number(product) + Number(transport);
  const rule = t`must be product_fee and transport_fee together, ${sum}`;
  return [liftable('order-fee-sum', { field: 'order_fee', value: order, rule })];
}

/** How each form is recognised. */
const patterns: Readonly<Partial<Record<ParameterForm, RegExp>>> = {
  text: /^\P{Cc}+$/u,
  word: /^[^\s\p{Cc}]+$/u,
  cents: /^[1-9]\d{0,10}$/,
  count: /^[1-9]\d{0,8}$/,
  whole: /^(0|[1-9]\d{0,8})$/,
  currency: /^[A-Z]{3}$/,
  'pay-type': /^\d{6}$/,
  'pay-types': /^\d{6}(,\d{6})*$/,
  number: /^[^\s,\p{Cc}]+$/u,
  numbers: /^[^\s,\p{Cc}]+(,[^\s,\p{Cc}]+)*$/u,
  respcd: /^\d{4}$/,
  decimal: /^(0|[1-9]\d{0,9})(\.\d{1,2})?$/,
  email: /^[^\s@]+@[^\s@]+$/,
  mchid: /^[\w-]+$/,
};

function isOfForm(form: ParameterForm, value: string): boolean {
  switch (form) {
    case 'time':
      return parseGatewayTime(value) !== undefined;
    case 'any-time':
      return parseGatewayTime(value) !== undefined || isIsoTime(value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && parseGatewayTime(`${value} 00:00:00`) !== undefined;
    case 'url':
      return /^https?:\/\/[^\s/]\S*$/i.test(value) && URL.canParse(value);
    case 'json-object':
      return isJson(value, (parsed) => typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed));
    case 'json-list':
      return isJson(value, Array.isArray);
    default:
      return patterns[form]?.test(value) ?? false;
  }
}

function isIsoTime(value: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function isJson(value: string, accepts: (parsed: unknown) => boolean): boolean {
  try {
    return accepts(JSON.parse(value));
  } catch {
    return false;
  }
}

/** What a value of a form has to be, as the rest of a sentence that begins with its name. */
export function formRule(form: ParameterForm): string {
  const rules: Readonly<Record<ParameterForm, string>> = {
    text: t`must be text without control characters`,
    word: t`must have no space or control character`,
    cents: t`must be a whole number above 0, in the currency's smallest unit`,
    count: t`must be a whole number from 1`,
    whole: t`must be a whole number from 0`,
    currency: t`must be three capital letters, such as HKD`,
    'pay-type': t`must be six digits, such as 800201`,
    'pay-types': t`must be six digits, or a comma list of such`,
    number: t`must be one number without comma or space`,
    numbers: t`must be a number, or a comma list of numbers`,
    respcd: t`must be four digits, such as 0000`,
    time: t`must be a time as YYYY-MM-DD HH:mm:ss`,
    'any-time': t`must be a time as YYYY-MM-DD HH:mm:ss, or ISO 8601 with its offset`,
    date: t`must be a day as YYYY-MM-DD`,
    url: t`must be an http or https URL`,
    'json-object': t`must be a JSON object`,
    'json-list': t`must be a JSON list`,
    decimal: t`must be an amount such as 2.00`,
    email: t`must be an e-mail address`,
    mchid: t`must be a store number of letters and digits`,
  };
  return rules[form];
}
