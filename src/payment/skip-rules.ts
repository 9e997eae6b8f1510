import type { Fault } from '../errors.ts';
import { type Lifted, liftRules } from '../transaction/lift-rules.ts';

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

/** Lifts the faults of the named rules, and no other. A rule that nobody knows is a fault itself. */
export function skipRules(faults: readonly Fault[], asked: readonly string[] = []): Lifted {
  return liftRules(faults, asked, { command: 'pay', rule_ids: paymentRuleIds });
}
