import { describe, expect, test } from 'vitest';
import { loadHasher } from '../../src/signature/hasher.ts';
import { isAlternative } from '../support/broken-clients/alternatives.ts';
import { askDiagnosis, isRight, limited } from '../support/broken-clients/ask-diagnosis.ts';
import { rightCase } from '../support/broken-clients/break-client.ts';
import { causeIds } from '../support/broken-clients/bug.ts';
import { bugs } from '../support/broken-clients/bugs.ts';
import { Chance } from '../support/broken-clients/chance.ts';
import { occasionAt, pairs, type Sample, singlesOf } from '../support/broken-clients/samples.ts';

/** Another seed is another few thousand clients: QFPAY_TEST_SEED=7 npx vitest run test/variants/broken-clients.test.ts */
const seed = process.env['QFPAY_TEST_SEED'] ?? 'broken';
/**
 * QFPAY_TEST_THOROUGH=1 takes half an hour: 100 clients of every flavour in place of 11, 3000 pairs in place of 100, and
 * random digits are held against all single causes, a thousand of them against all pairs, too.
 */
const thorough = process.env['QFPAY_TEST_THOROUGH'] !== undefined;
const a_minute = 60_000;
const time_limit = (thorough ? 60 : 2) * a_minute;
const hasher = await loadHasher();

type Judged = Sample & { readonly answer: readonly string[]; readonly verdict: 'named' | 'alternative' | 'missed' };

/** A miss costs all that is tried; so many digests hold every single cause. */
const enough = 60_000;

function judge(sample: Sample): Judged {
  const answer = askDiagnosis(sample.signed, sample.bugs.length === 1 ? limited(hasher, enough) : hasher);
  const is_named = answer.length === sample.bugs.length && sample.bugs.every(({ id }) => answer.includes(id));
  if (is_named) return { ...sample, answer, verdict: 'named' };
  const verdict = isAlternative(answer, sample.signed, sample.occasion) ? 'alternative' : 'missed';
  return { ...sample, answer, verdict };
}

const share = (judged: readonly Judged[], verdict: Judged['verdict']) =>
  judged.filter((sample) => sample.verdict === verdict).length / judged.length;

/** What a person needs to mend it. */
function misses(judged: readonly Judged[]): string {
  return judged
    .filter(({ verdict }) => verdict === 'missed')
    .map(({ bugs, occasion, answer }) => {
      const asked = bugs.map(({ id, flavour }) => `${id} (${flavour})`).join(' and ');
      return `${asked}: ${answer.join(' and ') || 'nothing'}, in ${occasion.kind} ${occasion.seed}`;
    })
    .join('\n');
}

test('the simulated clients make every cause of the contract, and no other', () => {
  expect([...new Set(bugs.map(({ id }) => id))].sort()).toEqual([...causeIds].sort());
});

describe('one mistake', () => {
  const judged = bugs.flatMap((bug) => singlesOf(bug, thorough ? 100 : 11, seed).map(judge));

  test('thousands of clients were asked about', () => {
    expect(judged.length).toBeGreaterThan(2500);
  });

  test('at least 99 of 100 are named, first and alone', () => {
    expect(share(judged, 'missed'), misses(judged)).toBeLessThanOrEqual(0.01);
  });

  test('no flavour hides behind the others: each is named more often than not', () => {
    const poor = bugs.filter((bug) => {
      const own = judged.filter((sample) => sample.bugs[0] === bug);
      return own.length === 0 || share(own, 'missed') > 0.5;
    });
    expect(poor.map(({ id, flavour }) => `${id}: ${flavour}`)).toEqual([]);
  });

  test('at most 3 of 100 go by another name that signs the same bytes', () => {
    expect(share(judged, 'alternative')).toBeLessThanOrEqual(0.03);
  });
});

describe(
  'two mistakes',
  () => {
    const judged = pairs(thorough ? 3000 : 100, seed).map(judge);

    test('at least 95 of 100 pairs are named, both of them', () => {
      expect(share(judged, 'missed'), misses(judged)).toBeLessThanOrEqual(0.05);
    });

    test('at most 5 of 100 go by other names that sign the same bytes', () => {
      expect(share(judged, 'alternative')).toBeLessThanOrEqual(0.05);
    });
  },
  time_limit,
);

describe('no mistake', () => {
  const right = Array.from({ length: 10_000 }, (_, index) => rightCase(occasionAt(index, seed)));

  test('10,000 right signatures are right, and have no cause', () => {
    expect(right.filter((signed) => !isRight(signed) || askDiagnosis(signed, hasher).length > 0)).toEqual([]);
  });

  const chance = new Chance(seed);
  const random = (count: number) =>
    right.slice(0, count).map((signed) => ({ ...signed, received: chance.hex(chance.one([32, 64])) }));

  test(
    '10,000 random signatures have no cause among the likely ones',
    () => {
      const named = random(10_000).filter(
        (signed) => askDiagnosis(signed, limited(hasher, thorough ? enough : 60)).length,
      );
      expect(named).toEqual([]);
    },
    time_limit,
  );

  test(
    'random signatures have no cause among all that is tried, pairs too',
    () => {
      const named = random(thorough ? 1000 : 6).filter((signed) => askDiagnosis(signed, hasher).length > 0);
      expect(named).toEqual([]);
    },
    time_limit,
  );
});
