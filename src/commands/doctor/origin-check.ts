import type { QfpayError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Origin, Provenance } from '../../merchant/origin.ts';
import { type DoctorCheck, ok, skipped } from '../../report/doctor-check.ts';
import { failedAs } from './settle.ts';

/** `prod from QFPAY_ENV: the environment comes before …; not sandbox of QFPAY_ENV (.env)`. */
export function originCheck({ name, chosen, why, beaten }: Provenance, error: QfpayError | undefined): DoctorCheck {
  if (error) return failedAs(name, error);
  const others = beaten.length === 0 ? '' : t`; not ${beaten.map(described).join(', ')}`;
  if (!chosen) return skipped(name, `${why}${others}`);
  return ok(name, `${sourced(chosen)}${chosen.kind === 'default' ? '' : ` (${why})`}${others}`);
}

function sourced({ kind, value, source }: Origin): string {
  if (kind === 'default') return t`${value}, by default`;
  return value === undefined ? t`from ${source}` : t`${shown(value)} from ${source}`;
}

function described({ value, source }: Origin): string {
  return value === undefined ? source : t`${shown(value)} of ${source}`;
}

/** Something long was pasted by mistake. */
function shown(value: string): string {
  return value.length > 80 ? t`${value.length} characters` : value;
}
