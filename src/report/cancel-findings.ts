import type { EnvName } from '../catalog/endpoints.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What became of an order that was to be ended. */
export interface CancelState {
  readonly outcome: Outcome;
  /** Of whatever tells the outcome: the call's own answer, or the order's record. */
  readonly respcd?: string;
  /** The gateway's words for it. */
  readonly message?: string;
  /** What happened, in our own words. */
  readonly reason: string;
  /** It was over before: nothing was sent, or the gateway said so. */
  readonly repeated?: true;
}

export interface CancelFindings extends CancelState {
  readonly command: string;
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  /** As the gateway's books have it now; as they had it before where they could not be read again. */
  readonly order: Transaction;
  /** QFPay's own record of the reversal or close, off the call's answer. */
  readonly cancellation?: Transaction;
  readonly answer?: Answer;
  /** The command to ask again with. */
  readonly resume: string;
  /** The command that gives the money back. */
  readonly refund: string;
  readonly notices: readonly string[];
  readonly warnings: readonly string[];
}
