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
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
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
