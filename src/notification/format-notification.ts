import type { ClientKey } from '../signature/client-key.ts';
import { formatPythonJson } from '../signature/python-json.ts';
import { digest } from '../signature/sign.ts';

/** The events whose fields are known well enough to be made here. */
export type NotifyType = keyof typeof layouts;

/** By field, as text; `txamt` in cents. */
export type NotificationFields = Readonly<Record<string, string | undefined>>;

/** What was given, or else this text; a field that is undefined here is left out when it was not given. */
type Layout = readonly (readonly [field: string, otherwise: string | undefined])[];

/** QFPay's fields in the order of recorded notifications; what they often hold where nothing is known. */
const payment: Layout = [
  ['status', '1'],
  ['pay_type', undefined],
  ['sysdtm', undefined],
  ['paydtm', undefined],
  ['goods_name', ''],
  ['txcurrcd', undefined],
  ['txdtm', undefined],
  ['mchid', undefined],
  ['txamt', undefined],
  ['exchange_rate', ''],
  ['chnlsn2', ''],
  ['out_trade_no', undefined],
  ['syssn', undefined],
  ['cash_fee_type', ''],
  ['cancel', '0'],
  ['respcd', '0000'],
  ['goods_info', ''],
  ['cash_fee', '0'],
  ['notify_type', 'payment'],
  ['chnlsn', ''],
  ['cardcd', ''],
];

/** Without `status`, unlike a payment's. `syssn` and `out_trade_no` are the refund's own. */
const refund: Layout = [
  ['sysdtm', undefined],
  ['txcurrcd', undefined],
  ['orig_out_trade_no', undefined],
  ['mchid', undefined],
  ['txdtm', undefined],
  ['txamt', undefined],
  ['orig_syssn', undefined],
  ['out_trade_no', undefined],
  ['syssn', undefined],
  ['respcd', '0000'],
  ['notify_type', 'refund'],
];

const layouts = { payment, refund } as const;

export const notifyTypes: readonly NotifyType[] = ['payment', 'refund'];

/**
 * The raw body of a notification, in QFPay's order and spelling. A field that the layout does not know goes to the end, as
 * QFPay may add fields at any time.
 */
export function formatNotification(notify_type: NotifyType, given: NotificationFields): string {
  const layout = layouts[notify_type];
  const known = layout.map(([field, otherwise]) => [field, given[field] ?? otherwise] as const);
  const added = Object.entries(given).filter(([field]) => !layout.some(([name]) => name === field));
  const present = [...known, ...added].flatMap(([field, value]) =>
    value === undefined ? [] : [[field, value] as const],
  );
  return formatPythonJson(Object.fromEntries(present));
}

/** `X-QF-SIGN` of a notification: MD5 over its very bytes and the key, in upper case. No sorting, no form. */
export function signNotification(body: string | Uint8Array, key: ClientKey): string {
  return digest(body, key, 'MD5');
}
