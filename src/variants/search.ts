import type { Hasher } from '../signature/hasher.ts';
import type { Attempts } from '../signature/verify.ts';
import { basesOf } from './bases.ts';
import { type Match, matchOf } from './candidate.ts';
import { Counter } from './counter.ts';
import type { Family } from './deviation.ts';
import { findPair } from './pairs.ts';
import type { SignatureCase } from './signature-case.ts';
import { Singles } from './singles.ts';

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

/**
 * Looks for what was done otherwise: what a digest shows alone, then one deviation, the likely ones before the many that are
 * not, then two at a time. Only what gives the received digits is reported, and the first that does ends the search. Pure;
 * some 100 thousand digests where nothing is found.
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

/** The same over several ways to read one input: what each shows alone, then the likely deviations of each, and so on. */
export function searchReadings(
  readings: readonly SignatureReading[],
  hasher: Hasher,
  { has_pairs = true }: SearchLimits = {},
): Search & { readonly at?: number } {
  const count = new Counter(Math.max(0, ...readings.map(({ signed }) => signed.parameters.length)));
  const searched = readings.map(({ signed, attempts }) =>
    basesOf(signed, attempts).map((base) => new Singles(signed, base, { hasher, count })),
  );
  const match = firstMatch(searched.flat(), has_pairs ? (searched[0] ?? []) : []);
  const at = searched.findIndex((all) => all.some(({ base }) => base.recipe === match?.base));
  const { tried, by_family, tried_pairs, is_over } = count;
  return { ...(match ? { match, at } : {}), tried, by_family, tried_pairs, is_complete: !is_over };
}

/** Pairs are many: they are tried over the likeliest reading alone. */
function firstMatch(searched: readonly Singles[], paired: readonly Singles[]): Match | undefined {
  const enough = searched.find(({ is_base_enough }) => is_base_enough);
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
