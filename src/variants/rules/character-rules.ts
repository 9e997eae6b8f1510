import { type Charset, charsets, garble, rarerCharsets, ungarble, wideCharsets } from '../charset.ts';
import { type CauseRule, changed, type Deviation, type Evidence, finished, printed } from '../deviation.ts';
import type { Recipe } from '../recipe.ts';
import type { SignatureCase } from '../signature-case.ts';

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function isAllAscii({ parameters, body }: SignatureCase): boolean {
  return parameters.every(([name, value]) => isAscii(name + value)) && body.every((byte) => byte < 0x80);
}

function* encodedIn(all: readonly Charset[]): Iterable<Deviation> {
  for (const { title, encode } of all) yield encoded({ id: 'other-charset', values: { charset: title } }, encode);
}

function encoded(evidence: Evidence, encode: Charset['encode']): Deviation {
  return { step: 'encode', evidence, apply: (recipe) => ({ ...recipe, encode }) };
}

function* rarerCharset(signed: SignatureCase): Iterable<Deviation> {
  if (!isAllAscii(signed)) yield* encodedIn(rarerCharsets);
}

/** What came is in another charset: the text was signed in UTF-8 all the same, or in that charset too. */
function* sentIn({ value_bytes = [] }: SignatureCase): Iterable<Deviation> {
  for (const { title, label, encode } of charsets) {
    if (label === undefined || value_bytes.length === 0) continue;
    const texts = new Map(value_bytes.map(([name, bytes]) => [name, new TextDecoder(label).decode(bytes)]));
    const read = (recipe: Recipe): Recipe => ({
      ...recipe,
      parameters: recipe.parameters.map(([name, value]) => [name, (isUnread(value) && texts.get(name)) || value]),
    });
    const values = { charset: title, name: [...texts.keys()].join(', ') };
    yield { step: 'parameter', evidence: { id: 'sent-in-charset', values }, apply: read };
    yield {
      step: 'encode',
      evidence: { id: 'other-charset', values },
      apply: (recipe) => ({ ...read(recipe), encode }),
    };
  }
}

/** Not what another deviation has put there. */
function isUnread(value: string): boolean {
  return value.includes('\uFFFD');
}

function* wrongCharset(signed: SignatureCase): Iterable<Deviation> {
  yield* encodedIn(wideCharsets);
  if (isAllAscii(signed)) return;
  yield* sentIn(signed);
  yield printed('ungarbled', (value) => ungarble(value) ?? value);
  yield* encodedIn(charsets);
  yield encoded({ id: 'garbled' }, (text) => Buffer.from(garble(text)));
  yield printed('ascii-escaped', asciiEscape);
  for (const mark of ['?', '', '\uFFFD']) {
    yield printed('characters-lost', (value) => value.replaceAll(/[^\0-\x7f]/gu, mark));
  }
}

/** As `json.dumps` writes what is not ASCII. */
export function asciiEscape(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

function* unicodeForms({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const form of forms) {
    const differs = parameters.filter(([, value]) => value.normalize(form) !== value);
    if (differs.length === 0) continue;
    yield { ...printed('normalised', (value) => value.normalize(form)), evidence: normalised(form, differs[0]?.[0]) };
    for (const [name, value] of differs.length > 1 ? differs : []) {
      yield { ...changed(name, value.normalize(form), 'normalised', value), evidence: normalised(form, name) };
    }
  }
}

function normalised(form: string, name = '') {
  return { id: 'normalised', values: { form, name } } as const;
}

/** What came of a body's line ends stands with the bodies. */
function* marksAroundText(): Iterable<Deviation> {
  yield finished({ id: 'bom-before-text' }, (text) => `\uFEFF${text}`);
  for (const end of ['\n', '\r\n']) {
    yield finished({ id: 'line-end-after-text' }, (text) => text + end);
  }
}

function* marksInValues(): Iterable<Deviation> {
  yield printed('bom-dropped', (value) => value.replaceAll('\uFEFF', ''));
  for (const [from, to] of [
    [/\r\n/g, '\n'],
    [/\r?\n/g, '\r\n'],
    [/\r\n|\n/g, '\r'],
    [/\r\n|\r|\n/g, ' '],
    [/\r\n|\r|\n/g, ''],
    [/\r\n|\r|\n/g, '\\n'],
  ] as const) {
    yield printed('line-ends-changed', (value) => value.replace(from, to));
  }
}

/** Before what is said of white space in values, which these are, too. */
export const textEndRules: readonly CauseRule[] = [
  { id: 'bom-or-crlf', family: 'encoding', deviations: marksAroundText },
  { id: 'bom-or-crlf', family: 'encoding', deviations: marksInValues },
];

export const characterRules: readonly CauseRule[] = [
  { id: 'unicode-normalisation', family: 'encoding', deviations: unicodeForms },
  { id: 'wrong-charset', family: 'encoding', deviations: wrongCharset, unlikely: rarerCharset },
];
