import type { EnvName } from '../catalog/endpoints.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { MoneyState } from './transaction-report.ts';

/** What is known of a refund: by its own answer, or by the last query. */
export interface RefundState extends MoneyState {
  /** The refund itself, not the payment. */
  readonly transaction: Transaction;
  /** It was made before: this time no money moved. */
  readonly repeated: boolean;
  /** The gateway refused it, so that it is not sent again though it is unknown. */
  readonly is_refused?: true;
  /** The number was used before: what is told is what became of that earlier refund. */
  readonly is_earlier?: true;
  /** Only another number, given by the merchant, can go on from here. */
  readonly needs_number?: true;
}

export interface RefundFindings extends RefundState {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  readonly payment: Transaction;
  /** Cents that can still be given back, as text; absent where nobody can tell. */
  readonly refundable?: string;
  /** All refunds of the payment, where they were looked for because nothing is left. */
  readonly refunds: readonly Transaction[];
  /** Command lines to go on with. */
  readonly commands: RefundCommands;
  /** Warnings that were said before it was sent. */
  readonly notices: readonly string[];
  /** Those that came up since. */
  readonly warnings: readonly string[];
}

export interface RefundCommands {
  /** Asks what became of it; undefined where it has no number. */
  readonly query?: string;
  /** The same command line. */
  readonly again: string;
  /** The same for all that is left. */
  readonly full: string;
}
