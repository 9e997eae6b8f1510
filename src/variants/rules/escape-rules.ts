import type { Parameter } from '../../signature/sign.ts';
import { type CauseRule, type Deviation, type Evidence, finished, printed } from '../deviation.ts';
import type { SignatureCase } from '../signature-case.ts';
import { written } from '../written-values.ts';

/** What different languages make of quotes: nothing, or one of these. */
export const quoteEscapes: readonly (readonly [string, string])[] = [
  ['"', "'"],
  ['&quot;', "'"],
  ['&quot;', '&#39;'],
  ['&quot;', '&#039;'],
  ['&quot;', '&#x27;'],
  ['&quot;', '&apos;'],
  ['&#34;', '&#39;'],
];

export function escapeHtml(text: string, [double, single]: readonly [string, string]): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll('"', double).replaceAll("'", single);
}

function escapeAmpersand(text: string): string {
  return text.replaceAll('&', '&amp;');
}

/** PHP's `arg_separator.output`. */
function joined(evidence: Evidence, separator: string): Deviation {
  const join = (given: readonly Parameter[]) => given.map(([name, value]) => `${name}=${value}`).join(separator);
  return { step: 'join', evidence, apply: (recipe) => ({ ...recipe, join }) };
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#039': "'",
};

export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(amp|lt|gt|quot|apos|#0?39);/g, (whole, name: string) => entities[name] ?? whole);
}

function* htmlEscaped(): Iterable<Deviation> {
  for (const quotes of quoteEscapes) {
    yield printed('values-escaped', (value) => escapeHtml(value, quotes));
  }
  yield printed('values-escaped', escapeAmpersand);
  yield printed('values-unescaped', unescapeHtml);
  yield joined({ id: 'separator', values: { text: '&amp;' } }, '&amp;');
  yield finished({ id: 'text-escaped' }, escapeAmpersand);
  yield finished({ id: 'text-as-html' }, showAsHtml);
}

function* moreEscaped(): Iterable<Deviation> {
  for (const quotes of quoteEscapes) yield finished({ id: 'text-escaped' }, (text) => escapeHtml(text, quotes));
}

/** A browser takes `&not` and its like for a character, with or without a semicolon: `&notify_url` becomes `¬ify_url`. */
const characters: Readonly<Record<string, string>> = { not: '¬', curren: '¤', times: '×', copy: '©', reg: '®' };

function showAsHtml(text: string): string {
  return unescapeHtml(text).replace(
    /&(not|curren|times|copy|reg);?/g,
    (_whole, name: string) => characters[name] ?? '',
  );
}

/** PHP's `addslashes` and what is like it, each of which WordPress, old PHP or a database layer does unasked. */
const slashesAdded: readonly ((value: string) => string)[] = [
  (value) => value.replaceAll(/['"\\]/g, '\\$&').replaceAll('\0', '\\0'),
  (value) => value.replaceAll(/["\\]/g, '\\$&'),
  (value) => value.replaceAll("'", "\\'"),
  (value) => value.replaceAll('/', '\\/'),
  (value) => value.replaceAll('\\', '\\\\'),
  (value) => value.replaceAll(/['"\\\n\r\0]/g, (letter) => `\\${databaseEscapes[letter] ?? letter}`),
];

const databaseEscapes: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\0': '0' };

function* slashesChanged({ parameters }: SignatureCase): Iterable<Deviation> {
  const added = { one: 'value-slashes-added', all: { id: 'slashes-added' } } as const;
  for (const write of slashesAdded) yield* written(parameters, added, write);
  const taken = { one: 'value-slashes-taken', all: { id: 'slashes-taken' } } as const;
  yield* written(parameters, taken, (value) => value.replaceAll(/\\(.)/gs, '$1'));
}

export const escapeRules: readonly CauseRule[] = [
  { id: 'slashes-added', family: 'encoding', deviations: slashesChanged },
  { id: 'html-escaped', family: 'encoding', deviations: htmlEscaped, unlikely: moreEscaped },
];
