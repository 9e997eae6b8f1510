import type { Parameter } from '../signature/canonical-text.ts';
import type { ResponseFields } from '../signature/verify.ts';
import { type JsonEntry, jsonEntries } from './json-entries.ts';
import { entryText, isNested } from './json-object.ts';
import { decodeUtf8 } from './utf8.ts';

/** The scalar fields of an answer's body as raw text, every digit kept; undefined for what is no JSON object. */
export function responseFields(body: Uint8Array): ResponseFields | undefined {
  const entries = jsonEntries(decodeUtf8(body) ?? '');
  if (!entries) return undefined;
  const data = jsonEntries(entries.find(({ name }) => name === 'data')?.raw ?? '');
  return { top: scalars(entries), data: data && scalars(data), has_nested: entries.some(isNested) };
}

function scalars(entries: readonly JsonEntry[]): Parameter[] {
  return entries.filter((entry) => !isNested(entry)).map((entry) => [entry.name, entryText(entry)]);
}
