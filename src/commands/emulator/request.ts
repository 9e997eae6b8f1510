import type { EmulatedMerchant } from '../../emulator/authentication.ts';
import type { Rule } from '../../emulator/faults/rule.ts';
import type { Limit } from '../../emulator/limiter.ts';

/** As typed. */
export interface EmulatorOptions {
  readonly port?: string;
  readonly host?: string;
  readonly state?: string;
  readonly merchant?: readonly string[];
  readonly auto_pay?: string;
  readonly limits?: string;
  readonly notify_url?: string;
  readonly time_scale?: string;
  readonly public_url?: string;
  readonly rules?: string;
  readonly admin_token_file?: string;
  readonly write_key_file?: string;
  readonly faults?: boolean;
  readonly quiet?: boolean;
}

/** As meant. */
export interface EmulatorRequest {
  readonly port: number;
  readonly host: string;
  /** A file; undefined: the books end with the process. */
  readonly state?: string | undefined;
  /** By app code. */
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  readonly auto_pay_ms?: number | undefined;
  readonly limits: readonly Limit[];
  readonly notify_url?: string | undefined;
  readonly time_scale: number;
  /** Without a slash at its end. */
  readonly public_url?: string | undefined;
  readonly rules: readonly Rule[];
  readonly admin_token: string;
  /** Where the token is to be read; undefined: in the first line of output. */
  readonly admin_token_file?: string | undefined;
  /** The file that the test merchant's key was written to. */
  readonly key_file?: string | undefined;
  readonly is_quiet: boolean;
  readonly warnings: readonly string[];
}
