import { type JsonEntry, jsonEntries } from '../json-values.ts';
import { js } from '../literal/js.ts';
import { type Dialect, type ReadValue, readMembers, readValue } from '../literal/literal-value.ts';
import { php } from '../literal/php.ts';
import { python } from '../literal/python.ts';
import { knownName } from '../vocabulary.ts';
import { type PrintedPairs, readPairs } from './notation.ts';
import { unwrappedTexts } from './wraps.ts';

/** An object in a text. What is written in a language is put as JSON, so that what it holds is looked at in one way. */
export interface FoundObject {
  readonly start: number;
  readonly end: number;
  readonly notation: 'json' | Dialect['name'];
  readonly entries: readonly JsonEntry[];
  /** Where lines were broken inside of it: as it was before. */
  readonly unwrapped?: string;
  /** A member's value is not in the text. */
  readonly is_cut?: boolean;
}

export type FoundInBrackets = FoundObject | (PrintedPairs & { readonly notation: 'lines' });

/** Each try reads on to its end: a text of hostile brackets gets so many letters read, and no more. */
const mostRead = 800_000;
/** A bracket is tried only where a name of QFPay's, or its header, stands so near behind it. */
const nearName = 3_000;
const largestObject = 300_000;
/** What is no JSON costs more to read. */
const largestLiteral = 20_000;

/** Every outermost object of a text that holds a name of QFPay's. */
export function findObjects(text: string): FoundInBrackets[] {
  const found: FoundInBrackets[] = [];
  const names = namePlaces(text);
  let read = 0;
  let done = 0;
  let next = 0;
  for (const { index } of text.matchAll(/[{[(]/g)) {
    if (index < done) continue;
    while (next < names.length && (names[next] ?? 0) < index) next++;
    const place = names[next];
    if (place === undefined || read > mostRead) break;
    if (place - index > nearName) continue;
    const object = objectAt(text, index);
    read += object ? object.end - index : Math.min(largestLiteral, text.length - index);
    if (!object) continue;
    found.push(object);
    done = object.end;
  }
  return found;
}

const header = /x[-_]qf[-_]sign|"(?:sign|signature)"/gi;

function namePlaces(text: string): number[] {
  const places = [...text.matchAll(knownName), ...text.matchAll(header)].map(({ index }) => index);
  return places.sort((a, b) => a - b);
}

function objectAt(text: string, start: number): FoundInBrackets | undefined {
  const json = jsonAt(text, start);
  if (json) return json;
  const literal = literalAt(text, start);
  if (literal?.is_whole) return literal;
  const printed = printedAt(text, start);
  return printed && 'parameters' in printed && printed.parameters.length > (literal?.entries.length ?? 0)
    ? printed
    : literal;
}

function jsonAt(text: string, start: number): FoundObject | undefined {
  if (!/^[{[]\s*["{[]/.test(text.slice(start, start + 200))) return undefined;
  const end = endOfJson(text, start);
  if (end === undefined) return undefined;
  const part = text.slice(start, end);
  const entries = jsonEntries(part) ?? arrayEntries(part);
  if (entries) return { start, end, notation: 'json', entries };
  for (const unwrapped of unwrappedTexts(part)) {
    const read = jsonEntries(unwrapped) ?? arrayEntries(unwrapped);
    if (read) return { start, end, notation: 'json', entries: read, unwrapped };
  }
  return undefined;
}

/** Behind the bracket that closes the first one. */
function endOfJson(text: string, start: number): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, start + largestObject);
  for (let at = start; at < limit; at++) {
    const letter = text[at];
    if (letter === '"') {
      at++;
      while (at < limit && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (letter === '{' || letter === '[') depth++;
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1;
  }
  return undefined;
}

/** An array as an object whose names are its places. */
export function arrayEntries(text: string): JsonEntry[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    // Each element is read out of its own text, so that numbers keep their digits.
    const elements = jsonEntries(`{"":${text}}`) ? elementTexts(text) : [];
    return elements.map((raw, place) => ({ name: String(place), raw }));
  } catch {
    return undefined;
  }
}

function elementTexts(text: string): string[] {
  const texts: string[] = [];
  let depth = 0;
  let from = text.indexOf('[') + 1;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (letter === '{' || letter === '[') depth++;
    else if ((letter === ',' && depth === 0) || ((letter === '}' || letter === ']') && depth-- === 0)) {
      texts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return texts.filter((part) => part !== '');
}

const dialects: readonly Dialect[] = [python, js, php];

/** In the first language that it is a literal of, if need be with members whose values are not in the text. */
function literalAt(text: string, start: number): (FoundObject & { readonly is_whole: boolean }) | undefined {
  const part = text.slice(start, start + largestLiteral);
  let best: (FoundObject & { readonly is_whole: boolean }) | undefined;
  for (const dialect of dialects) {
    const read = readMembers(part, 0, dialect);
    if (!read || read.members.length <= (best?.entries.length ?? 0)) continue;
    const entries = read.members.map((member) => ({ name: member.name, raw: jsonOf(member, dialect) }));
    const is_cut = read.members.some(({ name, rule }) => rule !== undefined && !notSent.test(name));
    best = {
      start,
      end: start + read.end,
      notation: dialect.name,
      entries,
      is_cut,
      is_whole: read.faults.length === 0,
    };
    if (best.is_whole) break;
  }
  return best;
}

/** What is added to carry the signature, and what a language or a database keeps for itself. */
const notSent = /^(?:sign|signature|headers?|x[-_]qf.*|_.*|\$.*)$/i;

/** How deep one literal in another is looked into. */
const deepest = 6;

function jsonOf({ kind, value, printed }: ReadValue, dialect: Dialect, depth = 0): string {
  if (kind === 'string') return JSON.stringify(value);
  if (kind === 'number')
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? value : JSON.stringify(value);
  if (kind === 'word') {
    if (value === '') return 'null';
    return /^(?:true|false)$/i.test(value) && value === printed
      ? value.toLowerCase()
      : JSON.stringify(printed ?? value);
  }
  return depth < deepest ? nestedJson(value, dialect, depth) : JSON.stringify(value);
}

const typeName = /^(?:\[Object: null prototype\] |[A-Za-z]\w*(?:\(\d+\))? ?(?:\[\w+\] )?)(?=[{[(])/;

function nestedJson(text: string, dialect: Dialect, depth: number): string {
  const inside = text.replace(typeName, '');
  const members = readMembers(inside, 0, dialect);
  if (members) {
    const pairs = members.members.map(
      (member) => `${JSON.stringify(member.name)}:${jsonOf(member, dialect, depth + 1)}`,
    );
    return `{${pairs.join(',')}}`;
  }
  const elements = listElements(inside, dialect);
  return elements
    ? `[${elements.map((element) => jsonOf(element, dialect, depth + 1)).join(',')}]`
    : JSON.stringify(text);
}

function listElements(text: string, dialect: Dialect): ReadValue[] | undefined {
  const closing = { '[': ']', '(': ')' }[text[0] ?? ''];
  if (closing === undefined) return undefined;
  const elements: ReadValue[] = [];
  for (let at = 1; at < text.length; ) {
    while (/[\s,]/.test(text[at] ?? '')) at++;
    if (text[at] === closing) return elements;
    const value = readValue(text, at, dialect, closing);
    if (!value) return undefined;
    elements.push(value);
    at = value.end;
  }
  return undefined;
}

const closings: Readonly<Record<string, readonly string[]>> = { '{': ['}'], '[': [']', ''], '(': [')', ''] };

/** What a language prints, such as `{:txamt=>100}`, `map[txamt:100]`, `[('txamt', '100')]`. */
function printedAt(text: string, start: number): FoundInBrackets | undefined {
  for (const closing of closings[text[start] ?? ''] ?? []) {
    const read = readPairs(text, start + 1, closing);
    if (!read) continue;
    const is_closed = closing !== '' && text.startsWith(closing, read.end);
    const is_cut =
      closing !== '' &&
      !text
        .slice(read.end, read.end + 200)
        .trimStart()
        .startsWith(closing);
    const end = is_closed ? read.end + closing.length : read.end;
    return { ...read, start, end, is_cut, notation: 'lines' };
  }
  return undefined;
}
