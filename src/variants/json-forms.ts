import { isLosslessNumber, LosslessNumber, parse } from 'lossless-json';
import type { Parameter } from '../signature/canonical-text.ts';

/** How a language's library writes JSON. */
interface JsonStyle {
  readonly between: ',' | ', ';
  readonly colon: ':' | ': ';
  /** Beyond ASCII as `\uXXXX`. */
  readonly is_ascii: boolean;
  /** PHP writes `\/`. */
  readonly escapes_slash: boolean;
  readonly is_sorted: boolean;
  readonly indent?: number;
}

function styles(): JsonStyle[] {
  const all: JsonStyle[] = [];
  const both = [false, true];
  for (const is_sorted of both) {
    for (const is_ascii of both) {
      for (const escapes_slash of both) {
        all.push({ between: ',', colon: ':', is_ascii, escapes_slash, is_sorted });
        all.push({ between: ', ', colon: ': ', is_ascii, escapes_slash, is_sorted });
      }
      for (const indent of [2, 4]) {
        all.push({ between: ',', colon: ': ', is_ascii, escapes_slash: false, is_sorted, indent });
      }
    }
  }
  return all;
}

/** What came of JSON that was parsed and written again, every number with its digits, and as JavaScript keeps them. */
export function jsonForms(text: string): string[] {
  // That only the line end at its end is gone is another cause.
  return [...new Set(allForms(text))].filter((form) => form !== text && form !== text.trimEnd());
}

/** None of what is no JSON, or nested so deep that the stack does not hold it. */
function allForms(text: string): string[] {
  try {
    const value = parse(text);
    return [...styles().map((style) => writeJson(value, style)), JSON.stringify(JSON.parse(text))];
  } catch {
    return [];
  }
}

/** Ways to write parameters as one JSON object, with and without quotes around what is a number. */
export const objectWriters: readonly ((parameters: readonly Parameter[]) => string)[] = styles().flatMap((style) => [
  (parameters) => writeJson(Object.fromEntries(parameters), style),
  (parameters) => writeJson(Object.fromEntries(parameters.map(unquoted)), style),
]);

function unquoted([name, value]: Parameter): [string, unknown] {
  return [name, /^(0|[1-9]\d{0,14})$/.test(value) ? new LosslessNumber(value) : value];
}

function writeJson(value: unknown, style: JsonStyle, depth = 0): string {
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
  const entries = Object.entries(value);
  if (style.is_sorted) entries.sort(([a], [b]) => Number(a > b) - Number(a < b));
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

function writeText(text: string, { is_ascii, escapes_slash }: JsonStyle): string {
  const quoted = JSON.stringify(text);
  const slashed = escapes_slash ? quoted.replaceAll('/', '\\/') : quoted;
  if (!is_ascii) return slashed;
  return slashed.replaceAll(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
