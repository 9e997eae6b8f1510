import type { EnvName } from '../catalog/endpoints.ts';
import type { PayType } from '../catalog/pay-types.ts';
import { type Fault, liftRules } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import { checkOutTradeNo } from '../transaction/transaction.ts';
import { currencyFaults } from './check-payment.ts';
import { oneWord, plainText, webAddress } from './parameter-rules.ts';
import { type AmountOptions, readCheckedAmount } from './read-payment.ts';
import { findPayType, unknownPayType } from './resolve-pay-type.ts';
/** The flags of `intent`, as typed. */
export interface PaymentIntentOptions extends AmountOptions {
  readonly pay_type?: string;
  readonly currency?: string;
  readonly out_trade_no?: string;
  readonly customer_id?: string;
  readonly return_url?: string;
  readonly failed_url?: string;
  readonly notify_url?: string;
  readonly skip_rule?: readonly string[];
}

/** The flags of `intent token`, as typed. */
export interface TokenIntentOptions {
  readonly customer_id?: string;
  readonly token_expiry?: string;
  readonly token_reason?: string;
  readonly token_reference?: string;
  readonly notify_url?: string;
}

/** What was meant. Only without faults may it be sent. */
export interface ReadIntent {
  /** Without what the tool adds: `mchid`, the time, and the number where none was typed. */
  readonly parameters: readonly Parameter[];
  readonly pay_type?: PayType | undefined;
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/** The rules of `intent` that are documented limits and may be out of date. */
export const intentRules = {
  command: 'intent',
  rule_ids: ['out-trade-no-characters', 'unknown-currency', 'parameter-length', 'pay-type-via'],
};

/** Turns the flags of `intent` into checked parameters, with every fault at once. */
export function readPaymentIntent(options: PaymentIntentOptions): ReadIntent {
  const { currency: txcurrcd = 'HKD', out_trade_no, customer_id } = options;
  const amount = readCheckedAmount(options, txcurrcd);
  const pay_type = options.pay_type === undefined ? undefined : findPayType(options.pay_type);
  const urls = { return_url: options.return_url, failed_url: options.failed_url, notify_url: options.notify_url };
  const found = [
    ...payTypeFaults(options.pay_type, pay_type),
    ...amount.faults,
    ...currencyFaults(txcurrcd),
    ...(out_trade_no === undefined ? [] : [checkOutTradeNo(out_trade_no) ?? []].flat()),
    ...valueFaults('customer_id', customer_id, oneWord),
    ...Object.entries(urls).flatMap(([name, url]) => [
      ...valueFaults(name, url, webAddress),
      ...lengthFaults(name, url),
    ]),
  ];
  const { faults, warnings } = liftRules(found, options.skip_rule ?? [], intentRules);
  const named = { pay_type: pay_type?.code, out_trade_no, customer_id, ...urls };
  const parameters: Parameter[] = [...amount.parameters, ['txcurrcd', txcurrcd], ...givenOnes(named)];
  return { parameters, pay_type, faults, warnings };
}

/** Cards of a terminal are never in a browser; whatever else is paid online, the Element SDK has a form or a button for. */
function payTypeFaults(typed: string | undefined, found: PayType | undefined): Fault[] {
  if (typed === undefined) return [{ field: 'pay_type', rule: t`is required`, next: '--pay-type card-online' }];
  if (!found) return [unknownPayType(typed)];
  if (found.via !== 'terminal') return [];
  const rule = t`is taken by a terminal: no page in a browser can take it`;
  return [{ field: 'pay_type', value: typed, rule, next: '--pay-type card-online', rule_id: 'pay-type-via' }];
}

/** The same for `intent token`, which keeps a card of a customer and takes no amount. */
export function readTokenIntent(options: TokenIntentOptions): ReadIntent {
  const { customer_id, token_expiry, token_reason, token_reference, notify_url } = options;
  const faults = [
    ...(customer_id === undefined
      ? [{ field: 'customer_id', rule: t`is required`, next: t`--customer-id, as customer_create gave it` }]
      : valueFaults('customer_id', customer_id, oneWord)),
    ...valueFaults('token_expiry', token_expiry, calendarDay),
    ...valueFaults('token_reason', token_reason, plainText),
    ...valueFaults('token_reference', token_reference, plainText),
    ...valueFaults('notify_url', notify_url, webAddress),
  ];
  const named = { customer_id, token_expiry, token_reason, token_reference, notify_url };
  return { parameters: givenOnes(named), faults, warnings: [] };
}

function calendarDay(value: string): string | undefined {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const time = isDay ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  // Some engines take 30 February for the 2nd of March.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  return isReal ? undefined : t`must be a day as YYYY-MM-DD`;
}

function valueFaults(field: string, value: string | undefined, format: (text: string) => string | undefined): Fault[] {
  if (value === undefined) return [];
  const rule = value === '' ? t`must not be empty: leave it out instead` : format(value);
  return rule === undefined ? [] : [{ field, value, rule }];
}

function lengthFaults(field: string, value = ''): Fault[] {
  if ([...value].length <= 256) return [];
  return [{ field, value, rule: t`must have at most ${256} characters`, rule_id: 'parameter-length' }];
}

function givenOnes(named: Readonly<Record<string, string | undefined>>): Parameter[] {
  return Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** Where QFPay's script is and what it has to be told, by environment; what `local` has is the emulator's. */
const elementSdk: Readonly<
  Record<EnvName, { readonly origin: string; readonly region: string; readonly env: string }>
> = {
  prod: { origin: 'https://cdn-hk.qfapi.com', region: 'hk', env: 'prod' },
  test: { origin: 'https://test-cdn-hk.qfapi.com', region: 'hkt', env: 'test' },
  sandbox: { origin: 'https://cdn-int.qfapi.com', region: 'qa', env: 'qa' },
  local: { origin: '', region: 'qa', env: 'qa' },
};

/** An intent to be used in a page. */
export interface IntentUse {
  readonly env: EnvName;
  /** Of an emulator, which has a script of its own; absent where QFPay's is meant. */
  readonly emulator_url?: string | undefined;
  readonly kind: 'payment' | 'token';
  readonly intent: string;
  readonly customer_id?: string | undefined;
  readonly return_url?: string | undefined;
}

/**
 * One page that uses an intent: it loads the SDK of its environment, shows the card form, and pays or keeps the card. Every value
 * that others wrote is a JSON string in which nothing can end the script.
 */
export function intentHtml(use: IntentUse): string {
  const { env, kind, return_url, emulator_url } = use;
  const sdk = elementSdk[env];
  const address = `${emulator_url ?? sdk.origin}/qfpay_element/qfpay.js`;
  const confirm = return_url === undefined ? '' : scriptJson({ return_url });
  const { start, element, finish, button } = kind === 'payment' ? paymentWords(use) : tokenWords(use);
  return `<script src="${address}"></script>
<form id="qfpay-form">
  <div id="qfpay-element"></div>
  <button type="submit">${button}</button>
  <output id="qfpay-result"></output>
</form>
<script>
  const qfpay = QFpay.config(${scriptJson({ region: sdk.region, env: sdk.env })});
  ${start}
  qfpay.element().createEnhance(${scriptJson({ selector: '#qfpay-element', element })});
  document.getElementById('qfpay-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const response = await qfpay.${finish}(${confirm});
    // The browser's word is no proof: the notification or query tells.
    document.getElementById('qfpay-result').textContent = JSON.stringify(response);
  });
</script>
`;
}

interface SdkWords {
  readonly start: string;
  readonly element: string;
  readonly finish: string;
  readonly button: string;
}

/** A customer makes the card a saved one: the token comes by notification. */
function paymentWords({ intent, customer_id }: IntentUse): SdkWords {
  const shown = { paysource: 'payment_element', ...(customer_id === undefined ? {} : { customer_id }) };
  const start = `qfpay.payment().pay(${scriptJson(shown)}, ${scriptJson(intent)});`;
  return { start, element: 'payment', finish: 'confirmPayment', button: 'Pay' };
}

function tokenWords({ intent }: IntentUse): SdkWords {
  const start = `qfpay.token().intent(${scriptJson({ paysource: 'payment_element' })}, ${scriptJson(intent)});`;
  return { start, element: 'token', finish: 'createToken', button: 'Save card' };
}

/** A value in a script of a page: `</script>` and `<!--` in it stay text. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
