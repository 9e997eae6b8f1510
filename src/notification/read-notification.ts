import { responseFields } from '../reading/vocabulary.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { type SignType, signTypes } from '../signature/sign.ts';
import { type Attempts, holdAgainst, notificationAttempts } from '../signature/verify.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { eventKey } from './notification-kinds.ts';

/** A notification as it came over the wire. */
interface ReceivedNotification {
  /** The untouched bytes: parsed and printed again they would be others. */
  readonly body: Uint8Array;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Notification {
  /** Whether `X-QF-SIGN` is the signature of these bytes under this key. */
  readonly is_valid: boolean;
  /** `X-QF-SIGN`; empty when it did not come. */
  readonly received: string;
  /** `X-QF-SIGNTYPE`: `none` when it did not come, or names no hash that QFPay has. */
  readonly announced: SignType | 'none';
  readonly expected: string;
  /** What it was held against. */
  readonly attempts: Attempts;
  /** The scalar ones as text, numbers with every digit; undefined when the body is no JSON object. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** Tells one event from another: QFPay sends the same one more than once. Undefined where the body does not say. */
  readonly event_key: string | undefined;
}

/** Verifies the bytes and only then looks into them. Compares in constant time; hex case does not matter. */
export function readNotification({ body, headers }: ReceivedNotification, key: ClientKey): Notification {
  const received = headers['x-qf-sign']?.trim() ?? '';
  const announced = signTypes.find((type) => type === headers['x-qf-signtype']?.trim().toUpperCase()) ?? 'none';
  const attempts = notificationAttempts(body, announced === 'none' ? undefined : announced);
  const { is_valid, expected } = holdAgainst(attempts, received, key);
  const fields = readFields(body);
  return { is_valid, received, announced, expected, attempts, fields, event_key: fields && eventKey(fields) };
}

function readFields(body: Uint8Array): Readonly<Record<string, string>> | undefined {
  const fields = responseFields(body);
  return fields && Object.fromEntries(fields.top);
}

/** What a notification says otherwise than QFPay's books do. */
interface Difference {
  readonly field: string;
  readonly notified: string;
  /** Empty where the record has no such field. */
  readonly queried: string;
}

/** What a notification must have in common with the record that a query finds. */
const compared = [
  'out_trade_no',
  'txamt',
  'txcurrcd',
  'pay_type',
  'respcd',
  'orig_syssn',
] as const satisfies readonly (keyof Transaction)[];

/**
 * Holds a notification against the record that `query` found under its `syssn`. A field counts where the notification has
 * it. `cancel` does not: the transaction may have gone on since it was notified.
 */
export function compareWithRecord(fields: Readonly<Record<string, string>>, record: Transaction): Difference[] {
  return compared.flatMap((field) => {
    const [notified = '', queried = ''] = [fields[field], record[field]];
    return notified === '' || notified === queried ? [] : [{ field, notified, queried }];
  });
}
