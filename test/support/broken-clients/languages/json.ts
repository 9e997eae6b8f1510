/** A JSON value whose digits and order are kept. */
export type Json = string | boolean | null | { readonly digits: string } | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly entries: readonly (readonly [string, Json])[];
}

/** How a language's library prints JSON. */
export interface JsonStyle {
  readonly comma: string;
  readonly colon: string;
  readonly text: (text: string) => string;
  readonly order?: (names: readonly string[]) => readonly string[];
  /** Spaces a level, each value on a line of its own. */
  readonly indent?: number;
}

const plain = (text: string) => JSON.stringify(text);
const unit = (character: string) => character.charCodeAt(0).toString(16).padStart(4, '0');
const escaped = (text: string, characters: RegExp) => plain(text).replace(characters, (found) => `\\u${unit(found)}`);
const ascii = (text: string) => escaped(text, /[\u0080-\uffff]/g);
const slashes = (text: string) => text.replaceAll('/', '\\/');
const dotNet = (text: string) =>
  plain(text)
    .slice(1, -1)
    .replaceAll('\\"', '\\u0022')
    .replace(/[\u0080-\uffff<>&'+`]/g, (found) => `\\u${unit(found).toUpperCase()}`);

const byBytes = (names: readonly string[]) => names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
const byLength = (names: readonly string[]) => byBytes(names).sort((a, b) => a.length - b.length);

const compact = { comma: ',', colon: ':' };
const spaced = { comma: ', ', colon: ': ' };

export const jsonStyles = {
  'JS JSON.stringify': { ...compact, text: plain },
  'JS JSON.stringify(…, null, 2)': { ...compact, colon: ': ', text: plain, indent: 2 },
  'Python json.dumps': { ...spaced, text: ascii },
  'Python json.dumps, ensure_ascii=False': { ...spaced, text: plain },
  'Python json.dumps, separators': { ...compact, text: ascii },
  'Python json.dumps, sort_keys': { ...spaced, text: ascii, order: byBytes },
  'PHP json_encode': { ...compact, text: (text) => slashes(ascii(text)) },
  'PHP json_encode, JSON_UNESCAPED_UNICODE': { ...compact, text: (text) => slashes(plain(text)) },
  'PHP json_encode, JSON_PRETTY_PRINT': { ...compact, colon: ': ', text: (text) => slashes(ascii(text)), indent: 4 },
  'Go json.Marshal of a map': { ...compact, text: (text) => escaped(text, /[<>&\u2028\u2029]/g), order: byBytes },
  'Java Gson': { ...compact, text: (text) => escaped(text, /[<>&='\u2028\u2029]/g) },
  'C# System.Text.Json': { ...compact, text: (text) => `"${dotNet(text)}"` },
  'PostgreSQL jsonb': { ...spaced, text: plain, order: byLength },
} satisfies Readonly<Record<string, JsonStyle>>;

export type JsonStyleName = keyof typeof jsonStyles;

export function printJson(value: Json, style: JsonStyle, level = 1): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return style.text(value);
  if (isList(value)) return bracketed('[]', itemsOf(value, style, level), style, level);
  if ('digits' in value) return value.digits;
  return bracketed('{}', printEntries(value, style, level), style, level);
}

function itemsOf(items: readonly Json[], style: JsonStyle, level: number): string[] {
  return items.map((item) => printJson(item, style, level + 1));
}

function printEntries({ entries }: JsonObject, style: JsonStyle, level: number): string[] {
  const names = entries.map(([name]) => name);
  const values = new Map(entries);
  return (style.order?.(names) ?? names).map(
    (name) => `${style.text(name)}${style.colon}${printJson(values.get(name) ?? null, style, level + 1)}`,
  );
}

function bracketed(brackets: string, items: readonly string[], { comma, indent }: JsonStyle, level: number): string {
  const [open, close] = brackets;
  if (indent === undefined || items.length === 0) return `${open}${items.join(comma)}${close}`;
  const line = (depth: number) => `\n${' '.repeat(indent * depth)}`;
  return `${open}${line(level)}${items.join(`${comma}${line(level)}`)}${line(level - 1)}${close}`;
}

/** The fields of an object as raw text: nested ones as compact JSON, null as nothing. */
export function fieldsOf({ entries }: JsonObject): (readonly [string, string])[] {
  return entries.map(([name, value]) => {
    if (typeof value === 'string') return [name, value];
    return [name, value === null ? '' : printJson(value, jsonStyles['JS JSON.stringify'])];
  });
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && 'entries' in value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isNested(value: Json): boolean {
  return isList(value) || isObject(value);
}
