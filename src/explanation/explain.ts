import { type Lang, languageOf } from '../language/languages.ts';
import { escaped, plain, unseen } from '../language/terminal-text.ts';
import type { Finding } from '../variants/bases.ts';
import type { CauseId, EvidenceId } from '../variants/cause-ids.ts';
import type { Evidence, Family } from '../variants/deviation.ts';

interface CauseWords {
  readonly title: string;
  readonly fix: string;
}

/** Everything about causes that a person reads, in one language. `{name}` and the like stand for what was found. */
export interface ExplanationWords {
  readonly causes: Readonly<Record<CauseId, CauseWords>>;
  readonly evidence: Readonly<Record<EvidenceId, string>>;
  readonly families: Readonly<Record<Family, string>>;
  readonly search: Readonly<Record<SearchText, string>>;
  readonly labels: Readonly<Record<ExplanationLabel, string>>;
}

/** What is said of a search as a whole. */
type SearchText =
  | 'nothing-found'
  | 'ruled-out'
  | 'pairs-ruled-out'
  | 'question-key'
  | 'question-other-keys'
  | 'question-parameter'
  | 'question-value'
  | 'question-bytes'
  | 'question-not-hex'
  | 'send-to-support'
  | 'together'
  | 'aligned'
  /** Follows a sentence. */
  | 'concerned'
  | 'given-up'
  | 'aligned-read'
  | 'aligned-order'
  | 'read'
  | 'more-differences'
  | 'more-remarks'
  | 'signed'
  | 'right'
  | 'valid-refused'
  | 'valid-answered'
  | 'valid-host'
  | 'valid-sent'
  | 'valid-mchid-near'
  | 'valid-mchid-absent'
  | 'valid-mchid-present'
  | 'valid-environment'
  | 'valid-app-code';

/** The verdict, and what stands before the facts of it. */
type ExplanationLabel =
  | 'valid'
  | 'matches'
  | 'invalid'
  | 'mismatch'
  | 'mismatch-because'
  | 'mismatch-unexplained'
  | 'kind'
  | 'scheme'
  | 'received'
  | 'expected'
  | 'cause'
  | 'evidence'
  | 'fix'
  | 'remark'
  | 'signing-string';

/** Loaded only where something has to be explained. */
export async function loadExplanationWords(lang: Lang): Promise<ExplanationWords> {
  return languageOf(lang).explanation();
}

/** One cause in the words of a language: what it is, what shows it, how it is mended. */
export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly evidence: string;
  readonly fix: string;
  /** The parameters that it is about, where it is about some. */
  readonly parameters: readonly string[];
}

/** Longer values are cut in a sentence; the aligned strings have them whole. */
const longestShown = 120;

export function explainFinding({ id, evidence, parameters }: Finding, words: ExplanationWords): Cause {
  return { id, ...words.causes[id], evidence: sentenceOf(evidence, parameters, words), parameters };
}

/** More names than this are but counted. */
const mostNames = 6;

/** A sentence that names no parameter is followed by those that are meant. */
function sentenceOf({ id, values = {} }: Evidence, parameters: readonly string[], words: ExplanationWords): string {
  const said = fillIn(words.evidence[id], values);
  const is_named = parameters.length === 1 && said.includes(parameters[0] ?? '');
  if (parameters.length === 0 || is_named || values['name'] === parameters.join(', ')) return said;
  const more = parameters.length > mostNames ? ` … (${parameters.length})` : '';
  return said + fillIn(words.search.concerned, { name: parameters.slice(0, mostNames).join(', ') + more });
}

/** `{name}` and the like in a sentence, by what was found. */
export function fillIn(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_whole, name: string) => shorten(escapeInvisible(values[name] ?? '')));
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** Blanks that can be taken for a plain space, and what stands for what could not be read. */
const misread = '\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\ufffc\\ufffd';
let pattern: RegExp | undefined;

/** What cannot be seen, or be told from a plain space, as an escape; in an emoji too, where one of two texts may lack it. */
export function escapeInvisible(text: string): string {
  if (plain.test(text)) return text;
  pattern ??= new RegExp(`[${unseen}${misread}]`, 'gu');
  return text.replace(pattern, (letter) => (letter === '\0' ? '\\0' : escaped(letter)));
}
