import type { EnvName } from '../catalog/endpoints.ts';
import type { Outcome } from '../diagnosis/outcome.ts';

/** `not_sent`: the batch ended before the row's turn, or the gateway surely did not see it. */
export type RowOutcome = Outcome | 'not_sent';

/** What became of one line of the file. */
export interface BatchRow {
  readonly line: number;
  readonly refund_no: string;
  readonly orig_syssn: string;
  readonly orig_out_trade_no?: string | undefined;
  /** Cents. */
  readonly txamt: string;
  readonly txcurrcd?: string | undefined;
  readonly outcome: RowOutcome;
  readonly respcd?: string | undefined;
  /** Of the refund itself. */
  readonly syssn?: string | undefined;
  /** The gateway's words, or ours where those would mislead. */
  readonly message?: string | undefined;
  /** It was made before: this time no money moved. */
  readonly repeated: boolean;
  /** Only another number, given by the merchant, can go on from here. */
  readonly needs_number?: true | undefined;
  /** Where the journals of several runners were merged: whose row it is, as `--shard` names it. */
  readonly shard?: string | undefined;
}

/** What a sum of a plan takes of a row. */
export type RowSum = Pick<BatchRow, 'txamt' | 'txcurrcd' | 'outcome'>;

/** Why a batch ended before its last row. */
export interface BatchEnd {
  readonly kind: 'signature' | 'rate-limited' | 'network' | 'unknown' | 'disk' | 'interrupted';
  readonly message: string;
}

export interface BatchFindings {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  readonly rows: readonly BatchRow[];
  readonly journal: string;
  readonly results: string;
  /** As `--shard` names this runner. */
  readonly shard?: string | undefined;
  /** The journals of several runners, where they were merged and nothing was sent. */
  readonly journals?: readonly string[] | undefined;
  /** The command line that goes on: the same one, or that of a runner which is not done. */
  readonly again: string;
  readonly end?: BatchEnd | undefined;
  /** Of the table, where they were chosen. */
  readonly columns?: readonly string[] | undefined;
  readonly warnings: readonly string[];
}

/** What is planned, by currency. */
export interface CurrencyTotal {
  readonly txcurrcd: string;
  readonly rows: number;
  /** Cents. */
  readonly txamt: number;
  /** Without what stands already. */
  readonly rows_to_send: number;
  readonly txamt_to_send: number;
}

/** What a batch would do, before it does anything. */
export interface PlanFindings {
  readonly env: EnvName;
  readonly base_url: string;
  readonly app_code: string;
  readonly mchid?: string | undefined;
  readonly rows: readonly BatchRow[];
  readonly totals: readonly CurrencyTotal[];
  readonly max_per_minute: number;
  /** How long the sending will take at least, in seconds. */
  readonly seconds: number;
  /** Requests that the plan itself has cost. */
  readonly queries: number;
  readonly journal: string;
  readonly results: string;
  readonly warnings: readonly string[];
}
