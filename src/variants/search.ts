import type { HashedPart, Hasher } from '../signature/hasher.ts';
import type { Attempts } from '../signature/verify.ts';
import { type Base, basesOf, type Finding } from './bases.ts';
import { type CauseCandidate, Counter, isOfKey, type Match, matchOf, type Tools } from './candidate.ts';
import type { Deviation, Family, Step } from './deviation.ts';
import { EditableText } from './editable-text.ts';
import { digestOf, type Recipe } from './recipe.ts';
import type { SignatureCase, WireCause } from './signature-case.ts';
import { Singles } from './singles.ts';
import { wireCausesOf } from './wire-causes.ts';

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
  /** What was not tried, or not to its end, because the work that one input may cost was done. */
  readonly given_up: readonly (Family | 'pairs')[];
}

/**
 * Looks for what was done otherwise: what a digest shows alone, then how it was sent, then one deviation, the likely ones
 * before the many that are not, then two at a time. Only what gives the received digits is reported, and the first that does
 * ends the search. Pure; some 100 thousand digests where nothing is found.
 */
export function searchDeviations(signed: SignatureCase, attempts: Attempts, hasher: Hasher): Search {
  return searchReadings([{ signed, attempts }], hasher);
}

/** One way to read what was signed, and what QFPay documents for it. */
export interface SignatureReading {
  readonly signed: SignatureCase;
  readonly attempts: Attempts;
}

interface SearchLimits {
  /** False: two deviations at a time are not tried. */
  readonly has_pairs?: boolean;
  /** Only what is likely, one deviation at a time. */
  readonly is_quick?: boolean;
}

/**
 * The same over several ways to read one input: what each shows alone, then the likely deviations of each, and so on. Two at
 * a time are tried over the first alone. `at` is the reading that fits.
 */
export function searchReadings(
  readings: readonly SignatureReading[],
  hasher: Hasher,
  { has_pairs = true, is_quick = false }: SearchLimits = {},
): Search & { readonly at?: number } {
  const count = new Counter(Math.max(0, ...readings.map(({ signed }) => signed.parameters.length)));
  const all = readings.map((reading) => readingSingles(reading, { hasher, count }));
  const searched = all.flatMap((each) => each.searched);
  const alone = all.flatMap((each) => each.alone);
  const paired = has_pairs ? (all[0]?.searched ?? []) : [];
  const match = firstMatch(searched, alone, is_quick ? undefined : paired);
  const at = all.findIndex((each) => [...each.searched, ...each.alone].some(({ base }) => base.recipe === match?.base));
  const { tried, by_family, tried_pairs, is_over } = count;
  const given_up = match ? [] : [...count.given_up];
  return { ...(match ? { match, at } : {}), tried, by_family, tried_pairs, is_complete: !is_over, given_up };
}

interface ReadingSingles {
  readonly searched: readonly Singles[];
  /** Nothing else may be wrong with these. */
  readonly alone: readonly Singles[];
}

function readingSingles({ signed, attempts }: SignatureReading, tools: Tools): ReadingSingles {
  const sent = basesOf(signed, attempts);
  const read = sent[0]?.recipe;
  const singlesOf = (meant: Meant): Singles[] =>
    basesOf(meant.signed, attempts).map((base) => new Singles(meant.signed, sentAs(base, meant.findings, read), tools));
  const given = (signed.sent_otherwise ?? []).map((cause) => meantBy(cause, signed));
  const shown = wireCausesOf(signed).map((cause) => meantBy(cause, signed));
  const likely = shown.filter((meant, place) => shown.slice(0, place).filter(isLike(meant)).length < mostLikely);
  const searched = [
    ...given.flatMap(singlesOf),
    ...sent.map((base) => new Singles(signed, base, tools)),
    ...likely.flatMap(singlesOf),
  ];
  // Nothing else may be wrong with a request that was sent in a way that is less likely, or in two ways at once.
  const unlikely = shown.filter((meant) => !likely.includes(meant));
  const alone = [...unlikely, ...[...given, ...likely].flatMap((meant) => sentTwiceOtherwise(meant))];
  return { searched, alone: alone.flatMap(singlesOf) };
}

/** A request as its sender meant it. */
interface Meant {
  readonly signed: SignatureCase;
  /** Why it does not arrive like that. */
  readonly findings: readonly Finding[];
}

/** Of one cause so many ways of having meant it are searched for further causes. */
const mostLikely = 2;

function isLike({ findings: [finding] }: Meant): (other: Meant) => boolean {
  return ({ findings: [other] }) => other?.id === finding?.id;
}

function meantBy({ id, evidence, meant, names }: WireCause, signed: SignatureCase): Meant {
  return { signed: { ...signed, parameters: meant }, findings: [{ id, evidence, parameters: names }] };
}

function sentTwiceOtherwise({ signed, findings }: Meant): Meant[] {
  return wireCausesOf(signed)
    .filter(({ id }) => findings.every((finding) => finding.id !== id))
    .map((cause) => meantBy(cause, signed))
    .map((meant) => ({ ...meant, findings: [...findings, ...meant.findings] }));
}

function sentAs(base: Base, findings: readonly Finding[], read: Base['recipe'] | undefined): Base {
  return { ...base, findings: [...base.findings, ...findings], ...(read ? { read } : {}) };
}

function firstMatch(
  searched: readonly Singles[],
  alone: readonly Singles[],
  paired: readonly Singles[] | undefined,
): Match | undefined {
  const enough = [...searched, ...alone].find(({ is_base_enough }) => is_base_enough);
  if (enough) return matchOf(enough.base, [], enough.base.recipe);
  const likely = firstOf(searched, (singles) => singles.find(true));
  if (likely || !paired) return likely;
  return firstOf(searched, (singles) => singles.find(false)) ?? firstOf(paired, findPair);
}

function firstOf(searched: readonly Singles[], find: (singles: Singles) => Match | undefined): Match | undefined {
  for (const singles of searched) {
    const match = find(singles);
    if (match) return match;
  }
  return undefined;
}

/** Two deviations at a time, by the sum of their ranks: the two simplest first. */
function findPair({ base, candidates, text, tools }: Singles): Match | undefined {
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

type CausePair = readonly [first: CauseCandidate, second: CauseCandidate];

function tryPair(base: Base, pair: CausePair, quick: QuickContents, { hasher, count }: Tools): Match | undefined {
  for (const [inner, outer] of orders(pair)) {
    const content = quick.of(inner, outer);
    const recipe = content === undefined ? applied(base, inner, outer) : keyRecipe(base, inner, outer);
    count.pair(inner.content.length);
    if (!base.accepts(digestOf(recipe, hasher, content))) continue;
    return matchOf(base, pair, applied(base, inner, outer));
  }
  return undefined;
}

function applied(base: Base, inner: CauseCandidate, outer: CauseCandidate): Recipe {
  return outer.deviation.apply(inner.deviation.apply(base.recipe));
}

/** One that does with the key what both together do. */
function keyRecipe(base: Base, inner: CauseCandidate, outer: CauseCandidate): Recipe {
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

function areCombinable(first: CauseCandidate, second: CauseCandidate): boolean {
  const [a, b] = [first.deviation, second.deviation];
  if (first.is_idle && !wakes(second, a)) return false;
  if (second.is_idle && !wakes(first, b)) return false;
  if (a.step !== b.step) return true;
  return composable.includes(a.step) && (a.name === undefined || a.name !== b.name);
}

/** What changes nothing alone may after another: in place of a body, or on values that were written otherwise before. */
function wakes({ deviation, is_idle }: CauseCandidate, idle: Deviation): boolean {
  return deviation.signs_parameters ?? (!is_idle && deviation.step === 'print' && idle.step === 'print');
}

function orders([first, second]: CausePair): readonly CausePair[] {
  const { step } = first.deviation;
  const is_both_ways = step === second.deviation.step && ordered.includes(step);
  const pair: CausePair = [first, second];
  return is_both_ways ? [pair, [second, first]] : [pair];
}

/** After these another value may be put in. */
const editable: readonly Step[] = ['parameter', 'print', 'select', 'sort'];

/** Longer ones are not kept twice. */
const longestKept = 65_536;

/** What two deviations sign, from what each signs alone, where that is quicker than to join all parameters once more. */
class QuickContents {
  readonly #texts = new Map<CauseCandidate, EditableText>();
  readonly #bytes = new Map<CauseCandidate, HashedPart>();

  constructor(readonly text: EditableText) {}

  /** Good until the next call. */
  of(first: CauseCandidate, second: CauseCandidate): HashedPart | undefined {
    if (isOfKey(first.deviation)) return this.#bytesOf(second);
    if (isOfKey(second.deviation)) return this.#bytesOf(first);
    const [a, b] = [first.deviation.edit, second.deviation.edit];
    if (a && b) return this.text.bytesWith(a, b);
    if (a) return this.#edited(first, second);
    return b ? this.#edited(second, first) : undefined;
  }

  #edited({ deviation: { edit }, content }: CauseCandidate, other: CauseCandidate): HashedPart | undefined {
    const { step, is_by_value = false } = other.deviation;
    if (step === 'finish' && typeof content === 'string') return other.recipe.finish?.(content);
    return edit && !is_by_value && editable.includes(step) ? this.#textOf(other).bytesWith(edit) : undefined;
  }

  #textOf(candidate: CauseCandidate): EditableText {
    const text = this.#texts.get(candidate) ?? new EditableText(candidate.recipe);
    this.#texts.set(candidate, text);
    return text;
  }

  /** To encode a text costs as much as to hash it. */
  #bytesOf(candidate: CauseCandidate): HashedPart {
    const { content } = candidate;
    if (typeof content !== 'string' || content.length > longestKept) return content;
    const bytes = this.#bytes.get(candidate) ?? Buffer.from(content);
    this.#bytes.set(candidate, bytes);
    return bytes;
  }
}
