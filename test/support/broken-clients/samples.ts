import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { brokenCase, brokenTwice } from './break-client.ts';
import { type Bug, causeIds } from './bug.ts';
import { bugs } from './bugs.ts';
import { Chance } from './chance.ts';
import { makeOccasion } from './occasions/make-occasion.ts';
import type { Occasion } from './occasions/occasion.ts';

/** A broken client's signature, and what is wrong with it. */
export interface Sample {
  readonly bugs: readonly Bug[];
  readonly occasion: Occasion;
  readonly signed: SignatureCase;
}

const kinds: readonly Occasion['kind'][] = ['request', 'request', 'request', 'response', 'notification'];

/** Of all kinds, most of them requests. */
export function occasionAt(index: number, seed: string): Occasion {
  return makeOccasion(kinds[index % kinds.length] ?? 'request', `${seed} ${index}`);
}

/** So many of one flavour; fewer where it can seldom happen. */
export function singlesOf(bug: Bug, count: number, seed: string): Sample[] {
  const samples: Sample[] = [];
  for (let index = 0; samples.length < count && index < count * 40; index += 1) {
    const occasion = occasionAt(index, `${seed} ${bug.id} ${bug.flavour}`);
    const signed = brokenCase(occasion, [bug]);
    if (signed) samples.push({ bugs: [bug], occasion, signed });
  }
  return samples;
}

/** Two causes at a time, every cause as likely as every other. */
export function pairs(count: number, seed: string): Sample[] {
  const chance = new Chance(seed);
  const samples: Sample[] = [];
  for (let index = 0; samples.length < count; index += 1) {
    const [one, other] = [flavourOf(chance), flavourOf(chance)];
    const occasion = occasionAt(index, seed);
    const signed = brokenTwice(occasion, [one, other]);
    if (signed) samples.push({ bugs: [one, other], occasion, signed });
  }
  return samples;
}

function flavourOf(chance: Chance): Bug {
  const id = chance.one(causeIds);
  return chance.one(bugs.filter((bug) => bug.id === id));
}
