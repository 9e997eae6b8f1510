import { t } from '../../language/t.ts';
import { matchAt } from '../match-at.ts';
import { type Dialect, skipSpace } from './dialect.ts';

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
