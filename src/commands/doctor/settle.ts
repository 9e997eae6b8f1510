import { ConfigError, type QfpayError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { type DoctorCheck, failed } from '../../report/doctor-check.ts';

export type Settled<T> = { readonly value: T } | { readonly error: QfpayError };

/** A step that may be refused: a doctor goes on. */
export async function settle<T>(step: () => T | Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await step() };
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError) return { error };
    throw error;
  }
}

/** What was wrong and what to do, in the words of the error. */
export function failedAs(id: string, { message, facts }: QfpayError): DoctorCheck {
  const details = (facts.details ?? []) as readonly { readonly field?: string; readonly next?: string }[];
  const nexts = details.flatMap(({ field, next }) => (next === undefined ? [] : [`${field}: ${next}`]));
  const next_step = [...(facts.hint === undefined ? [] : [facts.hint]), ...nexts].join('; ');
  return failed(id, message, next_step || t`correct it, or leave it out`);
}
