import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Parameter } from '../../../src/signature/sign.ts';
import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { brokenCase } from './break-client.ts';
import type { Bug, CauseId } from './bug.ts';
import type { Occasion } from './occasions/occasion.ts';

/**
 * A flavour, proven by hand: what is sent (`b=2|a=1`), and either the literal text or bytes whose MD5 the signature must
 * be, key and all, or the digits themselves. Last, where that matters, what the gateway sees.
 */
export type Proof = readonly [flavour: string, sent: string, hashed: string | Uint8Array | Digits, seen?: string];

export interface Digits {
  readonly digits: string;
}

export const plainOccasion: Occasion = {
  kind: 'request',
  parameters: [],
  document: { entries: [] },
  body: '',
  is_checkout: false,
  has_body: true,
  app_code: 'APP',
  keys: ['K3y', 'K4y', 'K5y'],
  mchids: ['M2'],
  sign_type: 'MD5',
  announces: 'always',
  hex: 'lower',
  space: '+',
  seed: 'proof',
};

export function md5(data: string | Uint8Array): string {
  return createHash('md5').update(data).digest('hex');
}

export function parametersOf(text: string): Parameter[] {
  return text.split('|').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
}

/** One test a flavour, and one that finds a flavour without proof. */
export function prove(
  bugs: readonly Bug[],
  proofs: Readonly<Partial<Record<CauseId, readonly Proof[]>>>,
  occasion: (sent: string) => Occasion = (sent) => ({ ...plainOccasion, parameters: parametersOf(sent) }),
): void {
  const rows = Object.entries(proofs).flatMap(([id, list]) =>
    list.map(([flavour, sent, hashed, seen]) => [id, flavour, sent, hashed, seen] as const),
  );

  test.each(rows)('%s: %s', (id, flavour, sent, hashed, seen) => {
    const bug = bugs.find((known) => known.id === id && known.flavour === flavour);
    const signed = bug && brokenCase(occasion(sent), [bug]);
    expect(signed?.received).toBe(digitsOf(hashed));
    if (seen !== undefined) expect(seenBy(signed)).toBe(seen);
  });

  test('every flavour is proven', () => {
    const proven = new Set(rows.map(([id, flavour]) => `${id}: ${flavour}`));
    const names = bugs.map(({ id, flavour }) => `${id}: ${flavour}`);
    expect(names.filter((name) => !proven.has(name))).toEqual([]);
  });
}

function digitsOf(hashed: Proof[2]): string {
  return typeof hashed === 'object' && 'digits' in hashed ? hashed.digits : md5(hashed);
}

function seenBy(signed: SignatureCase | undefined): string | undefined {
  return signed?.parameters.map(([name, value]) => `${name}=${value}`).join('|');
}
