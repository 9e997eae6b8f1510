import { type JsonEntry, jsonEntries } from './json-entries.ts';
import { joinParameters, type Notation, type ReadParameters } from './read-parameters.ts';

/** A JSON object. Numbers keep their text; null is no value; what is nested is signed as the JSON text that stands there. */
export const jsonObject: Notation = {
  name: 'json',
  title: 'a JSON object',
  fits: (text) => /^\s*[{[]/.test(text),
  read: (text) => {
    const entries = jsonEntries(text);
    return entries ? joinParameters(entries.map(readEntry)) : { parameters: [], notes: [], faults: [jsonFault(text)] };
  },
};

function jsonFault(text: string): { field: string; rule: string } {
  const is_array = text.trimStart().startsWith('[');
  return { field: 'input', rule: is_array ? 'must be one JSON object, not an array' : 'must be valid JSON' };
}

function readEntry(entry: JsonEntry): ReadParameters {
  const { name, raw } = entry;
  const value = entryText(entry);
  if (name === '')
    return { parameters: [], notes: [], faults: [{ field: 'input', rule: 'must not have an empty name' }] };
  if (/\p{Surrogate}/u.test(name + value)) {
    return { parameters: [], notes: [], faults: [{ field: name, rule: 'must not hold half of a surrogate pair' }] };
  }
  return { parameters: [[name, value]], notes: entryNotes(name, raw), faults: [] };
}

/** A scalar as the text that is signed. */
export function entryText({ raw }: JsonEntry): string {
  if (raw === 'null') return '';
  return raw.startsWith('"') ? JSON.parse(raw) : raw;
}

export function isNested({ raw }: JsonEntry): boolean {
  return raw.startsWith('{') || raw.startsWith('[');
}

function entryNotes(name: string, raw: string): string[] {
  if (isNested({ name, raw })) return [`${name} is nested: its JSON text is signed as it stands in the input`];
  if (raw === 'true' || raw === 'false') return [`${name} is a JSON ${raw}: the text ${raw} is signed`];
  return [];
}
