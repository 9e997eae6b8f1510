import type { ColumnOptions } from '../columns.ts';

/** The flags of `refund-batch`, as typed. */
export interface BatchOptions extends ColumnOptions {
  readonly journal?: string;
  readonly max_per_minute?: string;
  readonly max_total?: readonly string[];
  readonly max_rows?: string;
  readonly retry_declined?: boolean;
  readonly dry_run?: boolean;
}
