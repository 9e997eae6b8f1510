import type { FindFault } from './asked.ts';
import { effectOf, faultKinds } from './faults.ts';
import { isAbout, type Rule } from './rule.ts';

/** A rule, and how many calls were its own so far. */
export interface CountedRule {
  readonly rule: Rule;
  readonly fitted: number;
}

/** The rules that hold now, in the order they were added. */
export interface RuleBook {
  add(rules: readonly Rule[]): void;
  clear(): void;
  list(): readonly CountedRule[];
  /** The first rule that is about a call and not used up decides. */
  readonly find: FindFault;
}

export function createRuleBook(initial: readonly Rule[] = []): RuleBook {
  let counted = initial.map(uncounted);
  return {
    add(rules) {
      counted.push(...rules.map(uncounted));
    },
    clear() {
      counted = [];
    },
    list: () => counted.map((each) => ({ ...each })),
    find(asked) {
      const own = counted.filter(({ rule }) => isAbout(rule, asked));
      for (const each of own) each.fitted += 1;
      const rule = own.find(isDue)?.rule;
      const kind = rule && faultKinds().find(({ name }) => name === rule.fault);
      return kind && effectOf(kind, rule);
    },
  };
}

interface Counting {
  readonly rule: Rule;
  fitted: number;
}

function uncounted(rule: Rule): Counting {
  return { rule, fitted: 0 };
}

function isDue({ rule: { nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1 }, fitted }: Counting): boolean {
  const first = nth ?? 1;
  return fitted >= first && fitted < first + times;
}
