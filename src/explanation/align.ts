import { escapeInvisible } from './explain.ts';

/** A part of a signing string, invisible characters escaped; what differs is from `start` up to, not including, `end`. */
export interface AlignedPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Two signing strings side by side: a run that both have, or what only one has, or has otherwise. */
export type Aligned =
  | { readonly same: string; readonly parameters: number }
  | { readonly signed?: AlignedPiece; readonly right?: AlignedPiece };

/** Holds what was signed against what has to be signed, parameter by parameter. */
export function alignStrings(signed: string, right: string): Aligned[] {
  const [a, b] = [segments(signed), segments(right)];
  const aligned: Aligned[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...commonSegments(a, b), [a.length, b.length] as const]) {
    aligned.push(...differing(a.slice(i, x), b.slice(j, y)));
    if (x < a.length) aligned.push({ same: escapeInvisible(a[x] ?? ''), parameters: 1 });
    [i, j] = [x + 1, y + 1];
  }
  return merged(aligned);
}

/** The same names in two orders, each in short. */
export interface Orders {
  readonly signed: readonly string[];
  readonly right: readonly string[];
  /** What was signed, put into the right order: what still differs is something else. */
  readonly sorted: string;
}

/** Undefined where the order is the same, or is not all that differs in the names. */
export function differentOrders(signed: string, right: string): Orders | undefined {
  const [a, b] = [pairsOf(signed), pairsOf(right)];
  const [names, right_names] = [a.map(nameOf), b.map(nameOf)];
  if (names.join() === right_names.join() || [...names].sort().join() !== [...right_names].sort().join())
    return undefined;
  const left = [...a];
  const sorted = right_names.map(
    (name) =>
      left.splice(
        left.findIndex((pair) => nameOf(pair) === name),
        1,
      )[0] ?? '',
  );
  const key = segments(right).filter(isKey).join('');
  return { signed: names, right: right_names, sorted: sorted.join('&') + key };
}

/** The names of both, where they are all that differs. */
export function differentNames(signed: string, right: string): Pick<Orders, 'signed' | 'right'> | undefined {
  const [a, b] = [pairsOf(signed), pairsOf(right)];
  const valuesOf = (pairs: readonly string[]) => pairs.map((pair) => pair.slice(nameOf(pair).length)).sort();
  const [names, right_names] = [a.map(nameOf), b.map(nameOf)];
  if (names.join() === right_names.join() || valuesOf(a).join('&') !== valuesOf(b).join('&')) return undefined;
  return { signed: names, right: right_names };
}

/** `name=value`, without what stands between them and without the key. */
function pairsOf(text: string): string[] {
  return segments(text)
    .filter((segment) => !isKey(segment))
    .map((segment) => segment.replace(/^&/, ''));
}

function isKey(segment: string): boolean {
  return /^<key [\da-f]{8}>/.test(segment);
}

function segments(text: string): string[] {
  return text.split(/(?=&)|(?=<key [\da-f]{8}>)/);
}

type AlignedPair = readonly [number, number];

/** Above this a table of all pairs costs too much; then only the common ends count. */
const largestTable = 1_000_000;

/** The places of a longest common subsequence. */
function commonSegments(a: readonly string[], b: readonly string[]): AlignedPair[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const head = Array.from({ length: start }, (_, place): AlignedPair => [place, place]);
  const tail = Array.from({ length: end }, (_, place): AlignedPair => [a.length - end + place, b.length - end + place]);
  const middle = longestCommon(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...head, ...middle.map(([x, y]): AlignedPair => [x + start, y + start]), ...tail];
}

function longestCommon(a: readonly string[], b: readonly string[]): AlignedPair[] {
  if (a.length * b.length > largestTable) return [];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (x: number, y: number) => lengths[x * width + y] ?? 0;
  for (let x = a.length - 1; x >= 0; x--) {
    for (let y = b.length - 1; y >= 0; y--) {
      lengths[x * width + y] = a[x] === b[y] ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1));
    }
  }
  const pairs: AlignedPair[] = [];
  let [x, y] = [0, 0];
  while (x < a.length && y < b.length) {
    if (a[x] === b[y]) pairs.push([x++, y++]);
    else if (at(x + 1, y) >= at(x, y + 1)) x++;
    else y++;
  }
  return pairs;
}

/** What stands between two common parts: values of the same name beside each other, the rest alone. */
function differing(a: readonly string[], b: readonly string[]): Aligned[] {
  if (a.length === 1 && b.length === 1) return [comparePieces(a[0] ?? '', b[0] ?? '')];
  const places = placesByName(b);
  const taken = new Set<number>();
  const found = a.map((segment): Aligned => {
    const place = places.get(nameOf(segment))?.pop();
    if (place === undefined) return { signed: whole(segment) };
    taken.add(place);
    return comparePieces(segment, b[place] ?? '');
  });
  const rest = b.filter((_segment, place) => !taken.has(place));
  return [...found, ...rest.map((segment): Aligned => ({ right: whole(segment) }))];
}

/** The first of a name comes last. */
function placesByName(segments: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let place = segments.length - 1; place >= 0; place--) {
    const name = nameOf(segments[place] ?? '');
    const known = places.get(name);
    if (known) known.push(place);
    else places.set(name, [place]);
  }
  return places;
}

function nameOf(segment: string): string {
  return segment.replace(/^&/, '').split('=')[0] ?? '';
}

function whole(segment: string): AlignedPiece {
  const text = escapeInvisible(segment);
  return { text, start: 0, end: text.length };
}

/** So much of what both have is shown around a difference in a long text. */
const context = 60;

function comparePieces(a: string, b: string): Aligned {
  const [signed, right] = [escapeInvisible(a), escapeInvisible(b)];
  let start = 0;
  while (start < signed.length && start < right.length && signed[start] === right[start]) start++;
  if (isHigh(signed, start - 1)) start--;
  let end = 0;
  const rest = Math.min(signed.length, right.length) - start;
  while (end < rest && signed.at(-1 - end) === right.at(-1 - end)) end++;
  if (end > 0 && isHigh(signed, signed.length - end - 1)) end--;
  return { signed: pieceOf(signed, start, end), right: pieceOf(right, start, end) };
}

/** The first half of a character that takes two. */
function isHigh(text: string, place: number): boolean {
  return /[\ud800-\udbff]/.test(text[place] ?? '');
}

function pieceOf(text: string, start: number, end: number): AlignedPiece {
  const from = start > context ? start - context : 0;
  const to = end > context ? text.length - end + context : text.length;
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const shift = before.length - from;
  return { text: before + text.slice(from, to) + after, start: start + shift, end: text.length - end + shift };
}

function merged(aligned: readonly Aligned[]): Aligned[] {
  const result: Aligned[] = [];
  for (const part of aligned) {
    const last = result.at(-1);
    if ('same' in part && last && 'same' in last) {
      result[result.length - 1] = { same: last.same + part.same, parameters: last.parameters + part.parameters };
    } else result.push(part);
  }
  return result;
}
