import { isLosslessNumber, parse } from 'lossless-json';
import type { Parameter } from '../signature/canonical-text.ts';
import { commonStyles, type JsonStyle, rarerStyles } from './json-styles.ts';
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

/** With quotes around all values, around all but the amount, or around no number. */
export const commonWriters: readonly ObjectWriter[] = [
  ...commonStyles.map((style) => objectWriter(style, () => false)),
  ...commonStyles.slice(0, 3).flatMap((style) => [objectWriter(style, isAmount), objectWriter(style, isAny)]),
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

/** The same names and values are written again and again. Of a name that comes twice an object keeps the last value. */
function objectWriter(style: JsonStyle, isNumber: (name: string) => boolean): ObjectWriter {
  const quote = remembered((text) => writeText(text, style));
  const write = (name: string, value: string) => (isNumber(name) && isWhole(value) ? value : quote(value));
  return (parameters) => {
    const values = new Map(parameters);
    const names = style.order ? [...values.keys()].sort(style.order) : [...values.keys()];
    const members = names.map((name) => quote(name) + style.colon + write(name, values.get(name) ?? ''));
    return enclosed('{}', members, style, 0);
  };
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
