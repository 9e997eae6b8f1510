import { t } from '../language/t.ts';
import { type ReadParameters, splitPairs } from './read-parameters.ts';

/** `name=value` words of a command line: the shell has taken its quotes off, the rest is raw. */
export function readWords(words: readonly string[]): ReadParameters {
  return splitPairs(words.map((text, index) => ({ text, where: t`argument ${index + 1}` })));
}
