import type { ExitName } from '../errors.ts';

export type CheckStatus = 'ok' | 'warning' | 'fail' | 'skipped';

/** One thing that was looked at. */
export interface DoctorCheck {
  readonly id: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly next_step?: string;
  /** What a failed check makes of the exit status. */
  readonly fails_as?: Extract<ExitName, 'config' | 'network' | 'rate-limited' | 'signature'>;
}

export function ok(id: string, found: string): DoctorCheck {
  return { id, status: 'ok', found };
}

export function skipped(id: string, found: string): DoctorCheck {
  return { id, status: 'skipped', found };
}

export function warning(id: string, found: string, next_step: string): DoctorCheck {
  return { id, status: 'warning', found, next_step };
}

/** A value that is not there, not to be read, or cannot be right. */
export function failed(
  id: string,
  found: string,
  next_step: string,
  fails_as: DoctorCheck['fails_as'] = 'config',
): DoctorCheck {
  return { id, status: 'fail', found, next_step, ...(fails_as ? { fails_as } : {}) };
}
