import type { EnvName } from '../catalog/endpoints.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import type { SignType } from '../signature/sign.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { CallAnswers, CallParameters } from './endpoint-types.ts';
import type { ParameterValue } from './signing.ts';

/** Who signs, where to, and where its books are. Nothing is read from environment variables, `.env` or profiles. */
export interface QfpayClientOptions {
  readonly env: EnvName;
  /** Not for `local`, which has its own. */
  readonly appcode?: string;
  /** The client key. It stands in no error, no answer and no file. */
  readonly key?: string;
  /** Store number, where QFPay issued one. */
  readonly mchid?: string;
  readonly base_url?: string;
  readonly sign_type?: SignType;
  /** IANA zone that `txdtm` is written in; Asia/Hong_Kong when absent. */
  readonly timezone?: string;
  /** Seconds for one whole HTTP exchange; 30 when absent. */
  readonly timeout?: number;
  /** A folder for history and request limits, shared with all processes that name it. Without it no file is written. */
  readonly state_dir?: string;
  /** Awaited with the number of every call that moves money before it is sent. Where it fails, nothing is sent. */
  readonly store?: (out_trade_no: string, sending: StoredSending) => Promise<unknown>;
  /** Told what the command line says on stderr: warnings, and that it asks again. */
  readonly on_note?: (note: string) => void;
}

/** What is about to be sent; nothing of the payer. */
export interface StoredSending {
  readonly command: string;
  readonly env: EnvName;
  readonly endpoint: string;
  /** Empty where the call has no number of its own. */
  readonly out_trade_no: string;
  readonly txamt?: string;
  readonly txcurrcd?: string;
  readonly pay_type?: string;
  /** The payment that a refund, reversal or close is about. */
  readonly orig_syssn?: string;
}

interface WaitFields {
  /** Ask until it is final. */
  readonly wait?: boolean;
  /** Seconds; what the command line takes when absent. */
  readonly wait_timeout?: number;
}

interface RuleFields {
  /** Local rules that are documented limits and may be out of date; an error names the id. */
  readonly skip_rule?: readonly string[];
}

/** A sum: whole cents, or the same in major units as text (`12.80`). */
interface SumFields {
  readonly txamt?: string | number;
  readonly amount?: string;
}

/** A payment by the names of the API; parameters of a wallet, such as `sub_openid`, stand beside the others. */
export interface PaymentFields extends WaitFields, RuleFields, SumFields {
  /** A code or an alias: `800201`, `wechat-mpm`. */
  readonly pay_type: string;
  /** HKD when absent. */
  readonly txcurrcd?: string;
  /** Yours, never used before. Needed unless the client has a `state_dir` or a `store`. */
  readonly out_trade_no?: string;
  readonly goods_name?: string;
  /** From the payer's screen. */
  readonly auth_code?: string;
  /** Minutes. */
  readonly expired_time?: string | number;
  readonly notify_url?: string;
  readonly return_url?: string;
  readonly udid?: string;
  readonly txdtm?: string;
  readonly pay_tag?: string;
  readonly limit_pay?: string;
  readonly rmb_tag?: string;
  readonly goods_info?: string;
  readonly seller_id?: string;
  readonly sub_openid?: string;
  readonly openid?: string;
  /** JSON as one string. */
  readonly extend_info?: string;
  /** End the order when nobody has paid by the end of `wait`. */
  readonly cancel_on_timeout?: boolean;
}

/** What is looked for: numbers, or a window. */
export interface QueryFields extends WaitFields {
  readonly out_trade_no?: string | readonly string[];
  readonly syssn?: string | readonly string[];
  readonly pay_type?: string | readonly string[];
  readonly respcd?: string;
  /** UTC+8 unless it has an offset. */
  readonly since?: string;
  readonly until?: string;
  readonly page?: number;
  readonly page_size?: number;
  readonly all?: boolean;
}

/** The payment, by either of its numbers. */
interface NamedFields {
  readonly out_trade_no?: string;
  readonly syssn?: string;
}

/** A refund: the payment, and how much of it. Its own number is derived, so that the same call twice is one refund. */
export interface RefundFields extends NamedFields, SumFields, WaitFields, RuleFields {
  /** All that is left. */
  readonly full?: boolean;
  /** Your number for it: for a second refund of the same amount. */
  readonly refund_no?: string;
  readonly since?: string;
  readonly until?: string;
}

/** The order that is ended. */
export interface CancelFields extends NamedFields, RuleFields {}

/** A capture: of which hold, and how much of it. */
export interface CaptureFields {
  /** QFPay's number for the hold. */
  readonly syssn: string;
  readonly txamt: string | number;
  readonly txcurrcd?: string;
  /** The capture's own. Needed unless the client has a `state_dir` or a `store`. */
  readonly out_trade_no?: string;
}

/** What a call came to, as the command line prints it with `--json`. A decline is an answer, not an error. */
export interface AnswerDocument {
  readonly schema_version: 1;
  readonly command: string;
  readonly env?: EnvName;
  readonly outcome?: Outcome;
  readonly respcd?: string;
  /** English. */
  readonly meaning?: string;
  readonly next_step?: string;
  readonly signature?: { readonly present: boolean; readonly verified?: boolean; readonly scheme?: string };
  /** The gateway's own body; numbers that JavaScript would change are text. */
  readonly response?: unknown;
  readonly warnings?: readonly string[];
  /** Only where the answer surely is. */
  readonly simulated?: true;
  /** Beside every outcome that a script would see as another exit status than 0. */
  readonly error?: { readonly code: string; readonly exit: number; readonly message: string; readonly hint?: string };
  readonly [field: string]: unknown;
}

/** Of a call about one transaction. */
export interface TransactionDocument extends AnswerDocument {
  readonly outcome: Outcome;
  readonly transaction: Transaction;
  /** It had been made before, and nothing was sent for it now. */
  readonly repeated?: boolean;
}

/** Of a refund; `transaction` is the refund itself. */
export interface RefundDocument extends TransactionDocument {
  readonly original: NamedFields & { readonly txamt?: string; readonly refundable?: string };
}

/** Of a query; each record with an outcome of its own. */
export interface QueryDocument extends AnswerDocument {
  readonly transactions: readonly (Transaction & { readonly outcome: Outcome })[];
}

/** A documented call, by the name that `qfpay help endpoints` lists. */
export type CallName = keyof CallParameters;

/** Of a call. Which fields an answer has is documented only in part: look whether one is there. */
export interface CallDocument<Name extends CallName = CallName> extends AnswerDocument {
  readonly outcome: Outcome;
  readonly response?: { readonly [Field in CallAnswers[Name]['fields']]?: unknown } & Readonly<Record<string, unknown>>;
}

/** How a call is made. */
export interface CallOptions extends RuleFields {
  /** For a path that is in no document; a documented call knows its own. */
  readonly method?: 'GET' | 'POST';
  /** All pages of a list. */
  readonly paginate?: boolean;
  /** Send it although the same call was sent in the last 24 hours and nobody knows what became of it. */
  readonly again?: boolean;
}

/** Any parameters, for a path that is in no document; an object is sent as one JSON string. */
export type AnyParameters = Readonly<Record<string, ParameterValue | object>>;
