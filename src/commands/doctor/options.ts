import type { GlobalOptions } from '../../merchant/global-options.ts';

export interface DoctorOptions extends GlobalOptions {
  readonly offline?: boolean;
  readonly all_keys?: boolean;
}
