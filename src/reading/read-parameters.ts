import type { Fault } from '../errors.ts';
import type { Parameter } from '../signature/canonical-text.ts';

/** Parameters as somebody wrote them down, in their order, each value as the raw text that is signed. */
export interface ReadParameters {
  readonly parameters: readonly Parameter[];
  /** What a person should know about how the text was understood. */
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

/** One way to write parameters down. */
export interface Notation {
  readonly name: 'json' | 'lines' | 'form';
  /** For a person: what the input was taken for. */
  readonly title: string;
  fits(text: string): boolean;
  read(text: string): ReadParameters;
}

/** Longer words are not repeated in a fault: one of them may be the client key, typed by mistake. */
const longestShown = 16;

/** Splits at the first `=`. `where` names the word or line in a fault. */
export function readPair(text: string, where: string): ReadParameters {
  const split = text.indexOf('=');
  if (split > 0) return { parameters: [[text.slice(0, split), text.slice(split + 1)]], notes: [], faults: [] };
  const rule = split === 0 ? 'must have a name before the =' : 'must be name=value';
  const value = text.length <= longestShown ? { value: text } : {};
  return { parameters: [], notes: [], faults: [{ field: where, ...value, rule }] };
}

export function joinParameters(parts: readonly ReadParameters[]): ReadParameters {
  return {
    parameters: parts.flatMap(({ parameters }) => parameters),
    notes: parts.flatMap(({ notes }) => notes),
    faults: parts.flatMap(({ faults }) => faults),
  };
}
