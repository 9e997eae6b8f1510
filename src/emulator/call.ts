import type { JsonObject } from '../signature/python-json.ts';
import type { Book } from './book.ts';
import type { NotificationFault } from './entry.ts';
import type { Ruling } from './faults/effect.ts';
import type { Given } from './given.ts';
import type { Decision } from './ledger.ts';
import type { Refusal } from './refusal.ts';

/** How the simulated wallet behaves. */
export interface Wallet {
  /** What QR codes and `pay_url` lead to: this, a slash and the `syssn`. */
  readonly url: string;
  /** The payer pays an order that long after it was made; absent: never by himself. */
  readonly auto_pay_ms?: number | undefined;
  readonly random: { bytes(count: number): Uint8Array };
}

/** A request that was understood, and whose sender is known. */
export interface Call {
  /** App code and mchid. */
  readonly owner: string;
  readonly given: Given;
  readonly now: Date;
  readonly wallet: Wallet;
  /** Nothing is refunded from 23:30 to 00:30 in UTC+8. */
  readonly has_nights?: boolean | undefined;
  /** What the gateway decides, where the call is right. */
  readonly ruling?: Ruling | undefined;
  readonly notification_fault?: NotificationFault | undefined;
}

/** The fields of an answer, and what goes into the books with it. */
export type Decided = Decision<JsonObject>;

/** What an endpoint does: it looks at the books and decides. It does nothing by itself. */
export type Decide = (call: Call, book: Book) => Decided;

export function refused({ resperr, respcd, respmsg }: Refusal): Decided {
  return { answer: { resperr, respcd, respmsg } };
}
