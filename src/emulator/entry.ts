import type { EndpointName } from '../catalog/endpoints.ts';
import type { NotifyType } from '../notification/notification-kinds.ts';

/** One fact on the emulator's books; what is undefined in it is absent. What was refunded or cancelled is not written here: the entries about it tell. */
export interface Entry {
  readonly kind: Exclude<EndpointName, 'query' | 'create_payment_intent' | 'create_token_intent'> | 'intent' | 'notice';
  /** 26 digits, as text. */
  readonly syssn: string;
  /** Whose it is: app code and mchid. Numbers are unique within it. */
  readonly owner: string;
  readonly out_trade_no: string;
  /** The payment that a refund, reversal or close is about. */
  readonly orig_syssn?: string;
  /** Cents. */
  readonly txamt: number;
  readonly txcurrcd: string;
  readonly pay_type: string;
  /** As it was sent. */
  readonly txdtm: string;
  /** Milliseconds since 1970, as all times here. */
  readonly made_at: number;
  /** When the payer pays; absent when nobody will. Time stamps decide, so that no process has to be there then. */
  readonly pays_at?: number | undefined;
  readonly expires_at?: number | undefined;
  /** How it finally failed; absent while it has not. */
  readonly respcd?: string;
  /** What a query says until `pays_at`, in place of 1143. */
  readonly pending_respcd?: string;
  /** The payer is at the password; nobody pays until he acts. */
  readonly at_password?: boolean;
  readonly goods_name?: string;
  readonly udid?: string;
  /** Where the payer goes back to. */
  readonly return_url?: string | undefined;
  /** Where it is told that the money moved, if it was said with the payment. */
  readonly notify_url?: string | undefined;
  readonly notification_fault?: NotificationFault | undefined;
  readonly notified?: Notified;
  /** The card that was tried, as QFPay masks it; only on a page is a card paid with. */
  readonly cardcd?: string;
  /** The form of the page that it came by: the same one is taken once. */
  readonly form?: string;
  /** What is to be done on a page of the shop, with the parameters that it was made with. */
  readonly intent?: IntentFacts;
  /** An event that is told of and is no transaction. */
  readonly notice?: EventNotice;
}

export interface IntentFacts {
  readonly id: string;
  readonly given: Readonly<Record<string, string>>;
  /** A card is kept, and nothing is paid. */
  readonly is_token: boolean;
}

export interface EventNotice {
  readonly notify_type: NotifyType;
  readonly fields: Readonly<Record<string, string>>;
}

/** What may befall a notification: it comes twice, after a later one, never, or with a signature that is not ours. */
export type NotificationFault = 'twice' | 'late' | 'never' | 'forged';

/** How far telling somebody of it has come. It is over when it was taken, or nobody will try again. */
export interface Notified {
  readonly attempts: number;
  readonly last_at: number;
  readonly is_over: boolean;
}
