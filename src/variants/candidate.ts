import type { Hasher, Part } from '../signature/hasher.ts';
import type { Base, Finding } from './bases.ts';
import type { Counter } from './counter.ts';
import type { CauseRule, Deviation, Step } from './deviation.ts';
import type { Recipe } from './recipe.ts';

/** What a search works with. */
export interface Tools {
  readonly hasher: Hasher;
  readonly count: Counter;
}

/** A deviation that alone does not explain a signature, and may together with another. */
export interface Candidate {
  readonly rule: CauseRule;
  readonly deviation: Deviation;
  readonly recipe: Recipe;
  readonly content: Part;
  /** Alone it changes nothing: it counts only beside one that signs parameters in place of a body, or writes values. */
  readonly is_idle: boolean;
}

/** A way of signing that gives the very digits that were received. */
export interface Match {
  /** All of them together give the received digits. */
  readonly findings: readonly Finding[];
  readonly recipe: Recipe;
  /** What would have been right. */
  readonly base: Recipe;
}

const keySteps: readonly Step[] = ['key', 'key_text', 'place', 'take'];

/** What is done with the key leaves the content as it is. */
export function isOfKey({ step }: Deviation): boolean {
  return keySteps.includes(step);
}

export function matchOf(
  base: Base,
  deviations: readonly Pick<Candidate, 'rule' | 'deviation'>[],
  recipe: Recipe,
): Match {
  const found = deviations.map(({ rule, deviation }): Finding => ({ id: rule.id, evidence: deviation.evidence }));
  return { findings: [...base.findings, ...found], recipe, base: base.recipe };
}
