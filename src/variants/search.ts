import type { Hasher, Part } from '../signature/hasher.ts';
import type { Attempts } from '../signature/verify.ts';
import { type Base, basesOf, type Finding } from './bases.ts';
import { causeTable } from './cause-table.ts';
import type { CauseRule, Deviation, Family } from './deviation.ts';
import { contentOf, digestOf, type Recipe } from './recipe.ts';
import type { SignatureCase } from './signature-case.ts';

/** A way of signing that gives the very digits that were received. */
export interface Match {
  /** All of them together; the first is named first. */
  readonly findings: readonly Finding[];
  readonly recipe: Recipe;
  /** What would have been right. */
  readonly base: Recipe;
}

export interface Search {
  /** The simplest first. Several are alternatives: each alone gives the received digits. */
  readonly matches: readonly Match[];
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
  readonly digest: string;
  readonly content: Part;
}

/**
 * Looks for what was done otherwise, from what a digest shows alone to two deviations at a time. Only what gives the received
 * digits is reported. Pure; some 10 to 100 thousand digests where nothing is found.
 */
export function searchDeviations(signed: SignatureCase, attempts: Attempts, hasher: Hasher): Search {
  const count = new Counter();
  const bases = basesOf(signed, attempts);
  const matches: Match[] = [];
  const searched: (readonly [Base, Candidate[]])[] = [];
  for (const base of bases) {
    if (base.accepts(digestOf(base.recipe, hasher))) return found([matchOf(base, [], base.recipe)], count);
    const candidates = trySingles(signed, base, { hasher, count });
    matches.push(...matchesOf(base, candidates));
    searched.push([base, candidates]);
  }
  if (matches.length > 0) return found(matches, count);
  for (const [base, candidates] of searched) {
    const match = tryPairs(base, candidates, { hasher, count });
    if (match) return found([match], count);
  }
  return found([], count);
}

interface Tools {
  readonly hasher: Hasher;
  readonly count: Counter;
}

/** Each deviation alone. What changes nothing is no candidate, nor what another one of the same cause has done already. */
function trySingles(signed: SignatureCase, base: Base, { hasher, count }: Tools): Candidate[] {
  const right = digestOf(base.recipe, hasher);
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  for (const rule of causeTable) {
    for (const deviation of rule.deviations(signed)) {
      const recipe = deviation.apply(base.recipe);
      const content = contentOf(recipe);
      const digest = digestOf(recipe, hasher, content);
      count.single(rule.family, content.length);
      if (count.is_over) return candidates;
      const mark = rule.id + digest;
      if (digest === right || seen.has(mark)) continue;
      seen.add(mark);
      candidates.push({ rule, deviation, digest, content });
    }
  }
  return candidates;
}

/** One match a cause. */
function matchesOf(base: Base, candidates: readonly Candidate[]): Match[] {
  const matching = candidates.filter(({ digest }) => base.accepts(digest));
  return matching.map(({ rule, deviation }) => matchOf(base, [{ rule, deviation }], deviation.apply(base.recipe)));
}

/** By the sum of their ranks: the two simplest first. */
function tryPairs(base: Base, singles: readonly Candidate[], { hasher, count }: Tools): Match | undefined {
  const candidates = distinct(singles.filter(({ deviation }) => !deviation.is_rare));
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

/** Where two rules did the same to this request, the simpler one stands for both. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ digest }) => !seen.has(digest) && seen.add(digest));
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

function found(matches: readonly Match[], { tried, by_family, tried_pairs, is_over }: Counter): Search {
  return { matches, tried, by_family, tried_pairs, is_complete: !is_over };
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
