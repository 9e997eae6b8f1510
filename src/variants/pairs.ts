import type { Base } from './bases.ts';
import { type Candidate, isOfKey, type Match, matchOf, type Tools } from './candidate.ts';
import type { Deviation, Step } from './deviation.ts';
import { QuickContents } from './quick-contents.ts';
import { digestOf, type Recipe } from './recipe.ts';
import type { Singles } from './singles.ts';

/** Two deviations at a time, by the sum of their ranks: the two simplest first. */
export function findPair({ base, candidates, text, tools }: Singles): Match | undefined {
  const quick = new QuickContents(text);
  const last = candidates.length - 1;
  for (let sum = 1; sum <= 2 * last - 1; sum++) {
    for (let place = Math.max(0, sum - last); place < sum / 2; place++) {
      const [first, second] = [candidates[place], candidates[sum - place]];
      if (!first || !second || !areCombinable(first, second)) continue;
      const match = tryPair(base, [first, second], quick, tools);
      if (match) return match;
      if (!tools.count.is_over) continue;
      tools.count.given_up.add('pairs');
      return undefined;
    }
  }
  return undefined;
}

type Pair = readonly [first: Candidate, second: Candidate];

function tryPair(base: Base, pair: Pair, quick: QuickContents, { hasher, count }: Tools): Match | undefined {
  for (const [inner, outer] of orders(pair)) {
    const content = quick.of(inner, outer);
    const recipe = content === undefined ? applied(base, inner, outer) : keyRecipe(base, inner, outer);
    count.pair(inner.content.length);
    if (!base.accepts(digestOf(recipe, hasher, content))) continue;
    return matchOf(base, pair, applied(base, inner, outer));
  }
  return undefined;
}

function applied(base: Base, inner: Candidate, outer: Candidate): Recipe {
  return outer.deviation.apply(inner.deviation.apply(base.recipe));
}

/** One that does with the key what both together do. */
function keyRecipe(base: Base, inner: Candidate, outer: Candidate): Recipe {
  const [of_inner, of_outer] = [isOfKey(inner.deviation), isOfKey(outer.deviation)];
  const is_encoded = inner.recipe.encode !== undefined || outer.recipe.encode !== undefined;
  if (is_encoded || (of_inner && of_outer)) return applied(base, inner, outer);
  if (of_inner) return inner.recipe;
  return of_outer ? outer.recipe : base.recipe;
}

/** Steps at which one deviation does not undo the other. */
const composable: readonly Step[] = ['parameter', 'select', 'print', 'finish'];
/** Of two of these, which comes first matters. */
const ordered: readonly Step[] = ['print', 'finish'];

function areCombinable(first: Candidate, second: Candidate): boolean {
  const [a, b] = [first.deviation, second.deviation];
  if (first.is_idle && !wakes(second, a)) return false;
  if (second.is_idle && !wakes(first, b)) return false;
  if (a.step !== b.step) return true;
  return composable.includes(a.step) && (a.name === undefined || a.name !== b.name);
}

/** What changes nothing alone may after another: in place of a body, or on values that were written otherwise before. */
function wakes({ deviation, is_idle }: Candidate, idle: Deviation): boolean {
  return deviation.signs_parameters ?? (!is_idle && deviation.step === 'print' && idle.step === 'print');
}

function orders([first, second]: Pair): readonly Pair[] {
  const { step } = first.deviation;
  const is_both_ways = step === second.deviation.step && ordered.includes(step);
  const pair: Pair = [first, second];
  return is_both_ways ? [pair, [second, first]] : [pair];
}
