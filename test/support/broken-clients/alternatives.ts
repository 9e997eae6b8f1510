import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { brokenCase } from './break-client.ts';
import type { Bug } from './bug.ts';
import { bugs } from './bugs.ts';
import type { Occasion } from './occasions/occasion.ts';

/**
 * Whether a client with the named mistakes instead would have sent the same and signed it with the same digits: then nobody
 * can tell which it was, and either answer is right. Asked of the simulated clients alone, never of the search.
 */
export function isAlternative(ids: readonly string[], signed: SignatureCase, occasion: Occasion): boolean {
  const [one, other, ...more] = ids;
  if (one === undefined || more.length > 0) return false;
  const seen = {
    ...occasion,
    parameters: signed.parameters.filter(([name]) => !occasion.is_checkout || name !== 'sign'),
  };
  const makes = (chosen: readonly Bug[]) => [occasion, seen].some((at) => isSameOnWire(brokenCase(at, chosen), signed));
  if (other === undefined) return flavoursOf(one).some((bug) => makes([bug]));
  return flavoursOf(one).some((first) => flavoursOf(other).some((second) => makes([first, second])));
}

function flavoursOf(id: string): readonly Bug[] {
  return bugs.filter((bug) => bug.id === id);
}

function isSameOnWire(made: SignatureCase | undefined, signed: SignatureCase): boolean {
  if (!made || made.announced !== signed.announced) return false;
  const print = ({ parameters, received }: SignatureCase) =>
    JSON.stringify([received, parameters.filter(([, value]) => value !== received)]);
  return print(made) === print(signed);
}
