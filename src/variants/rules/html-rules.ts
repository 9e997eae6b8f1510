import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, type Deviation, type Evidence, finished, printed } from '../deviation.ts';

const escapes: readonly (readonly [RegExp, string])[] = [
  [/&/g, '&amp;'],
  [/</g, '&lt;'],
  [/>/g, '&gt;'],
];

/** What different languages make of quotes: nothing, or one of these. */
const quoteEscapes: readonly (readonly [string, string])[] = [
  ['"', "'"],
  ['&quot;', "'"],
  ['&quot;', '&#39;'],
  ['&quot;', '&#039;'],
  ['&quot;', '&#x27;'],
  ['&quot;', '&apos;'],
  ['&#34;', '&#39;'],
];

function escapeHtml(text: string, [double, single]: readonly [string, string]): string {
  const escaped = escapes.reduce((written, [from, to]) => written.replace(from, to), text);
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

function unescapeHtml(text: string): string {
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

export const htmlRules: readonly CauseRule[] = [
  { id: 'html-escaped', family: 'encoding', deviations: htmlEscaped, unlikely: moreEscaped },
];
