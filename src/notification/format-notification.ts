import type { ClientKey } from '../signature/client-key.ts';
import { formatPythonJson } from '../signature/python-json.ts';
import { digest } from '../signature/sign.ts';
import { type NotifyType, notificationLayout } from './notification-kinds.ts';

/** By field, as text; `txamt` in cents. */
export type NotificationFields = Readonly<Record<string, string | undefined>>;

/**
 * The raw body of a notification, in QFPay's order and spelling. A field that the layout does not know goes to the end, as
 * QFPay may add fields at any time.
 */
export function formatNotification(notify_type: NotifyType, given: NotificationFields): string {
  const layout = notificationLayout(notify_type);
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
