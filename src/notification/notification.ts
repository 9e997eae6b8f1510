import { kindOfTransaction, type TransactionKind } from '../diagnosis/outcome.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { formatPythonJson } from '../signature/python-json.ts';
import { digest } from '../signature/sign.ts';
import type { Transaction } from '../transaction/transaction.ts';
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

const typesOfKinds: Readonly<Record<TransactionKind, NotifyType | undefined>> = {
  payment: 'payment',
  capture: 'payment',
  release: 'unfreeze',
  hold: undefined,
  other: undefined,
};

/** What QFPay would call a notification of this transaction; undefined where it sends none: that money is held is no payment. */
export function notifyTypeOf(transaction: Transaction): NotifyType | undefined {
  const { order_type, orig_syssn } = transaction;
  const kind = kindOfTransaction(transaction);
  if (order_type === 'refund') return 'refund';
  return order_type === undefined && orig_syssn !== undefined && kind === 'payment' ? 'refund' : typesOfKinds[kind];
}

/** The fields of a notification that a transaction on QFPay's books tells. */
export function fieldsOfTransaction(
  transaction: Transaction,
  notify_type: NotifyType,
  mchid: string | undefined,
): NotificationFields {
  const { out_trade_no, syssn, txamt, txcurrcd, txdtm, sysdtm, respcd } = transaction;
  const common = { mchid, out_trade_no, syssn, txamt, txcurrcd, txdtm, sysdtm, respcd };
  if (notify_type === 'unfreeze') return { ...common, orig_syssn: transaction.orig_syssn };
  if (notify_type === 'refund') {
    const { orig_syssn, orig_out_trade_no } = transaction;
    return { ...common, orig_syssn, orig_out_trade_no };
  }
  // Of a capture: a payment of its own names none.
  const { pay_type, paydtm, goods_name, cancel, chnlsn, orig_syssn } = transaction;
  return { ...common, pay_type, paydtm, goods_name, cancel, chnlsn, orig_syssn };
}

/** What is changed after signing, so that an endpoint can show that it refuses it. */
export type Tampering = (typeof tamperings)[number];

export const tamperings = ['signature', 'amount', 'body'] as const;

interface SignedMessage {
  readonly body: Uint8Array;
  /** `X-QF-SIGN`. */
  readonly signature: string;
}

/**
 * Changes one thing and leaves all else to the byte: a digit of the signature, one of `txamt`, or the body by a field that
 * was not signed. Undefined where the message has no such thing.
 */
export function tamper({ body, signature }: SignedMessage, what: Tampering): SignedMessage | undefined {
  if (what === 'signature') return signature === '' ? undefined : { body, signature: otherLast(signature) };
  // As Latin-1 every byte is a letter and comes back as it was.
  const text = Buffer.from(body).toString('latin1');
  const changed = what === 'amount' ? withOtherAmount(text) : withAnotherField(text);
  return changed === undefined ? undefined : { body: Buffer.from(changed, 'latin1'), signature };
}

function otherLast(signature: string): string {
  return signature.slice(0, -1) + (signature.endsWith('0') ? '1' : '0');
}

/** Ten times as much, as a thief would like it. */
function withOtherAmount(text: string): string | undefined {
  const changed = text.replace(/("txamt"\s*:\s*"?\d+)/, '$10');
  return changed === text ? undefined : changed;
}

function withAnotherField(text: string): string | undefined {
  const end = text.lastIndexOf('}');
  return end < 0 ? undefined : `${text.slice(0, end)}, "tampered": "yes"${text.slice(end)}`;
}

/** What QFPay wants to hear, with HTTP 200; after anything else it sends the notification again. */
export const acknowledgement = 'SUCCESS';

interface EndpointAnswer {
  readonly status: number;
  readonly body: Uint8Array | string;
}

/**
 * Line ends and spaces about the word are let pass: whether QFPay minds them is not known, and many frameworks add one. A byte
 * order mark, as PHP sends one from a file that was saved with it, is none of these: then the body is not the bare word.
 */
export function isAcknowledged({ status, body }: EndpointAnswer): boolean {
  return status === 200 && /^[ \t\r\n]*SUCCESS[ \t\r\n]*$/.test(Buffer.from(body).toString('latin1'));
}
