import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, changed, type Deviation, type Evidence, finished, printed } from '../deviation.ts';
import { type PercentEncoding, percentDecode, percentEncode, percentEncodings } from '../percent-encoding.ts';
import type { SignatureCase } from '../signature-case.ts';

/** All values, or one value that was encoded once too often or too seldom. */
function* urlEncoded({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  if (wire) yield printed('values-as-sent', asTravelled(parameters, wire));
  for (const encoding of percentEncodings) {
    const evidence: Evidence = { id: 'values-encoded', values: { how: encoding.title } };
    yield { ...printed('values-encoded', (text) => percentEncode(text, encoding)), evidence };
  }
  for (const plus of ['+', ' '] as const) {
    yield printed('values-decoded', (value) => percentDecode(value, plus) ?? value);
  }
  for (const parameter of parameters) {
    yield* encoded(
      parameter,
      percentEncodings.filter(({ is_common }) => is_common),
    );
    yield* decoded(parameter);
  }
}

/** The whole text, or one value in the way of a rarer library. */
function* moreEncoded({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const encoding of percentEncodings) {
    const evidence: Evidence = { id: 'text-encoded', values: { how: encoding.title } };
    yield finished(evidence, (text) => percentEncode(text, encoding));
  }
  for (const parameter of parameters) yield* encoded(parameter, percentEncodings);
}

/** What stood in the body or the address, before it was decoded. What is typed beside it did not travel. */
function asTravelled(parameters: readonly Parameter[], wire: readonly Parameter[]): (value: string) => string {
  const travelled = new Map(wire.map(([, value], place) => [parameters[place]?.[1], value]));
  return (value) => travelled.get(value) ?? value;
}

function* encoded([name, value]: Parameter, encodings: readonly PercentEncoding[]): Iterable<Deviation> {
  const forms = new Set(encodings.map((encoding) => percentEncode(value, encoding)));
  for (const form of forms) if (form !== value) yield changed(name, form, 'value-encoded', value);
}

function* decoded([name, value]: Parameter): Iterable<Deviation> {
  for (const plus of ['+', ' '] as const) {
    const form = percentDecode(value, plus);
    if (form !== undefined && form !== value) yield changed(name, form, 'value-decoded', value);
  }
}

function* spaceAsPlus({ parameters }: SignatureCase): Iterable<Deviation> {
  yield printed('space-as-plus', (value) => value.replaceAll(' ', '+'));
  yield printed('plus-as-space', (value) => value.replaceAll('+', ' '));
  yield printed('space-as-percent', (value) => value.replaceAll(' ', '%20'));
  for (const [name, value] of parameters) {
    if (value.includes(' ')) yield changed(name, value.replaceAll(' ', '+'), 'value-space-as-plus', value);
    if (value.includes('+')) yield changed(name, value.replaceAll('+', ' '), 'value-plus-as-space', value);
  }
}

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
  ['&#34;', '&#39;'],
];

function escapeHtml(text: string, [double, single]: readonly [string, string]): string {
  const escaped = escapes.reduce((written, [from, to]) => written.replace(from, to), text);
  return escaped.replaceAll('"', double).replaceAll("'", single);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#039': "'" };

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#0?39);/g, (whole, name: string) => entities[name] ?? whole);
}

function* htmlEscaped(): Iterable<Deviation> {
  for (const quotes of quoteEscapes) {
    yield printed('values-escaped', (value) => escapeHtml(value, quotes));
  }
  yield printed('values-unescaped', unescapeHtml);
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

export const encodingRules: readonly CauseRule[] = [
  { id: 'space-as-plus', family: 'encoding', deviations: spaceAsPlus },
  { id: 'url-encoded-values', family: 'encoding', deviations: urlEncoded, unlikely: moreEncoded },
  { id: 'html-escaped', family: 'encoding', deviations: htmlEscaped, unlikely: moreEscaped },
];
