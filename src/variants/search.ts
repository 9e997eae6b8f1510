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
  const count = new Counter(signed.parameters.length);
  const searched = basesOf(signed, attempts).map((base) => new Singles(signed, base, { hasher, count }));
  const match = firstMatch(searched);
  const { tried, by_family, tried_pairs, is_over } = count;
  return { ...(match ? { match } : {}), tried, by_family, tried_pairs, is_complete: !is_over };
}

function firstMatch(searched: readonly Singles[]): Match | undefined {
  const enough = searched.find(({ is_base_enough }) => is_base_enough);
  if (enough) return matchOf(enough.base, [], enough.base.recipe);
  return (
    firstOf(searched, (singles) => singles.find(true)) ??
    firstOf(searched, (singles) => singles.find(false)) ??
    firstOf(searched, findPair)
  );
}

function firstOf(searched: readonly Singles[], find: (singles: Singles) => Match | undefined): Match | undefined {
  for (const singles of searched) {
    const match = find(singles);
    if (match) return match;
  }
  return undefined;
}
