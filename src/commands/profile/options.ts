import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { ColumnOptions } from '../columns.ts';

/** What `qfpay profile` takes beside the global flags; all of it is for `add`. */
export interface ProfileOptions extends GlobalOptions, ColumnOptions {
  readonly appcode?: string;
  readonly key_env?: string;
  readonly key_command?: string;
  readonly use?: boolean;
  readonly force?: boolean;
}
