import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import type { Notation, ReadParameters } from './read-parameters.ts';

/** Somebody's JSON, looked at with care: nothing is known about it but that it is JSON. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

export function recordsOf(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.map(recordOf).filter((record) => record !== undefined) : [];
}

export function textOrNothing(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** `[{ "name": "Host", "value": "x" }]` as HAR and Postman (there `key`) have it, or a plain object; undefined for neither. */
export function pairsOf(value: unknown): (readonly [name: string, value: string])[] | undefined {
  if (Array.isArray(value)) {
    const lists = value.filter((item): item is unknown[] => Array.isArray(item));
    if (lists.length > 0)
      return lists.map(([name, content]) => [textOrNothing(name) ?? '', textOrNothing(content) ?? ''] as const);
    return recordsOf(value).flatMap((item) => {
      const name = textOrNothing(item['name']) ?? textOrNothing(item['key']);
      return name === undefined || item['disabled'] === true
        ? []
        : [[name, textOrNothing(item['value']) ?? ''] as const];
    });
  }
  const record = recordOf(value);
  return record && Object.entries(record).map(([name, content]) => [name, textOrNothing(content) ?? ''] as const);
}

/** Nested so deep that nobody wrote it: to parse megabytes of brackets takes seconds, and a hundred times their room. */
const tooDeep = /(?:[[{][ \t]?){500}/;

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return tooDeep.test(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A JSON object. Numbers keep their text; null is no value; what is nested is signed as the JSON text that stands there. */
export function jsonObject(): Notation {
  return {
    name: 'json',
    title: t`a JSON object`,
    fits: (text) => /^\s*[{[]/.test(text),
    read: (text) => {
      const entries = jsonEntries(text);
      return entries ? readEntries(entries) : { parameters: [], notes: [], faults: [jsonFault(text)] };
    },
  };
}

export function jsonFault(text: string): Fault {
  const is_array = text.trimStart().startsWith('[');
  return { field: 'input', rule: is_array ? t`must be one JSON object, not an array` : t`must be valid JSON` };
}

function readEntries(entries: readonly JsonEntry[]): ReadParameters {
  const parameters: Parameter[] = [];
  const notes: string[] = [];
  const faults: Fault[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const value = entryText(entry);
    if (name === '') faults.push({ field: 'input', rule: t`must not have an empty name` });
    else if (halfPair.test(name) || halfPair.test(value)) {
      faults.push({ field: name, rule: t`must not hold half of a surrogate pair` });
    } else {
      parameters.push([name, value]);
      notes.push(...entryNotes(entry));
    }
  }
  return { parameters, notes, faults };
}

/** Half of a surrogate pair is no letter, and has no bytes. */
const halfPair = /\p{Surrogate}/u;

/** A scalar as the text that is signed. */
export function entryText({ raw }: JsonEntry): string {
  if (raw === 'null') return '';
  return raw.startsWith('"') ? JSON.parse(raw) : raw;
}

export function isNested({ raw }: JsonEntry): boolean {
  return raw.startsWith('{') || raw.startsWith('[');
}

function entryNotes({ name, raw }: JsonEntry): string[] {
  if (isNested({ name, raw })) return [t`${name} is nested: its JSON text is signed as it stands in the input`];
  if (raw === 'true' || raw === 'false') return [t`${name} is a JSON ${raw}: the text ${raw} is signed`];
  return [];
}

/** A member of a JSON object, its value as the text that stands in the source: `1.0` stays `1.0`. */
export interface JsonEntry {
  readonly name: string;
  readonly raw: string;
}

/**
 * The members of a JSON object in their order, those with the same name too; undefined for other text. `JSON.parse` is
 * only asked whether it is JSON and what a string says, since it changes numbers and keeps one member of a name.
 */
export function jsonEntries(text: string): JsonEntry[] | undefined {
  if (!isJsonObject(text)) return undefined;
  const entries: JsonEntry[] = [];
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const name_end = endOfString(text, at);
    const start = skipSpace(text, text.indexOf(':', name_end) + 1);
    const end = endOfValue(text, start);
    entries.push({ name: JSON.parse(text.slice(at, name_end)), raw: text.slice(start, end) });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return entries;
}

function isJsonObject(text: string): boolean {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? '|')) at++;
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if (depth === 0 && ',} \t\r\n'.includes(letter)) return at;
    if (letter === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (letter === '{' || letter === '[') depth++;
    if (letter === '}' || letter === ']') depth--;
    at++;
    if (depth === 0 && (letter === '}' || letter === ']')) return at;
  }
  return at;
}

interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly notes: readonly string[];
}

/** Bytes as text: UTF-8, or UTF-16 where its byte order mark says so; undefined for anything else. */
export function textOf(bytes: Uint8Array): DecodedText | undefined {
  const utf16 = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[bytes.subarray(0, 2).join()];
  if (utf16 !== undefined && bytes.length > 2) {
    const text = new TextDecoder(utf16).decode(bytes);
    return { text, notes: [t`the input is ${utf16.toUpperCase()} text, as PowerShell writes it: QFPay takes UTF-8`] };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  if (!text.startsWith('\uFEFF')) return { text, notes: [] };
  return { text: text.slice(1), notes: [t`the input starts with a byte order mark, which is no part of it`] };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** Undefined for bytes that are not UTF-8: a replacement character would be signed instead of them. A BOM stays. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** U+FFFD for what is not UTF-8: to be shown, never to be signed. */
export function decodeLossy(bytes: Uint8Array): string {
  return lossy.decode(bytes);
}
