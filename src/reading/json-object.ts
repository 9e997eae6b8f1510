import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { type JsonEntry, jsonEntries } from './json-entries.ts';
import type { Notation, ReadParameters } from './read-parameters.ts';

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
