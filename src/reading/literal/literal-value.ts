import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { matchAt } from '../lines.ts';

export interface ReadValue {
  readonly value: string;
  readonly end: number;
  readonly kind: 'string' | 'number' | 'word' | 'nested';
  /** What the language prints, where it is no string. */
  readonly printed?: string;
  /** Why the value cannot be known from the text; it stands for no parameter then. */
  readonly rule?: string;
}

const number = /[-+]?(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)n?/y;
const word = /[A-Za-z_$][\w$]*/y;
const nestedStart =
  /[[{(]|(?:array|dict|list|OrderedDict)\s*\(|\[Object: null prototype\] \{|[A-Z]\w*(?:\(\d+\))? (?:\[\w+\] )?\{/iy;

/** The value that begins here; undefined when its end cannot be found. */
export function readValue(text: string, at: number, dialect: Dialect, close: string): ReadValue | undefined {
  const found = simpleValue(text, at, dialect);
  const behind = found && skipSpace(text, found.end, dialect);
  const is_whole = behind !== undefined && (text[behind] === ',' || text.startsWith(close, behind));
  if (found && is_whole) return found;
  const end = endOfExpression(text, at, dialect);
  const rule = t`must be a plain value: this is an expression, and what it comes to is not in the text`;
  return end === undefined || end === at ? undefined : { value: '', kind: 'word', end, rule };
}

function simpleValue(text: string, at: number, dialect: Dialect): ReadValue | undefined {
  const string = readStrings(text, at, dialect);
  if (string) return string;
  const digits = matchAt(number, text, at);
  if (digits) return { value: digits, kind: 'number', end: at + digits.length, printed: dialect.printNumber(digits) };
  if (matchAt(nestedStart, text, at) !== undefined) {
    const end = endOfNested(text, at, dialect);
    return end === undefined ? undefined : { value: text.slice(at, end), kind: 'nested', end };
  }
  const name = matchAt(word, text, at) ?? '';
  const known = Object.hasOwn(dialect.words, name) ? dialect.words[name] : undefined;
  return known && { value: known.value, kind: 'word', end: at + name.length, printed: known.printed };
}

/** In Python strings that stand beside each other are one. */
function readStrings(text: string, at: number, dialect: Dialect): ReadValue | undefined {
  const parts: string[] = [];
  let end = at;
  let rule: string | undefined;
  for (let next = at; ; next = skipSpace(text, end, dialect)) {
    const string = parts.length === 0 || dialect.joins_strings ? dialect.readString(text, next) : undefined;
    if (!string) break;
    parts.push(string.value);
    rule ??= string.fault;
    end = string.end;
  }
  if (parts.length === 0) return undefined;
  return { value: parts.join(''), kind: 'string', end, ...(rule === undefined ? {} : { rule }) };
}

/** An expression ends before the next comma, or before the bracket that closes the list. */
function endOfExpression(text: string, at: number, dialect: Dialect): number | undefined {
  return walk(text, at, dialect, 0);
}

function endOfNested(text: string, at: number, dialect: Dialect): number | undefined {
  const last = walk(text, at, dialect, 1);
  return last === undefined ? undefined : last + 1;
}

/**
 * Walks over brackets, strings and comments, without recursion: up to the bracket that closes the first one, or with an
 * `end_depth` of 0 up to the end of an element.
 */
function walk(text: string, from: number, dialect: Dialect, end_depth: 0 | 1): number | undefined {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if (letter === ')' || letter === ']' || letter === '}') {
      if (depth === end_depth) return at;
      depth--;
    } else if (letter === '[' || letter === '{' || letter === '(') depth++;
    else if (letter === ',' && depth === 0) return at;
    else if (letter === "'" || letter === '"' || letter === '`') {
      const string = dialect.readString(text, at);
      if (!string) return undefined;
      at = string.end - 1;
    } else if (letter === '/' || letter === '#') at = Math.max(skipSpace(text, at, dialect) - 1, at);
    at++;
  }
  return undefined;
}

export interface Member extends ReadValue {
  readonly name: string;
}

export interface Members {
  readonly members: readonly Member[];
  readonly faults: readonly Fault[];
  /** Behind the closing bracket. */
  readonly end: number;
}

/**
 * The names and values of a literal that begins at `start`, one level deep: what is nested keeps its text. Undefined for what
 * is none in this language.
 */
export function readMembers(text: string, start: number, dialect: Dialect): Members | undefined {
  const opening = dialect.openings.find(({ pattern }) => matchAt(pattern, text, start) !== undefined);
  if (!opening) return undefined;
  const members: Member[] = [];
  const faults: Fault[] = [];
  let at = skipSpace(text, start + (matchAt(opening.pattern, text, start)?.length ?? 0), dialect);
  while (!text.startsWith(opening.close, at)) {
    const name = readName(text, at, dialect);
    const separator = name && separatorAt(text, name.end, dialect);
    const value = separator === undefined ? undefined : readValue(text, separator, dialect, opening.close);
    if (!name || !value) return undefined;
    if (value.rule !== undefined || name.rule !== undefined)
      faults.push({ field: name.name, rule: name.rule ?? value.rule ?? '' });
    else members.push({ ...value, name: name.name });
    at = skipSpace(text, value.end, dialect);
    if (text[at] === ',') at = skipSpace(text, at + 1, dialect);
    else if (!text.startsWith(opening.close, at)) return undefined;
  }
  return { members, faults, end: at + opening.close.length };
}

interface Name {
  readonly name: string;
  readonly end: number;
  readonly rule?: string;
}

const bareName = /[\p{L}_$][\p{L}\p{N}_$]*|\d+/uy;
const index = /\d+/y;

function readName(text: string, at: number, dialect: Dialect): Name | undefined {
  const string = dialect.readString(text, at);
  if (string) {
    const rule = string.value === '' ? t`must not have an empty name` : string.fault;
    return { name: string.value || 'input', end: string.end, ...(rule === undefined ? {} : { rule }) };
  }
  const bare = matchAt(dialect.has_bare_names ? bareName : index, text, at);
  return bare === undefined ? undefined : { name: bare, end: at + bare.length };
}

/** Where the value begins. */
function separatorAt(text: string, from: number, dialect: Dialect): number | undefined {
  const at = skipSpace(text, from, dialect);
  const separator = matchAt(dialect.separator, text, at);
  return separator === undefined ? undefined : skipSpace(text, at + separator.length, dialect);
}

/** A string literal, read. */
export interface ReadString {
  readonly value: string;
  /** Behind its closing quote. */
  readonly end: number;
  /** Why its value cannot be known from the text alone. */
  readonly fault?: string;
}

/** A word that stands for a value, such as `None`: what is signed for it, and what the language prints. */
interface Word {
  readonly value: string;
  readonly printed: string;
}

/** How one language writes a list of names and values. */
export interface Dialect {
  readonly name: 'python' | 'php' | 'js';
  /** For a note: `Python`. */
  readonly language: string;
  /** What opens a list of names and values; sticky, with its closing bracket beside it. */
  readonly openings: readonly { readonly pattern: RegExp; readonly close: string }[];
  readonly separator: RegExp;
  /** What begins a comment, and what ends it. */
  readonly comments: readonly (readonly [begin: string, end: string])[];
  /** Whether a name may stand without quotes. */
  readonly has_bare_names: boolean;
  /** Whether two strings beside each other are one. */
  readonly joins_strings: boolean;
  readonly words: Readonly<Record<string, Word>>;
  /** A string literal that begins here; undefined when none does, or when it never ends. */
  readString(text: string, at: number): ReadString | undefined;
  /** What the language prints for a number that was written so. */
  printNumber(text: string): string;
}

const whiteSpace = /\s+/y;

/** Behind white space and comments. */
function skipSpace(text: string, from: number, { comments }: Dialect): number {
  let at = from;
  for (;;) {
    at += matchAt(whiteSpace, text, at)?.length ?? 0;
    const comment = comments.find(([begin]) => text.startsWith(begin, at));
    if (!comment) return at;
    const end = text.indexOf(comment[1], at + comment[0].length);
    at = end === -1 ? text.length : end + comment[1].length;
  }
}

/** Where a quoted text ends, behind the closing quote; undefined when it never does. A backslash takes the next letter along. */
export function endOfQuoted(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote[0] && text.startsWith(quote, at)) return at + quote.length;
  }
  return undefined;
}

/** A letter by its number; U+FFFD where there is none of that number. */
export function letterOf(point: number): string {
  return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
}
