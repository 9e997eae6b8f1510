import { isLosslessNumber, parse } from 'lossless-json';
import type { Parameter } from '../signature/sign.ts';
import { remembered } from './remembered.ts';

/** What came of JSON that was parsed and written again, every number with its digits, and as JavaScript keeps them. */
export function jsonForms(text: string): string[] {
  // That only the line end at its end is gone is another cause.
  return [...new Set(allForms(text))].filter((form) => form !== text && form !== text.trimEnd());
}

/** None of what is no JSON, or nested so deep that the stack does not hold it. */
function allForms(text: string): string[] {
  try {
    const value = parse(text);
    const forms = [...commonStyles, ...rarerStyles].map((style) => writeJson(value, style));
    return [...forms, JSON.stringify(JSON.parse(text))];
  } catch {
    return [];
  }
}

/** Writes parameters as one JSON object. */
export type ObjectWriter = (parameters: readonly Parameter[]) => string;

const lines = (indent: number) => ({ between: ',', colon: ': ', indent }) as const;

const gson = (quoted: string) => quoted.replaceAll(/[<>&='\u2028\u2029]/g, unit);

const go = (quoted: string) => quoted.replaceAll(/[<>&\u2028\u2029]/g, unit);

const byName = (a: string, b: string) => Number(a > b) - Number(a < b);

const slashes = (quoted: string) => quoted.replaceAll('/', '\\/');

const php = (quoted: string) => slashes(ascii(quoted));

const ascii = (quoted: string) => quoted.replaceAll(/[\x7f-\uffff]/g, unit);

const spaced = { between: ', ', colon: ': ' } as const;

const compact = { between: ',', colon: ':' } as const;

/** The same names and values are written again and again, by several styles in one way. */
const quoters = new Map<JsonStyle['write'], (text: string) => string>();

/** JavaScript, Python, PHP, Go, Gson, .NET: those that a client most likely has. Jackson and fastjson write as JavaScript. */
export const commonStyles: readonly JsonStyle[] = [
  compact,
  { ...spaced, write: ascii },
  spaced,
  { ...compact, write: php },
  { ...compact, write: slashes },
  { ...compact, order: byName, write: go },
  { ...compact, write: gson },
  { ...compact, write: dotNet },
  { ...compact, write: ascii },
  { ...spaced, order: byName, write: ascii },
  lines(2),
  { ...lines(4), write: php },
];

/** With quotes around all values, around all but the amount, or around no number. */
export const commonWriters: readonly ObjectWriter[] = [
  ...commonStyles.map((style) => objectWriter(style, () => false)),
  ...commonStyles.slice(0, 3).flatMap((style) => [objectWriter(style, isAmount), objectWriter(style, isAny)]),
];

const byLength = (a: string, b: string) => a.length - b.length || byName(a, b);

export const rarerStyles: readonly JsonStyle[] = [
  { ...compact, write: go },
  { ...compact, order: byName },
  { ...compact, order: byName, write: ascii },
  { ...compact, order: byName, write: php },
  { ...compact, order: byName, write: slashes },
  { ...spaced, order: byName },
  { ...spaced, order: byLength },
  { ...spaced, write: php },
  { ...spaced, write: slashes },
  { ...lines(2), write: ascii },
  lines(4),
  { ...lines(4), write: ascii },
  { ...lines(4), write: slashes },
  ...[2, 4].flatMap((indent) => [
    { ...lines(indent), order: byName },
    { ...lines(indent), order: byName, write: ascii },
  ]),
];

export const rarerWriters: readonly ObjectWriter[] = [
  ...rarerStyles.map((style) => objectWriter(style, () => false)),
  ...[...commonStyles.slice(3), ...rarerStyles].flatMap((style) => [
    objectWriter(style, isAmount),
    objectWriter(style, isAny),
  ]),
];

function isAmount(name: string): boolean {
  return name === 'txamt';
}

function isAny(): boolean {
  return true;
}

/** Of a name that comes twice an object keeps the last value. */
function objectWriter(style: JsonStyle, isNumber: (name: string) => boolean): ObjectWriter {
  const quote = quoterOf(style);
  const write = (name: string, value: string) => (isNumber(name) && isWhole(value) ? value : quote(value));
  return (parameters) => {
    const values = new Map(parameters);
    const names = style.order ? [...values.keys()].sort(style.order) : [...values.keys()];
    const members = names.map((name) => quote(name) + style.colon + write(name, values.get(name) ?? ''));
    return enclosed('{}', members, style, 0);
  };
}

function quoterOf(style: JsonStyle): (text: string) => string {
  const quote = quoters.get(style.write) ?? remembered((text) => writeText(text, style));
  quoters.set(style.write, quote);
  return quote;
}

function isWhole(value: string): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(value);
}

export function writeJson(value: unknown, style: JsonStyle, depth = 0): string {
  if (typeof value === 'string') return writeText(value, style);
  if (isLosslessNumber(value)) return value.value;
  if (Array.isArray(value)) {
    return enclosed(
      '[]',
      value.map((member) => writeJson(member, style, depth + 1)),
      style,
      depth,
    );
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const { order } = style;
  const entries = Object.entries(value);
  if (order) entries.sort(([a], [b]) => order(a, b));
  const members = entries.map(
    ([name, member]) => writeText(name, style) + style.colon + writeJson(member, style, depth + 1),
  );
  return enclosed('{}', members, style, depth);
}

function enclosed(brackets: string, members: readonly string[], { between, indent }: JsonStyle, depth: number): string {
  const [open = '', close = ''] = brackets;
  if (indent === undefined || members.length === 0) return open + members.join(between) + close;
  const space = ' '.repeat(indent * (depth + 1));
  return `${open}\n${members.map((member) => space + member).join(',\n')}\n${' '.repeat(indent * depth)}${close}`;
}

function writeText(text: string, { write }: JsonStyle): string {
  const quoted = JSON.stringify(text);
  return write ? write(quoted) : quoted;
}

/** How a language's library writes JSON. */
export interface JsonStyle {
  readonly between: ',' | ', ';
  readonly colon: ':' | ': ';
  /** What it does to a text that JavaScript has quoted, which escapes no more than it must. */
  readonly write?: (quoted: string) => string;
  readonly order?: (a: string, b: string) => number;
  /** Spaces a level, each value on a line of its own. */
  readonly indent?: number;
}

function unit(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function dotNet(quoted: string): string {
  const text = quoted.slice(1, -1).replaceAll('\\"', '\\u0022');
  return `"${text.replaceAll(/[\x7f-\uffff<>&'+`]/g, (letter) => `\\u${unit(letter).slice(2).toUpperCase()}`)}"`;
}
