import type { Part } from '../signature/hasher.ts';
import type { Base } from './bases.ts';
import { type Candidate, isOfKey, type Match, matchOf, type Tools } from './candidate.ts';
import { causeTable } from './cause-table.ts';
import type { CauseRule, Deviation, Family } from './deviation.ts';
import { EditableText } from './editable-text.ts';
import { contentOf, digestOf } from './recipe.ts';
import type { SignatureCase } from './signature-case.ts';

/** Each deviation of a base alone. */
export class Singles {
  /** Those that pairs are made of, found on the way. What changes nothing is none, nor what a simpler one has done already. */
  readonly candidates: Candidate[] = [];
  /** Whether what the digits show is all there is. */
  readonly is_base_enough: boolean;
  /** What is right, to be edited. */
  readonly text: EditableText;
  readonly #content: Part;
  readonly #seen: Set<string>;

  constructor(
    readonly signed: SignatureCase,
    readonly base: Base,
    readonly tools: Tools,
  ) {
    this.text = new EditableText(base.recipe);
    this.#content = contentOf(base.recipe);
    const right = digestOf(base.recipe, tools.hasher, this.#content);
    this.#seen = new Set([right]);
    this.is_base_enough = base.accepts(right);
  }

  find(is_likely: boolean): Match | undefined {
    const { count } = this.tools;
    for (const [place, rule] of causeTable.entries()) {
      for (const deviation of (is_likely ? rule.deviations(this.signed) : rule.unlikely?.(this.signed)) ?? []) {
        const match = this.#try(rule, deviation, is_likely);
        if (match) return match;
        if (!count.is_over) continue;
        for (const family of left(place, is_likely)) count.given_up.add(family);
        return undefined;
      }
    }
    return undefined;
  }

  #try(rule: CauseRule, deviation: Deviation, is_likely: boolean): Match | undefined {
    const { base, tools } = this;
    const recipe = deviation.apply(base.recipe);
    const content = (deviation.edit && this.text.with(deviation.edit)) ?? contentOf(recipe);
    const is_idle = content === this.#content && !isOfKey(deviation);
    const candidate = { rule, deviation, recipe, content, is_idle };
    if (is_idle) {
      tools.count.idle(content.length);
      if (is_likely && (base.recipe.body !== undefined || deviation.step === 'print')) this.candidates.push(candidate);
      return undefined;
    }
    const digest = digestOf(recipe, tools.hasher, content);
    // A body that is written anew costs several times what it costs to hash.
    tools.count.single(rule.family, content.length * (deviation.step === 'body' ? 4 : 1));
    if (base.accepts(digest)) return matchOf(base, [candidate], recipe);
    if (!is_likely || this.#seen.has(digest)) return undefined;
    this.#seen.add(digest);
    this.candidates.push(candidate);
    return undefined;
  }
}

/** What is not tried to its end where a search ends at a rule: those that come after it, and pairs, which come after all. */
function left(place: number, is_likely: boolean): (Family | 'pairs')[] {
  const rest = causeTable.filter((rule, at) => at >= place || (is_likely && rule.unlikely));
  return [...rest.map(({ family }) => family), 'pairs'];
}
