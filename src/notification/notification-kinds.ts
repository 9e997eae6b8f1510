/** A field of a notification, and what stands in it where nobody says; a field that is undefined here is left out then. */
export type NotificationLayout = readonly (readonly [field: string, otherwise: string | undefined])[];

interface NotificationKind {
  /** QFPay's fields in the order of recorded or printed notifications. */
  readonly layout: NotificationLayout;
  /** What tells one event from another: QFPay sends the same one more than once. */
  readonly identity: readonly string[];
}

/** What a payment's notification often holds where nothing is known. */
const payment: NotificationLayout = [
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
const refund: NotificationLayout = [
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

/** No recording of one is known: the fields are those of the call that releases a hold. */
const unfreeze: NotificationLayout = [
  ...refund.filter(([field]) => field !== 'notify_type' && field !== 'orig_out_trade_no'),
  ['notify_type', 'unfreeze'],
];

const payment_token: NotificationLayout = [
  ['respmsg', 'success'],
  ['card_scheme', 'VISA'],
  ['cardcd', ''],
  ['tokenid', undefined],
  ['respcd', '0000'],
  ['token_expiry_date', undefined],
  ['sysdtm', undefined],
  ['notify_type', 'payment_token'],
  ['event', 'NEW'],
  ['customer_id', undefined],
  ['token_reason', undefined],
  ['token_reference', undefined],
  ['userid', undefined],
];

const subscription: NotificationLayout = [
  ['state', 'ACTIVE'],
  ['sysdtm', undefined],
  ['notify_type', 'subscription'],
  ['subscription_id', undefined],
];

/** Also of a charge that failed: `respcd` tells. */
const subscription_payment: NotificationLayout = [
  ['txcurrcd', undefined],
  ['reason', undefined],
  ['cardcd', ''],
  ['subscription_order_id', undefined],
  ['product_id', undefined],
  ['txdtm', undefined],
  ['txamt', undefined],
  ['card_scheme', undefined],
  ['syssn', undefined],
  ['respcd', '0000'],
  ['respmsg', undefined],
  ['subscription_id', undefined],
  ['customer_id', undefined],
  ['notify_type', 'subscription_payment'],
  ['current_iteration', '1'],
];

/** The six events that QFPay documents. */
const kinds = {
  payment: { layout: payment, identity: ['syssn'] },
  refund: { layout: refund, identity: ['syssn'] },
  unfreeze: { layout: unfreeze, identity: ['syssn'] },
  payment_token: { layout: payment_token, identity: ['tokenid', 'event'] },
  subscription: { layout: subscription, identity: ['subscription_id', 'state', 'sysdtm'] },
  subscription_payment: { layout: subscription_payment, identity: ['syssn'] },
} as const satisfies Readonly<Record<string, NotificationKind>>;

/** The events whose fields are known well enough to be made here. */
export type NotifyType = keyof typeof kinds;

export const notifyTypes = Object.keys(kinds) as readonly NotifyType[];

export function isNotifyType(text: string | undefined): text is NotifyType {
  return text !== undefined && Object.hasOwn(kinds, text);
}

export function notificationLayout(notify_type: NotifyType): NotificationLayout {
  return kinds[notify_type].layout;
}

/** Whether an event of this kind is about an amount of money, which nobody can make up. */
export function hasAmount(notify_type: NotifyType): boolean {
  return kinds[notify_type].layout.some(([field]) => field === 'txamt');
}

/** The fields that say which event it is, as they are called; of a kind that is not known (a terminal's `cancel`), its `syssn`. */
export function identityFields(notify_type: string | undefined): readonly string[] {
  return isNotifyType(notify_type) ? kinds[notify_type].identity : ['syssn'];
}

/**
 * Tells one event from another. Undefined where a field of its identity is missing: then nobody can say whether it came before.
 */
export function eventKey(fields: Readonly<Record<string, string>>): string | undefined {
  const { notify_type } = fields;
  const parts = identityFields(notify_type).map((field) => fields[field] ?? '');
  return !notify_type || parts.includes('') ? undefined : [notify_type, ...parts].join(' ');
}
