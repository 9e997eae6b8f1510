import { stringify } from 'lossless-json';
import { visibleJson } from '../language/terminal-text.ts';

/**
 * One document on one line, or indented for a person. A number keeps the digits that the gateway sent. On a terminal nothing in
 * it steers that: the value is the same, written otherwise.
 */
export function renderJson(
  document: Readonly<Record<string, unknown>>,
  is_indented: boolean,
  is_tty = is_indented,
): string {
  const json = `${stringify(document, undefined, is_indented ? 2 : undefined)}\n`;
  return is_tty ? visibleJson(json) : json;
}

/** A document whose list is not held: `before` has the members ahead of it, `after` those behind it. */
export interface ListedDocument {
  readonly before: Readonly<Record<string, unknown>>;
  readonly list: { readonly name: string; items(): Iterable<object> };
  readonly after: Readonly<Record<string, unknown>>;
}

/** A pipe takes so much at once. */
const pieceSize = 16 * 1024;

/**
 * The same text as `renderJson` makes of the whole, in pieces that end with an item. The items are plain values, which the
 * language's own way prints alike, and in a fifth of the time.
 */
export function* renderJsonPieces(
  { before, list, after }: ListedDocument,
  is_indented: boolean,
  is_tty = is_indented,
): Generator<string> {
  const shown = is_tty ? visibleJson : (piece: string) => piece;
  const [line, nested, space] = is_indented ? ['\n  ', '\n    ', ' '] : ['', '', ''];
  const head = stringify(before, undefined, is_indented ? 2 : undefined) ?? '';
  const name = `${JSON.stringify(list.name)}:${space}[`;
  let piece = `${is_indented ? head.slice(0, -2) : head.slice(0, -1)},${line}${name}`;
  let is_first = true;
  for (const item of list.items()) {
    const text = JSON.stringify(item, undefined, is_indented ? 2 : undefined);
    piece += `${is_first ? '' : ','}${nested}${is_indented ? text.replaceAll('\n', nested) : text}`;
    is_first = false;
    if (piece.length < pieceSize) continue;
    yield shown(piece);
    piece = '';
  }
  const rest = stringify(after, undefined, is_indented ? 2 : undefined) ?? '';
  const is_last = Object.keys(after).length === 0;
  const end = is_last ? `${is_indented ? '\n' : ''}}` : `,${rest.slice(1)}`;
  yield shown(`${piece}${is_first ? '' : line}]${end}\n`);
}
