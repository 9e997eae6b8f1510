import { type Fault, UsageError } from '../errors.ts';

/** What a refund breaks, with every fault at once. */
export function ruleError(details: readonly Fault[]): UsageError {
  const [first] = details;
  return new UsageError(first ? `${first.field} ${first.rule}` : 'a rule forbids the refund', { details });
}
