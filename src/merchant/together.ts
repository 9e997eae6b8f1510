import { ConfigError, type QfpayError, UsageError } from '../errors.ts';

/**
 * Takes every step, also after one has failed, so that all faults are told at once.
 * @throws UsageError when something that was typed is at fault
 * @throws ConfigError when only variables, profiles or the lack of them are
 */
export async function together<T extends readonly unknown[]>(
  steps: {
    readonly [K in keyof T]: () => T[K] | Promise<T[K]>;
  },
): Promise<T> {
  const results = await Promise.allSettled(steps.map(async (step) => step()));
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const foreign = reasons.find((reason) => !isFault(reason));
  if (foreign !== undefined) throw foreign;
  const faults = reasons.filter(isFault);
  if (faults.length > 0) throw joined(faults);
  return results.map((result) => (result.status === 'fulfilled' ? result.value : undefined)) as unknown as T;
}

function isFault(reason: unknown): reason is UsageError | ConfigError {
  return reason instanceof UsageError || reason instanceof ConfigError;
}

function joined(faults: readonly QfpayError[]): QfpayError {
  const [only] = faults;
  if (only && faults.length === 1) return only;
  const message = faults.map((fault) => fault.message).join('; ');
  const hint = faults.find(({ facts }) => facts.hint !== undefined)?.facts.hint;
  const details = faults.flatMap(({ facts }) => facts.details ?? []);
  const Kind = faults.some((fault) => fault instanceof UsageError) ? UsageError : ConfigError;
  return new Kind(message, { details, ...(hint === undefined ? {} : { hint }) });
}
