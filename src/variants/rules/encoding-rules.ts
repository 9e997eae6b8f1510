import type { Parameter } from '../../signature/sign.ts';
import { type CauseRule, changed, type Deviation, type Evidence, finished, printed } from '../deviation.ts';
import { type PercentEncoding, percentDecode, percentEncode, percentEncodings } from '../percent-encoding.ts';
import type { Recipe } from '../recipe.ts';
import type { SignatureCase } from '../signature-case.ts';

/** All values, or one value that was encoded once too often or too seldom. */
function* urlEncoded({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  for (const encoding of percentEncodings) {
    const evidence: Evidence = { id: 'values-encoded', values: { how: encoding.title } };
    yield { ...printed('values-encoded', (text) => percentEncode(text, encoding)), evidence };
  }
  if (wire) yield printed('values-as-sent', asTravelled(parameters, wire));
  yield* textEncoded(percentEncodings.filter(({ is_common }) => is_common));
  const common = percentEncodings.filter(({ is_common }) => is_common);
  for (const parameter of parameters) yield* encoded(parameter, common);
  for (const encoding of common) {
    const evidence: Evidence = { id: 'values-encoded-twice', values: { how: encoding.title } };
    const encode = (text: string) => percentEncode(percentEncode(text, encoding), encoding);
    yield { ...printed('values-encoded-twice', encode), evidence };
  }
}

/** The whole text, or one value in the way of a rarer library. */
function* moreEncoded({ parameters }: SignatureCase): Iterable<Deviation> {
  yield* textEncoded(percentEncodings);
  for (const parameter of parameters) yield* encoded(parameter, percentEncodings);
}

function* textEncoded(encodings: readonly PercentEncoding[]): Iterable<Deviation> {
  for (const encoding of encodings) {
    const evidence: Evidence = { id: 'text-encoded', values: { how: encoding.title } };
    yield finished(evidence, (text) => percentEncode(text, encoding));
  }
}

/** What stood in the body or the address, before it was decoded. What is typed beside it did not travel. */
function asTravelled(
  parameters: readonly Parameter[],
  wire: readonly Parameter[],
  read: (value: string) => string | undefined = (value) => value,
): (value: string) => string {
  const travelled = new Map(wire.map(([, value], place) => [parameters[place]?.[1], read(value)]));
  return (value) => travelled.get(value) ?? value;
}

function* encoded([name, value]: Parameter, encodings: readonly PercentEncoding[]): Iterable<Deviation> {
  const forms = new Set(encodings.map((encoding) => percentEncode(value, encoding)));
  for (const form of forms) if (form !== value) yield changed(name, form, 'value-encoded', value);
}

function* spaceAsPlus({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  if (wire) {
    yield printed('plus-sent-bare', asTravelled(parameters, wire, percentDecode));
    yield printed('plus-sent-bare', barePlus);
  }
  yield printed('space-as-plus', (value) => value.replaceAll(' ', '+'));
  yield printed('plus-as-space', (value) => value.replaceAll('+', ' '));
  yield printed('space-as-percent', (value) => value.replaceAll(' ', '%20'));
  for (const [name, value] of parameters) {
    if (value.includes(' ')) yield changed(name, value.replaceAll(' ', '+'), 'value-space-as-plus', value);
    if (value.includes('+')) yield changed(name, value.replaceAll('+', ' '), 'value-plus-as-space', value);
  }
}

/** Where a space is sent as `+` too, nobody can tell them apart but by what they stand in: `+852…`, `C++`, `a+b@shop`. */
function barePlus(value: string): string {
  if (value.includes('@')) return value.replaceAll(' ', '+');
  return value.replace(/^ (?=\S)/, '+').replaceAll(/(?<=\S) +(?= )/g, (spaces) => '+'.repeat(spaces.length));
}

/** Each space of one value may have been a plus. */
function* moreSpaces({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of wire ? parameters : []) {
    for (const form of plusForms(value)) yield changed(name, form, 'value-plus-sent-bare', value);
  }
}

/** More spaces than this have too many subsets. */
const mostSpaces = 6;

function plusForms(value: string): string[] {
  const pieces = value.split(' ');
  const spaces = pieces.length - 1;
  if (spaces === 0 || spaces > mostSpaces) return [];
  const write = (mask: number) =>
    pieces.map((piece, place) => piece + (place === spaces ? '' : mask & (1 << place) ? '+' : ' ')).join('');
  return Array.from({ length: 2 ** spaces - 1 }, (_, mask) => write(mask + 1));
}

export const encodingRules: readonly CauseRule[] = [
  { id: 'space-as-plus', family: 'encoding', deviations: spaceAsPlus, unlikely: moreSpaces },
  { id: 'url-encoded-values', family: 'encoding', deviations: urlEncoded, unlikely: moreEncoded },
];

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function isAllAscii({ parameters, body }: SignatureCase): boolean {
  return parameters.every(([name, value]) => isAscii(name + value)) && body.every((byte) => byte < 0x80);
}

function* encodedIn(all: readonly Charset[]): Iterable<Deviation> {
  for (const { title, encode } of all)
    yield encodedCharacters({ id: 'other-charset', values: { charset: title } }, encode);
}

function encodedCharacters(evidence: Evidence, encode: Charset['encode']): Deviation {
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
  yield encodedCharacters({ id: 'garbled' }, (text) => Buffer.from(garble(text)));
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
    yield printed('line-ends-changed', (value) => (hasLineEnd(value) ? value.replace(from, to) : value));
  }
}

function hasLineEnd(value: string): boolean {
  return value.includes('\n') || value.includes('\r');
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

/** Text in another charset than UTF-8. */
interface Charset {
  readonly title: string;
  /** The decoder's, where what came may be in it. */
  readonly label?: string;
  /** What is not in it becomes a question mark, as most libraries do. */
  encode(text: string): Uint8Array;
}

const question: readonly number[] = [0x3f];

const [space, lineEnd] = [0x20, 0x0a];

const lastCode = 0xfefe;

/** What Chinese systems and careless ones use. Of Big5 below A1 are the characters that Hong Kong added. */
const charsets: readonly Charset[] = [
  { title: 'GBK', label: 'gbk', encode: twoBytes('gbk', 0x8140) },
  { title: 'Big5', label: 'big5', encode: twoBytes('big5', 0xa140) },
  { title: 'ISO-8859-1', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u00ff]/gu, '?'), 'latin1') },
  { title: 'ISO-8859-1', label: 'latin1', encode: (text) => Buffer.from(text, 'latin1') },
  { title: 'US-ASCII', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u007f]/gu, '?'), 'latin1') },
  { title: 'US-ASCII', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u007f]/g, '?'), 'latin1') },
];

/** Those that make other bytes of ASCII too: `Encoding.Unicode` of .NET, `UTF-16BE` of Java. */
const wideCharsets: readonly Charset[] = [
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le') },
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
];

const rarerCharsets: readonly Charset[] = [
  { title: 'Big5-HKSCS', encode: twoBytes('big5', 0x8140) },
  { title: 'Shift_JIS', encode: twoBytes('shift_jis', 0x8140) },
  { title: 'EUC-KR', encode: twoBytes('euc-kr', 0x8140) },
];

/** What each code of two bytes is, in the order of the codes. Node decodes these and does not encode them. */
function decodeAll(label: string, first: number): readonly string[] {
  const bytes = new Uint8Array(3 * (lastCode - first + 1));
  for (let code = first; code <= lastCode; code++) {
    const is_code = (code & 0xff) >= 0x40;
    bytes.set(is_code ? [code >> 8, code & 0xff, lineEnd] : [space, space, lineEnd], 3 * (code - first));
  }
  return new TextDecoder(label).decode(bytes).split('\n');
}

/** The table is made when it is first needed, and every character is looked for once. */
function twoBytes(label: string, first: number): Charset['encode'] {
  let letters: readonly string[] | undefined;
  const known = new Map<string, readonly number[]>();
  const encodeLetter = (letter: string): readonly number[] => {
    letters ??= decodeAll(label, first);
    const place = letters.indexOf(letter);
    return place === -1 ? question : [(place + first) >> 8, (place + first) & 0xff];
  };
  return (text) => {
    const bytes: number[] = [];
    for (const letter of text) {
      const code = letter.charCodeAt(0);
      if (code < 0x80) {
        bytes.push(code);
        continue;
      }
      const encoded = known.get(letter) ?? encodeLetter(letter);
      known.set(letter, encoded);
      bytes.push(...encoded);
    }
    return Uint8Array.from(bytes);
  };
}

/** UTF-8 that was taken for another charset and written as UTF-8 once more: `ä` becomes `Ã¤`. */
function garble(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The other way; undefined where the text was not garbled. */
function ungarble(text: string): string | undefined {
  if (/[^\0-\u00ff]/.test(text) || !/[\u0080-\u00ff]/.test(text)) return undefined;
  const clear = Buffer.from(text, 'latin1').toString('utf8');
  return clear.includes('\uFFFD') ? undefined : clear;
}
