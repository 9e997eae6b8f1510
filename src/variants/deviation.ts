import type { Parameter } from '../signature/sign.ts';
import type { CauseId, Evidence, EvidenceId } from './cause-ids.ts';
import type { Recipe } from './recipe.ts';
import { remembered } from './remembered.ts';
import type { SignatureCase } from './signature-case.ts';

export type { Evidence } from './cause-ids.ts';

/** The step of a recipe that is replaced. Two deviations at the same step go together only where they can. */
export type Step = 'parameter' | 'select' | 'sort' | 'print' | 'join' | 'body' | 'finish' | 'encode' | KeyStep | 'take';
type KeyStep = 'key' | 'key_text' | 'place';

/** One way in which a signature may have been made otherwise. */
export interface Deviation {
  readonly step: Step;
  /** The parameter that is meant, where it is one. */
  readonly name?: string;
  readonly evidence: Evidence;
  /** The parameters that it is about, where they cannot be told by what it does to them. */
  readonly concerns?: readonly string[];
  /** All that it does, where it only writes another value. */
  readonly edit?: Edit;
  /** All that it does, where it only signs a pair more, or all of some names no longer. */
  readonly revision?: Revision;
  /** Which are signed or in what order hangs on their values. */
  readonly is_by_value?: true;
  /** It signs the parameters in place of a body: what is done to them counts then. */
  readonly signs_parameters?: true;
  apply(recipe: Recipe): Recipe;
}

export interface Edit {
  readonly name: string;
  readonly value: string;
}

export type Revision = { readonly added: Parameter } | { readonly left_out: readonly string[] };

/** What a search is about, for the count of what was ruled out. */
export type Family = 'hash' | 'key' | 'selection' | 'order' | 'joining' | 'encoding' | 'values' | 'body';

export interface CauseRule {
  readonly id: CauseId;
  readonly family: Family;
  /** Tried first, and then each together with each. */
  deviations(signed: SignatureCase): Iterable<Deviation>;
  /** So many, or so unlikely, that each is tried alone, after all others. */
  unlikely?(signed: SignatureCase): Iterable<Deviation>;
}

/** Another value in place of the one that was sent. */
export function changed(name: string, signed: string, id: EvidenceId, sent: string): Deviation {
  return {
    step: 'parameter',
    name,
    evidence: { id, values: { name, signed, sent } },
    edit: { name, value: signed },
    apply: (recipe) => ({ ...recipe, parameters: withValue(recipe.parameters, name, signed) }),
  };
}

function withValue(parameters: readonly Parameter[], name: string, value: string): Parameter[] {
  const edited = parameters.slice();
  for (let place = 0; place < edited.length; place++) if (edited[place]?.[0] === name) edited[place] = [name, value];
  return edited;
}

/** A parameter that is signed beside those that were sent. */
export function added(name: string, value: string, evidence: Evidence): Deviation {
  const extra: Parameter = [name, value];
  return {
    step: 'parameter',
    name,
    evidence,
    revision: { added: extra },
    apply: (recipe) => {
      const { select } = recipe;
      return { ...recipe, select: (given) => [...select(given), extra] };
    },
  };
}

/** All values written in another way. */
export function printed(id: EvidenceId, print: (value: string) => string): Deviation {
  const write = remembered(print);
  return {
    step: 'print',
    evidence: { id },
    apply: (recipe) => {
      const before = recipe.print;
      return { ...recipe, print: before ? (value) => write(before(value)) : write };
    },
  };
}

/** What is done to the whole text. */
export function finished(evidence: Evidence, finish: (text: string) => string): Deviation {
  return {
    step: 'finish',
    evidence,
    apply: (recipe) => {
      const before = recipe.finish;
      return { ...recipe, finish: before ? (text) => finish(before(text)) : finish };
    },
  };
}
