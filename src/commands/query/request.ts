import type { QueryFilter } from '../../lookup/query.ts';
import type { Window } from '../../lookup/window.ts';
import type { ColumnOptions } from '../columns.ts';

/** As typed. */
export interface QueryOptions extends ColumnOptions {
  readonly out_trade_no?: readonly string[];
  readonly syssn?: readonly string[];
  readonly pay_type?: readonly string[];
  readonly respcd?: string;
  readonly since?: string;
  readonly until?: string;
  readonly page?: string;
  readonly page_size?: string;
  readonly all?: boolean;
  readonly wait?: boolean;
  readonly wait_timeout?: string;
  readonly exit_status?: boolean;
  readonly csv?: boolean;
}

/** What is asked for, understood and checked. */
export interface QueryRequest {
  readonly out_trade_no: readonly string[];
  readonly syssn: readonly string[];
  readonly window: Window | undefined;
  readonly filter: Pick<QueryFilter, 'pay_type' | 'respcd'>;
  readonly page: number | undefined;
  readonly page_size: number | undefined;
  /** How long to wait at most; absent for the default. */
  readonly wait_seconds: number | undefined;
}
