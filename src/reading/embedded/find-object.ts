import { jsonEntries } from '../json-entries.ts';
import { readLiteral } from '../literal/read-literal.ts';
import { matchAt } from '../match-at.ts';
import type { ReadOptions } from '../message.ts';
import { readObject } from '../read-object.ts';
import type { Found } from './found.ts';

const opening = /\{|\[(?=\s*['"{\]])|\barray\s*\(|\bArray\s*\(\s*\[/g;
/** How often a bracket is taken for the start of an object; each try reads on to its end, so a large text gets few. */
const mostTried = (text: string) => (text.length > 200_000 ? 2 : 8);

/** The JSON objects and literals of a language in a text that have a member, in their order. */
export function findObjects(text: string, options: ReadOptions): Found[] {
  const all: Found[] = [];
  opening.lastIndex = 0;
  for (let tried = 0; tried < mostTried(text); tried++) {
    const match = opening.exec(text);
    if (!match) break;
    const found = objectAt(text, match.index, options);
    if (!found) continue;
    all.push(found);
    opening.lastIndex = found.end;
  }
  return all;
}

function objectAt(text: string, start: number, options: ReadOptions): Found | undefined {
  const end = readLiteral(text, start)?.end ?? endOfJson(text, start) ?? endOfJavaMap(text, start);
  if (end === undefined) return undefined;
  const part = text.slice(start, end);
  const reading = readObject(part, Buffer.from(part, 'utf8'), options);
  return reading && reading.parameters.length > 0 ? { start, end, reading } : undefined;
}

/** JSON in quotes has its own quotes escaped: `"{\"txamt\":100}"`. It is found, but its bytes are not those that were sent. */
export function unescapedObject(text: string): { start: number; end: number; inside: string } | undefined {
  const start = text.indexOf('{\\"');
  const end = start === -1 ? -1 : text.indexOf('}"', start);
  if (end === -1) return undefined;
  try {
    const inside = String(JSON.parse(`"${text.slice(start, end + 1)}"`));
    return jsonEntries(inside) ? { start, end: end + 1, inside } : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing is quoted in it: it ends with the first bracket. */
function endOfJavaMap(text: string, start: number): number | undefined {
  if (matchAt(/\{[\w.[\]-]+=/y, text, start) === undefined) return undefined;
  const end = text.indexOf('}', start);
  return end === -1 ? undefined : end + 1;
}

/** A JSON array of one object is no literal of a language that has parameters. */
function endOfJson(text: string, start: number): number | undefined {
  if (!text.startsWith('[', start)) return undefined;
  const inner = text.indexOf('{', start);
  const literal = inner === -1 || text.slice(start + 1, inner).trim() !== '' ? undefined : readLiteral(text, inner);
  if (!literal) return undefined;
  const end = text.indexOf(']', literal.end);
  return end === -1 || text.slice(literal.end, end).trim() !== '' ? undefined : end + 1;
}
