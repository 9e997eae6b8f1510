import { DeclinedError, type Fault, UsageError } from '../../errors.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';

/**
 * What is wrong with a row, each with its line.
 * @throws the error itself where it is not the row's: a query that was refused has no details
 */
export function rowFaults(error: unknown, { line }: RefundRow): Fault[] {
  const is_kind = error instanceof UsageError || error instanceof DeclinedError;
  if (!is_kind || error.facts.details === undefined) throw error;
  return (error.facts.details as readonly Fault[]).map((fault) => ({ ...fault, line }));
}
