import type { Hasher, Part } from '../signature/hasher.ts';
import type { Attempts } from '../signature/verify.ts';
import { type Base, basesOf, type Finding } from './bases.ts';
import { causeTable } from './cause-table.ts';
import type { CauseRule, Deviation, Family } from './deviation.ts';
import { contentOf, digestOf, type Recipe } from './recipe.ts';
import type { SignatureCase } from './signature-case.ts';

/** A way of signing that gives the very digits that were received. */
export interface Match {
  /** All of them together give the received digits. */
  readonly findings: readonly Finding[];
  readonly recipe: Recipe;
  /** What would have been right. */
  readonly base: Recipe;
}

export interface Search {
  /** The simplest that there is; undefined where nothing gives the received digits. */
  readonly match?: Match;
  /** How many digests were computed. */
  readonly tried: number;
  readonly by_family: Readonly<Partial<Record<Family, number>>>;
  /** Of them, those of two deviations at a time. */
  readonly tried_pairs: number;
  /** False where the input is so large that the search was given up. */
  readonly is_complete: boolean;
}

interface Candidate {
  readonly rule: CauseRule;
  readonly deviation: Deviation;
  readonly content: Part;
}

/**
 * Looks for what was done otherwise: what a digest shows alone, then one deviation, the likely ones before the many that are
 * not, then two at a time. Only what gives the received digits is reported, and the first that does ends the search. Pure;
 * some 100 thousand digests where nothing is found.
 */
export function searchDeviations(signed: SignatureCase, attempts: Attempts, hasher: Hasher): Search {
  const tools = { hasher, count: new Counter() };
  const searched = basesOf(signed, attempts).map((base) => new Singles(signed, base, tools));
  return found(firstMatch(searched, tools), tools.count);
}

interface Tools {
  readonly hasher: Hasher;
  readonly count: Counter;
}

function firstMatch(searched: readonly Singles[], tools: Tools): Match | undefined {
  for (const singles of searched) if (singles.is_base_enough) return matchOf(singles.base, [], singles.base.recipe);
  for (const is_likely of [true, false]) {
    for (const singles of searched) {
      const match = singles.find(is_likely);
      if (match) return match;
    }
  }
  for (const { base, candidates } of searched) {
    const match = tryPairs(base, candidates, tools);
    if (match) return match;
  }
  return undefined;
}

/** Each deviation of a base alone. */
class Singles {
  /** Those that pairs are made of, found on the way. What changes nothing is none, nor what a simpler one has done already. */
  readonly candidates: Candidate[] = [];
  readonly is_base_enough: boolean;
  readonly #seen: Set<string>;

  constructor(
    readonly signed: SignatureCase,
    readonly base: Base,
    readonly tools: Tools,
  ) {
    const right = digestOf(base.recipe, tools.hasher);
    this.#seen = new Set([right]);
    this.is_base_enough = base.findings.length > 0 && base.accepts(right);
  }

  find(is_likely: boolean): Match | undefined {
    for (const rule of causeTable) {
      for (const deviation of (is_likely ? rule.deviations(this.signed) : rule.unlikely?.(this.signed)) ?? []) {
        const match = this.#try(rule, deviation, is_likely);
        if (match || this.tools.count.is_over) return match;
      }
    }
    return undefined;
  }

  #try(rule: CauseRule, deviation: Deviation, is_likely: boolean): Match | undefined {
    const recipe = deviation.apply(this.base.recipe);
    const content = contentOf(recipe);
    const digest = digestOf(recipe, this.tools.hasher, content);
    this.tools.count.single(rule.family, content.length);
    if (this.base.accepts(digest)) return matchOf(this.base, [{ rule, deviation }], recipe);
    if (!is_likely || this.#seen.has(digest)) return undefined;
    this.#seen.add(digest);
    this.candidates.push({ rule, deviation, content });
    return undefined;
  }
}

/** By the sum of their ranks: the two simplest first. */
function tryPairs(base: Base, candidates: readonly Candidate[], { hasher, count }: Tools): Match | undefined {
  const last = candidates.length - 1;
  for (let sum = 1; sum <= 2 * last - 1; sum++) {
    for (let place = Math.max(0, sum - last); place < sum / 2; place++) {
      const [first, second] = [candidates[place], candidates[sum - place]];
      if (!first || !second || !areCombinable(first.deviation, second.deviation)) continue;
      for (const [inner, outer] of orders(first, second)) {
        const recipe = outer.deviation.apply(inner.deviation.apply(base.recipe));
        count.pair(first.content.length);
        if (count.is_over) return undefined;
        if (base.accepts(digestOf(recipe, hasher, contentOfPair(inner, outer))))
          return matchOf(base, [first, second], recipe);
      }
    }
  }
  return undefined;
}

/** Steps at which one deviation does not undo the other. */
const composable: readonly Deviation['step'][] = ['parameter', 'select', 'print'];

function areCombinable(first: Deviation, second: Deviation): boolean {
  if (first.step !== second.step) return true;
  if (!composable.includes(first.step)) return false;
  return first.name === undefined || first.name !== second.name;
}

const keySteps: readonly Deviation['step'][] = ['key', 'key_text', 'place', 'take'];

/** What is done with the key leaves the content as it is: then it is known. */
function contentOfPair(first: Candidate, second: Candidate): Part | undefined {
  if (keySteps.includes(first.deviation.step)) return second.content;
  return keySteps.includes(second.deviation.step) ? first.content : undefined;
}

/** Of two ways to write values, which comes first matters. */
function orders(first: Candidate, second: Candidate): (readonly [Candidate, Candidate])[] {
  const is_both_ways = first.deviation.step === 'print' && second.deviation.step === 'print';
  return is_both_ways
    ? [
        [first, second],
        [second, first],
      ]
    : [[first, second]];
}

function matchOf(base: Base, deviations: readonly Pick<Candidate, 'rule' | 'deviation'>[], recipe: Recipe): Match {
  const found = deviations.map(({ rule, deviation }): Finding => ({ id: rule.id, evidence: deviation.evidence }));
  return { findings: [...base.findings, ...found], recipe, base: base.recipe };
}

function found(match: Match | undefined, { tried, by_family, tried_pairs, is_over }: Counter): Search {
  return { ...(match ? { match } : {}), tried, by_family, tried_pairs, is_complete: !is_over };
}

/** Bytes that are hashed at the most, so that a file of megabytes is answered in seconds too. */
const mostBytes = 600_000_000;
/** What a digest costs beside its bytes, as so many bytes. */
const costOfOne = 1_000;

class Counter {
  tried = 0;
  tried_pairs = 0;
  readonly by_family: Partial<Record<Family, number>> = {};

  #bytes = 0;

  get is_over(): boolean {
    return this.#bytes > mostBytes;
  }

  single(family: Family, bytes: number): void {
    this.#spend(bytes);
    this.by_family[family] = (this.by_family[family] ?? 0) + 1;
  }

  pair(bytes: number): void {
    this.#spend(bytes);
    this.tried_pairs++;
  }

  #spend(bytes: number): void {
    this.tried++;
    this.#bytes += bytes + costOfOne;
  }
}
