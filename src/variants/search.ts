import type { Hasher } from '../signature/hasher.ts';
import type { Attempts } from '../signature/verify.ts';
import { type Base, basesOf, type Finding } from './bases.ts';
import { type Match, matchOf, type Tools } from './candidate.ts';
import { Counter } from './counter.ts';
import type { Family } from './deviation.ts';
import { findPair } from './pairs.ts';
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

export interface SearchLimits {
  /** False: two deviations at a time are not tried. */
  readonly has_pairs?: boolean;
}

/**
 * The same over several ways to read one input: what each shows alone, then the likely deviations of each, and so on. Two at
 * a time are tried over the first alone. `at` is the reading that fits.
 */
export function searchReadings(
  readings: readonly SignatureReading[],
  hasher: Hasher,
  { has_pairs = true }: SearchLimits = {},
): Search & { readonly at?: number } {
  const count = new Counter(Math.max(0, ...readings.map(({ signed }) => signed.parameters.length)));
  const all = readings.map((reading) => readingSingles(reading, { hasher, count }));
  const searched = all.flatMap((each) => each.searched);
  const alone = all.flatMap((each) => each.alone);
  const match = firstMatch(searched, alone, has_pairs ? (all[0]?.searched ?? []) : []);
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
  paired: readonly Singles[],
): Match | undefined {
  const enough = [...searched, ...alone].find(({ is_base_enough }) => is_base_enough);
  if (enough) return matchOf(enough.base, [], enough.base.recipe);
  return (
    firstOf(searched, (singles) => singles.find(true)) ??
    firstOf(searched, (singles) => singles.find(false)) ??
    firstOf(paired, findPair)
  );
}

function firstOf(searched: readonly Singles[], find: (singles: Singles) => Match | undefined): Match | undefined {
  for (const singles of searched) {
    const match = find(singles);
    if (match) return match;
  }
  return undefined;
}
