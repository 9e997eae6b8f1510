import type { Parameter } from '../../signature/sign.ts';
import { type JsonEntry, jsonEntries } from '../json-values.ts';
import { canBeName, countKnown } from '../vocabulary.ts';

/** Names and values as some language prints them, and where they stand. */
export interface PrintedPairs {
  readonly start: number;
  readonly end: number;
  readonly parameters: readonly Parameter[];
  /** All of them, those that are nested as they stand there. */
  readonly pairs: readonly Parameter[];
  /** What stood there for no value: `nil`, `None`, `<null>`. */
  readonly printed: readonly Parameter[];
  /** Members that hold a list or an object of more than one value. */
  readonly nested: readonly string[];
  /** What stands there before its closing bracket is no name with a value: it was cut, or is more than was read. */
  readonly is_cut?: boolean;
}

/** No request of QFPay's is longer. */
export const longestForm = 8_192;

/** How a language parts a name from its value, and a pair from the next. */
interface Style {
  readonly separator: RegExp;
  readonly between: RegExp;
}

const separators: readonly RegExp[] = [
  /=>\s*/y,
  /->\s*/y,
  /:=\s*/y,
  /:[ \t]*/y,
  /(?<=\w):/y,
  /=[ \t]*/y,
  /,\s*/y,
  /(?<=[ \t])(?=["'\d])/y,
];
const betweens: readonly RegExp[] = [
  /\s*,\s*|\s*;\s*/y,
  /[ \t]*[,;]?[ \t]*\r?\n\s*/y,
  /\s*\)\s*,?\s*\(\s*/y,
  /\s*\]\s*,?\s*\[\s*/y,
  /[ \t]+/y,
];

/** `"name"`, `'name'`, `:name`, `@"name"`, `[name]`, `["name"]`, `<<"name">>`, `name`. */
const name =
  /(?:AnyHashable\("(?<hashable>[\w.-]+)"\)|<<"(?<erlang>[\w.-]+)">>|\[["']?(?<index>[\w.-]+)["']?(?::(?:protected|private)[^\]]{0,40})?\]|@?:?(?<quote>["'`])(?<quoted>[^"'`\n]{1,64})\k<quote>|[+-]?[:$@]?(?<bare>[A-Za-z_][\w.-]*)\??)\s*/y;

/**
 * Reads names and values that begin at `at`, just behind an opening bracket or at the start of a line, in whichever way they
 * are written down; undefined where there are not two of them with a name of QFPay's.
 */
export function readPairs(text: string, at: number, closing: string): PrintedPairs | undefined {
  const limit = Math.min(text.length, at + longestForm);
  const first = nameAt(text, skipSpace(text, at));
  if (!first || !isMember(first.name)) return undefined;
  const fitting = separators.filter((pattern) => matchEnd(pattern, text, first.end) !== undefined);
  const styles = fitting
    .slice(0, 2)
    .filter((pattern, place) => place === 0 || (closing === ']' && pattern.source === '(?<=\\w):'));
  let best: PrintedPairs | undefined;
  for (const separator of styles) {
    for (const between of betweens) {
      const read = readRun(text, skipSpace(text, at), { closing, limit }, { separator, between });
      if (read && (!best || isBetter(read, best))) best = read;
    }
  }
  return best && best.parameters.length + best.nested.length > 1 ? best : undefined;
}

function isBetter(one: PrintedPairs, other: PrintedPairs): boolean {
  const count = (read: PrintedPairs) => countKnown(read.pairs.map(([known]) => known)) * 100 + read.pairs.length;
  return count(one) > count(other);
}

/** As the members of a JSON object; what is nested is read in the same way, as far as it can be. */
export function printedEntries({ pairs }: Pick<PrintedPairs, 'pairs'>, depth = 0): JsonEntry[] {
  return pairs.map(([name, value]) => ({ name, raw: printedJson(value, depth) }));
}

const nestedPairs = /^[\w.$@ ]{0,80}(?:\(\d+\) ?)?(?<open>[{[(])/;

function printedJson(value: string, depth: number): string {
  const open = nestedPairs.exec(value);
  const closing = { '{': '}', '[': ']', '(': ')' }[open?.groups?.['open'] ?? ''];
  if (!open || closing === undefined || depth > 4 || !value.endsWith(closing)) return JSON.stringify(value);
  if (/^\s*\{\s*"/.test(value) && jsonEntries(value)) return JSON.stringify(value);
  const read = readPairs(value, open[0].length, closing);
  if (!read) return JSON.stringify(value);
  const members = printedEntries(read, depth + 1).map(({ name, raw }) => `${JSON.stringify(name)}:${raw}`);
  return `{${members.join(',')}}`;
}

interface Bounds {
  readonly closing: string;
  readonly limit: number;
}

function readRun(text: string, start: number, bounds: Bounds, style: Style): PrintedPairs | undefined {
  const parameters: Parameter[] = [];
  const pairs: Parameter[] = [];
  const printed: Parameter[] = [];
  const nested: string[] = [];
  let at = start;
  while (at < bounds.limit) {
    const pair = pairAt(text, at, bounds, style);
    if (!pair) break;
    pairs.push([pair.name, pair.value]);
    if (pair.is_nested) nested.push(pair.name);
    else parameters.push([pair.name, pair.value]);
    if (pair.printed !== undefined) printed.push([pair.name, pair.printed]);
    at = pair.end;
    if (isClosed(text, at, bounds.closing)) break;
    const next = matchEnd(style.between, text, at);
    if (next === undefined) break;
    at = next;
  }
  return pairs.length === 0 ? undefined : { start, end: at, parameters, pairs, printed, nested };
}

function isClosed(text: string, at: number, closing: string): boolean {
  return closing !== '' && text.startsWith(closing, skipSpace(text, at));
}

interface NotedPair extends NotedValue {
  readonly name: string;
}

function pairAt(text: string, at: number, bounds: Bounds, style: Style): NotedPair | undefined {
  const found = nameAt(text, at);
  const from = found && matchEnd(style.separator, text, found.end);
  if (!found || from === undefined) return undefined;
  const value = valueAt(text, from, bounds, style);
  return value && { ...value, name: found.name };
}

function nameAt(text: string, at: number): { name: string; end: number } | undefined {
  name.lastIndex = at;
  const groups = name.exec(text)?.groups;
  if (!groups) return undefined;
  const known = groups['hashable'] ?? groups['erlang'] ?? groups['index'] ?? groups['quoted'] ?? groups['bare'] ?? '';
  // `name:` of a symbol or a quoted name of Ruby's keeps its colon for the separator.
  const end = name.lastIndex;
  return { name: known, end: text[end - 1] === ':' ? end - 1 : end };
}

interface NotedValue {
  readonly value: string;
  readonly end: number;
  readonly printed?: string;
  readonly is_nested?: boolean;
}

/** What languages print around a text: `string(4) "HKD"`, `Some("HKD")`, `@"HKD"`, `['HKD']`, `<<"HKD">>`. */
const around =
  /(?:(?:string|str)\(\d+\)\s*|(?:int|float|double|bool|Int|Optional|Some|Just|String|Str|new String|Text|u8|r#|N|[ubBrR@&L]{1,2})(?=[("'`])\(?|\[(?=["'`])|\[(?=[^[\]{},\n]{0,400}\])|<<|\(\[(?=["'])|&)?/y;
const behind = /(?:\)\]|\)|\]|>>|#)?/y;
const none = /(?:null|nil|None|undefined|<null>|<nil>|\(null\)|NULL|Nothing|Null)(?![\w.-])/y;

function valueAt(text: string, at: number, bounds: Bounds, style: Style): NotedValue | undefined {
  const absent = matchEnd(none, text, at);
  if (absent !== undefined && endsPair(text, absent, bounds, style))
    return { value: '', printed: text.slice(at, absent), end: absent };
  const counted = countedAt(text, at, bounds.limit);
  if (counted && endsPair(text, counted.end, bounds, style)) return counted;
  const inside = matchEnd(around, text, at) ?? at;
  const string = quotedAt(text, inside, bounds.limit);
  if (string) {
    const end = inside === at ? string.end : (matchEnd(behind, text, string.end) ?? string.end);
    if (endsPair(text, end, bounds, style)) return { value: string.value, end };
    if (endsPair(text, string.end, bounds, style)) return { value: string.value, end: string.end };
  }
  return bareAt(text, at, bounds, style);
}

const counting = /(?:string\(|s:)(\d{1,5})(?:\)\s*|:)"/y;

/** PHP counts the bytes of a text that it prints, and escapes nothing in it: `string(5) "a"b"c"`. */
function countedAt(text: string, at: number, limit: number): NotedValue | undefined {
  counting.lastIndex = at;
  const length = Number(counting.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) return undefined;
  const from = counting.lastIndex;
  const value = Buffer.from(text.slice(from, limit), 'utf8').subarray(0, length).toString('utf8');
  return text[from + value.length] === '"' ? { value, end: from + value.length + 1 } : undefined;
}

function endsPair(text: string, at: number, { closing, limit }: Bounds, { between }: Style): boolean {
  return (
    at >= limit ||
    isClosed(text, at, closing) ||
    matchEnd(between, text, at) !== undefined ||
    (closing === '' && /[)\]}>]/.test(text[at] ?? '')) ||
    /^\s*$/.test(text.slice(at, at + 200))
  );
}

/** A text without quotes ends where another pair, the closing bracket, or its line ends it. */
function bareAt(text: string, at: number, bounds: Bounds, style: Style): NotedValue {
  const { closing, limit } = bounds;
  if (/[[{(]/.test(text[at] ?? '')) return bracketsAt(text, at, limit);
  let depth = 0;
  for (let end = at; end < limit; end++) {
    const letter = text[end] ?? '';
    if (letter === '\n') return bareValue(text, at, end);
    if (depth === 0 && closing !== '' && text.startsWith(closing, end)) return bareValue(text, at, end);
    if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && depth > 0) depth--;
    const next = matchEnd(style.between, text, end);
    if (next !== undefined && (isPairStart(text, next, style) || isClosed(text, next, closing)))
      return bareValue(text, at, end);
  }
  return bareValue(text, at, limit);
}

/** A record of a request has its headers beside its parameters. */
function isMember(found: string): boolean {
  return canBeName(found) || /^x[-_][\w-]{1,40}$/i.test(found);
}

function isPairStart(text: string, at: number, style: Style): boolean {
  const found = nameAt(text, at);
  return found !== undefined && isMember(found.name) && matchEnd(style.separator, text, found.end) !== undefined;
}

const wrapped = /^(?:(?:int|float|bool|double|Optional|Some|Int)\((.*)\)|\[([^[\]{}]*)\])$/s;

function bareValue(text: string, at: number, end: number): NotedValue {
  const raw = text.slice(at, end).trimEnd().replace(/[,;]$/, '');
  const inner = wrapped.exec(raw);
  return { value: inner ? (inner[1] ?? inner[2] ?? '') : raw, end };
}

/** A list of one value stands for that value, as form decoders print it. */
function bracketsAt(text: string, at: number, limit: number): NotedValue {
  let depth = 0;
  for (let end = at; end < limit; end++) {
    const letter = text[end] ?? '';
    if (letter === '"' || letter === "'") end = (quotedAt(text, end, limit)?.end ?? end + 1) - 1;
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && --depth === 0) {
      const raw = text.slice(at, end + 1);
      const single = /^\[([^[\]{},"']*)\]$/s.exec(raw)?.[1];
      return single === undefined ? { value: raw, end: end + 1, is_nested: true } : { value: single, end: end + 1 };
    }
  }
  return { value: text.slice(at, limit), end: limit, is_nested: true };
}

/** Text in quotes, unescaped; undefined where none begins or it never ends. */
export function quotedAt(text: string, at: number, limit: number): { value: string; end: number } | undefined {
  const quote = text[at] ?? '';
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  let end = at + 1;
  while (end < limit && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  if (text[end] !== quote) return undefined;
  return { value: unescapeText(text.slice(at + 1, end), quote), end: end + 1 };
}

const letters: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  a: '\x07',
};
const escapeForm =
  /((?:\\x[\da-f]{2}|\\[0-3][0-7]{2})+)|\\[ux]\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\U([\da-f]{4,8})|\\(\r?\n|[\s\S])/gi;

/**
 * What backslashes mean in most languages; bytes that are written one by one are UTF-8. Nothing that prints a text between two
 * quotes escapes one of another kind: before that a backslash is the text's own.
 */
export function unescapeText(text: string, quote?: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    escapeForm,
    (all: string, bytes?: string, point?: string, unit?: string, long?: string, letter = '') => {
      if (quote !== undefined && /["'`]/.test(letter) && letter !== quote) return all;
      if (bytes !== undefined) return bytesOf(bytes);
      const digits = point ?? unit ?? long;
      if (digits !== undefined) return letterOf(Number.parseInt(digits, 16));
      return letter.endsWith('\n') ? '' : (letters[letter] ?? letter);
    },
  );
}

function bytesOf(escapes: string): string {
  const bytes = escapes.slice(1).split('\\');
  return Buffer.from(
    bytes.map((digits) =>
      /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 8) & 0xff,
    ),
  ).toString('utf8');
}

function letterOf(point: number): string {
  return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
