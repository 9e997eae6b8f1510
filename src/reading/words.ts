import { joinParameters, type ReadParameters, readPair } from './read-parameters.ts';

/** `name=value` words of a command line: the shell has taken its quotes off, the rest is raw. */
export function readWords(words: readonly string[]): ReadParameters {
  return joinParameters(words.map((word, index) => readPair(word, `argument ${index + 1}`)));
}
