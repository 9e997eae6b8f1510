import type { HashedPart, Hasher } from '../signature/hasher.ts';
import type { Parameter } from '../signature/sign.ts';
import type { Base, Finding } from './bases.ts';
import type { CauseRule, Deviation, Family, Step } from './deviation.ts';
import type { Recipe } from './recipe.ts';

/** What a search works with. */
export interface Tools {
  readonly hasher: Hasher;
  readonly count: Counter;
}

/** A deviation that alone does not explain a signature, and may together with another. */
export interface CauseCandidate {
  readonly rule: CauseRule;
  readonly deviation: Deviation;
  readonly recipe: Recipe;
  readonly content: HashedPart;
  /** Alone it changes nothing: it counts only beside one that signs parameters in place of a body, or writes values. */
  readonly is_idle: boolean;
}

/** A way of signing that gives the very digits that were received. */
export interface Match {
  /** All of them together give the received digits. */
  readonly findings: readonly Finding[];
  readonly recipe: Recipe;
  /** What would have been right. */
  readonly base: Recipe;
  /** What the gateway reads, where it is the sending that has to be mended. */
  readonly read?: Recipe;
}

const keySteps: readonly Step[] = ['key', 'key_text', 'place', 'take'];

/** What is done with the key leaves the content as it is. */
export function isOfKey({ step }: Deviation): boolean {
  return keySteps.includes(step);
}

export function matchOf(
  base: Base,
  deviations: readonly Pick<CauseCandidate, 'rule' | 'deviation'>[],
  recipe: Recipe,
): Match {
  const found = toMend(deviations).map(({ rule, deviation }): Finding => {
    const parameters = touchedNames(deviation, rule, base.recipe);
    return { id: rule.id, evidence: deviation.evidence, parameters };
  });
  const read = base.read ? { read: base.read } : {};
  return { findings: [...base.findings, ...found], recipe, base: base.recipe, ...read };
}

/** Who signs the raw body has no order and no separators left to mend: advice for requests would send him the wrong way. */
function toMend<Found extends Pick<CauseCandidate, 'rule'>>(deviations: readonly Found[]): readonly Found[] {
  if (!deviations.some(({ rule }) => rule.id === 'body-signed-as-form')) return deviations;
  return deviations.filter(({ rule }) => ['body', 'key', 'hash', 'encoding'].includes(rule.family));
}

/** The parameters that a deviation signs otherwise than they are sent, or that it is about for another reason. */
function touchedNames(deviation: Deviation, { family }: CauseRule, base: Recipe): string[] {
  const { concerns, name, step } = deviation;
  if (concerns) return [...concerns];
  const after = deviation.apply(base);
  const signed = after.select(after.parameters);
  switch (step) {
    case 'parameter':
    case 'select':
      return differing(base.select(base.parameters), signed, name);
    case 'print':
      return namesWhere(signed, (value) => after.print !== undefined && after.print(value) !== value);
    case 'encode':
      return namesWhere(signed, (value) => isEncodedOtherwise(value, after, base));
    case 'finish':
      return family === 'encoding' ? finishedNames(signed, after.finish) : [];
    default:
      return [];
  }
}

/** Of what is signed in one way only: what was sent, or else what was not. */
function differing(sent: readonly Parameter[], signed: readonly Parameter[], name: string | undefined): string[] {
  if (name !== undefined) return [name];
  const missing = namesNotIn(sent, signed);
  return missing.length > 0 ? missing : namesNotIn(signed, sent);
}

function namesNotIn(given: readonly Parameter[], others: readonly Parameter[]): string[] {
  const known = new Set(others.map(([name, value]) => `${name}=${value}`));
  return unique(given.filter(([name, value]) => !known.has(`${name}=${value}`)));
}

function namesWhere(given: readonly Parameter[], holds: (value: string) => boolean): string[] {
  return unique(given.filter(([, value]) => holds(value)));
}

function unique(parameters: readonly Parameter[]): string[] {
  return [...new Set(parameters.map(([name]) => name))];
}

/** In a body that is signed as it stands a value counts only where it stands there unescaped. */
function isEncodedOtherwise(value: string, { encode }: Recipe, { body }: Recipe): boolean {
  if (encode === undefined || Buffer.from(value).equals(encode(value))) return false;
  return body === undefined || Buffer.from(typeof body === 'string' ? body : Uint8Array.from(body)).includes(value);
}

/** What the whole text goes through, value by value; where no value is changed by it, pair by pair, unless all are. */
function finishedNames(given: readonly Parameter[], finish: (text: string) => string = (text) => text): string[] {
  if (finish('a') !== 'a') return [];
  const values = namesWhere(given, (value) => finish(value) !== value);
  if (values.length > 0) return values;
  const pairs = unique(given.filter(([name, value]) => finish(`&${name}=${value}`) !== `&${name}=${value}`));
  return pairs.length < given.length ? pairs : [];
}

/** Bytes that are hashed at the most, so that a file of megabytes is answered in seconds too. */
const mostBytes = 600_000_000;
/** What a digest costs beside its bytes, as so many bytes; and what each parameter does, that has to be joined for it. */
const costOfOne = 1_000;
const costOfParameter = 700;
/** Fewer than these cost next to nothing. */
const manyParameters = 100;

/** How many digests were computed, and whether that is enough. */
export class Counter {
  tried = 0;
  tried_pairs = 0;
  readonly by_family: Partial<Record<Family, number>> = {};
  /** What was left when the work that one input may cost was done. */
  readonly given_up = new Set<Family | 'pairs'>();

  #bytes = 0;
  readonly #cost: number;

  constructor(parameters: number) {
    this.#cost = costOfOne + costOfParameter * Math.max(0, parameters - manyParameters);
  }

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

  /** What is not hashed takes its time, too. */
  idle(bytes: number): void {
    this.#bytes += bytes + this.#cost;
  }

  #spend(bytes: number): void {
    this.tried++;
    this.#bytes += bytes + this.#cost;
  }
}
