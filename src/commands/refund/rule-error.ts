import { type Fault, faultsMessage, UsageError } from '../../errors.ts';

/** What a refund breaks, with every fault at once. */
export function ruleError(details: readonly Fault[]): UsageError {
  return new UsageError(faultsMessage(details), { details });
}
