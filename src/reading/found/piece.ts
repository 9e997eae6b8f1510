import type { Reading } from '../read-parameters.ts';

/** What was done to a text before it could be read. Public: scripts ask for these. */
export type UndoingName =
  | 'colours'
  | 'markup'
  | 'html-escaping'
  | 'quoted-printable'
  | 'quote-marks'
  | 'log-prefix'
  | 'typography'
  | 'line-wraps'
  | 'backslashes'
  | 'string-literal'
  | 'percent-encoding'
  | 'base64'
  | 'byte-list'
  | 'quotes'
  | 'end-cut';

/**
 * `wire`: the bytes that were sent, such as the body of a request, or a literal that a command sends. `list`: names and values
 * with no sign of how they were sent. `string`: text that somebody put together to sign it.
 */
export type PieceRole = 'wire' | 'list' | 'string';

/** A part of a text that can be a request, an answer or a notification, read in one way. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly role: PieceRole;
  readonly reading: Reading;
  readonly undone: readonly UndoingName[];
  /** Its length is the one that was announced: these bytes, and no others, were sent. */
  readonly is_pinned?: boolean;
  /** A digest that stands in the piece itself. */
  readonly signature?: string | undefined;
  /** Pieces that begin alike are ways to read one thing; the likelier first. */
  readonly rank: number;
  /** Parsed and printed again by a language: the bytes that came are gone. */
  readonly is_printed?: boolean;
  /** JSON where the gateway reads forms. */
  readonly is_json_sent?: boolean;
  /** The text shows that more, or something else, was sent than what was read: it was cut, or left out, or changed behind it. */
  readonly is_partial?: boolean;
}

/** A stretch of a text. */
interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Whether a place lies in one of them, of which there may be thousands. */
export function insideOf(spans: readonly TextSpan[]): (at: number) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let furthest = 0;
  const ends = sorted.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return (at) => (ends[countUpTo(sorted, ({ start }) => start <= at) - 1] ?? -1) > at;
}

/** How many of a sorted list, from its beginning, are so. */
export function countUpTo<Item>(sorted: readonly Item[], isSo: (item: Item) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(sorted[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
