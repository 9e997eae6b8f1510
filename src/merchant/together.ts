import { andMore, ConfigError, type QfpayError, UsageError } from '../errors.ts';

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

/** What has no details is its own: only the first one's sentence is the message. */
function joined(faults: readonly QfpayError[]): QfpayError {
  const [first] = faults;
  if (first && faults.length === 1) return first;
  const details = faults.flatMap(({ facts, message }) => facts.details ?? [{ message }]);
  const message = withoutCount(first) + andMore(details.length - 1);
  const hint = faults.find(({ facts }) => facts.hint !== undefined)?.facts.hint;
  const Kind = faults.some((fault) => fault instanceof UsageError) ? UsageError : ConfigError;
  return new Kind(message, { details, ...(hint === undefined ? {} : { hint }) });
}

/** Its own sentence may end with how many faults it has itself. */
function withoutCount(fault: QfpayError | undefined): string {
  const { message = '', facts } = fault ?? {};
  const own = andMore((facts?.details?.length ?? 0) - 1);
  return own !== '' && message.endsWith(own) ? message.slice(0, -own.length) : message;
}
