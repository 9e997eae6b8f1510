import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/** The ids that a command's rules have, for `--skip-rule`. */
export interface KnownRules {
  readonly command: string;
  readonly rule_ids: readonly string[];
}

export interface Lifted {
  readonly faults: readonly Fault[];
  /** For stderr: what is sent against which rule. */
  readonly warnings: readonly string[];
  /** The rules that would have refused it. */
  readonly lifted: readonly string[];
}

/** Lifts the faults of the named rules, and no other. A rule that nobody knows is a fault itself. */
export function liftRules(faults: readonly Fault[], asked: readonly string[], known: KnownRules): Lifted {
  const isLifted = ({ rule_id }: Fault) => rule_id !== undefined && asked.includes(rule_id);
  const found = faults.filter(isLifted);
  return {
    faults: [...faults.filter((fault) => !isLifted(fault)), ...unknownRules(asked, known)],
    warnings: found.map(({ field, rule, rule_id }) => t`rule ${rule_id} is skipped: ${field} ${rule}`),
    lifted: [...new Set(found.flatMap(({ rule_id }) => rule_id ?? []))],
  };
}

/** Rules of whose account it is, which every command has. */
const everywhere: readonly string[] = ['mchid-length'];

export function unknownRules(asked: readonly string[], { command, rule_ids: own }: KnownRules): Fault[] {
  const rule_ids = [...own, ...everywhere];
  const unknown = asked.filter((id) => !rule_ids.includes(id));
  const facts = { field: 'skip_rule', rule: t`names no rule of ${command}`, next: t`one of ${rule_ids.join(', ')}` };
  return unknown.map((value) => ({ ...facts, value }));
}
