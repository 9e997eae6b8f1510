import type { Fault } from '../errors.ts';

/** The rules of `pay` that are documented limits and may be out of date; `--skip-rule` lifts the one that is named. */
export const paymentRuleIds = [
  'out-trade-no-characters',
  'unknown-currency',
  'hkd-only',
  'minimum-amount',
  'pay-type-via',
  'unknown-parameter',
  'parameter-not-for-pay-type',
  'required-parameter',
  'parameter-length',
  'goods-name-length',
  'goods-name-characters',
] as const;

export type PaymentRuleId = (typeof paymentRuleIds)[number];

/** A fault of a rule that can be lifted. */
export function liftable(rule_id: PaymentRuleId, fault: Omit<Fault, 'rule_id'>): Fault {
  return { ...fault, rule_id };
}

export interface Skipped {
  readonly faults: readonly Fault[];
  /** For stderr: what is sent against which rule. */
  readonly warnings: readonly string[];
}

/** Lifts the faults of the named rules, and no other. A rule that nobody knows is a fault itself. */
export function skipRules(faults: readonly Fault[], rule_ids: readonly string[] = []): Skipped {
  const isSkipped = ({ rule_id }: Fault) => rule_id !== undefined && rule_ids.includes(rule_id);
  const unknown = rule_ids.filter((id) => !paymentRuleIds.some((known) => known === id));
  return {
    faults: [...faults.filter((fault) => !isSkipped(fault)), ...unknown.map(unknownRule)],
    warnings: faults
      .filter(isSkipped)
      .map(({ field, rule, rule_id }) => `rule ${rule_id} is skipped: ${field} ${rule}`),
  };
}

function unknownRule(value: string): Fault {
  return { field: 'skip_rule', value, rule: 'names no rule of pay', next: `one of ${paymentRuleIds.join(', ')}` };
}
