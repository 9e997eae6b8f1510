import type { RuleBook } from '../faults/rule-book.ts';
import type { Ledger } from '../ledger.ts';
import type { MovableClock } from '../movable-clock.ts';
import type { Payer } from '../payer.ts';

/** What the admin call may do things to. */
export interface AdminOptions {
  readonly token: string;
  readonly rules: RuleBook;
  readonly clock: MovableClock;
  readonly ledger: Ledger;
  readonly payer: Payer;
  /** Books, rules and clock as they were at the start of empty books. */
  reset(): Promise<void>;
  shutdown(): void;
}

export interface Asked {
  /** Of the JSON body. */
  readonly body: string;
  readonly query: URLSearchParams;
}

/** The answer's fields; `status` is 200 when it is not said. */
export interface Said {
  readonly status?: number;
  readonly fields: object;
}

export type Act = (asked: Asked, options: AdminOptions) => Said | Promise<Said>;

/** What a refused call is told. */
export function problem(message: string, details?: readonly unknown[]): object {
  return { error: { message, ...(details === undefined ? {} : { details }) } };
}
