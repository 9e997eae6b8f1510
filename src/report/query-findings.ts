import type { EnvName } from '../catalog/endpoints.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What a query brought, and how it is to be told. */
export interface QueryFindings {
  readonly env: EnvName;
  /** No gateway of QFPay's answered: no real money is in it. */
  readonly simulated?: boolean;
  readonly records: readonly Transaction[];
  readonly answers: readonly Answer[];
  /** The answer that refused the query, where one did. */
  readonly refusal?: Answer;
  /** What was named and is not there. */
  readonly missing: readonly Missing[];
  /** The window, for a person; absent where none was asked for. */
  readonly searched?: string;
  /** Whether the orders' state decides the exit status. */
  readonly state_decides: boolean;
  /** The command to ask again with. */
  readonly resume: string;
  readonly csv: boolean;
  /** Of the table or the CSV, where they were chosen. */
  readonly columns?: readonly string[] | undefined;
  /** There may be more records than these; the command for the next page. */
  readonly more?: { readonly next: string };
}

export interface Missing {
  readonly field: 'out_trade_no' | 'syssn';
  readonly value: string;
  /** Where it was looked for, such as `this month and the 12 before it`. */
  readonly searched: string;
}
