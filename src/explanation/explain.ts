import type { Finding } from '../variants/bases.ts';
import type { Evidence } from '../variants/deviation.ts';
import { escapeInvisible } from './escape.ts';
import type { ExplanationWords } from './words/words.ts';

/** One cause in the words of a language: what it is, what shows it, how it is mended. */
export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly evidence: string;
  readonly fix: string;
}

/** Longer values are cut in a sentence; the aligned strings have them whole. */
const longestShown = 120;

export function explainFinding({ id, evidence }: Finding, words: ExplanationWords): Cause {
  return { id, ...words.causes[id], evidence: sentenceOf(evidence, words) };
}

function sentenceOf({ id, values = {} }: Evidence, words: ExplanationWords): string {
  return fillIn(words.evidence[id], values);
}

/** `{name}` and the like in a sentence, by what was found. */
export function fillIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => shorten(escapeInvisible(values[name] ?? '')));
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
