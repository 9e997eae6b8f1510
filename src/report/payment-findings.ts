import type { EnvName } from '../catalog/endpoints.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What is known of a payment: by its own answer, or by the last query. */
export interface PaymentState {
  readonly outcome: Outcome;
  readonly respcd?: string;
  /** The gateway's words for it. */
  readonly message?: string;
  readonly transaction: Transaction;
  /** The last answer that told it; absent where none is left to show. */
  readonly answer?: Answer;
  /** The number was used before, and this is the order that was made then. */
  readonly repeated?: true;
  /** The answer with the code or link for the payer got lost, so nobody can pay by it. */
  readonly link_lost?: true;
  /** Why it is not paid, in our own words, where the gateway's would mislead. */
  readonly reason?: string;
}

export interface PaymentFindings extends PaymentState {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  /** That `txdtm` was made in: the merchant's. */
  readonly timezone?: string;
  /** The command to go on with. */
  readonly resume: string;
  /** The payer's code, where it is to be printed beneath the rest: `Report.drawing`. */
  readonly drawing?: string;
  /** Warnings that were said before it was sent. */
  readonly notices: readonly string[];
  /** Those that came up since. */
  readonly warnings: readonly string[];
}
