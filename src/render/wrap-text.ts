import stringWidth from 'fast-string-width';

/** The first begin no line, the second end none. */
const closing = /^[，。、；：！？）」』》】〕…,.;:!?)\]]/u;
const opening = /[（「『《【〔]$/u;
const space = /^\s/;

interface Piece {
  readonly text: string;
  readonly width: number;
}

/**
 * The lines of a text, none wider than `width`: broken at spaces, and between Chinese characters, which have none. Latin words
 * and numbers stay whole even where they are wider, so that they can be copied; `hard` breaks them too.
 */
export function wrapText(text: string, width: number, { hard = false } = {}): string[] {
  if (stringWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let spaces = '';
  for (const piece of piecesOf(text, hard ? width : Number.POSITIVE_INFINITY)) {
    if (space.test(piece.text)) spaces = piece.text;
    else if (line === '' || used + spaces.length + piece.width <= width) {
      line += spaces + piece.text;
      used += spaces.length + piece.width;
      spaces = '';
    } else {
      lines.push(line);
      [line, used, spaces] = [piece.text, piece.width, ''];
    }
  }
  return [...lines, line];
}

/** What no line breaks in: a word, a Chinese character with its punctuation, white space. None is wider than `most`. */
function piecesOf(text: string, most: number): Piece[] {
  const pieces: Piece[] = [];
  let before = { text: '', width: 0 };
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)) {
    const letter = { text: segment, width: stringWidth(segment) };
    const last = pieces.at(-1);
    if (last && last.width + letter.width <= most && isOne(before, letter))
      pieces[pieces.length - 1] = { text: last.text + segment, width: last.width + letter.width };
    else pieces.push(letter);
    before = letter;
  }
  return pieces;
}

/** Whether two letters that follow each other must stay together. */
function isOne(before: Piece, next: Piece): boolean {
  const [was_space, is_space] = [space.test(before.text), space.test(next.text)];
  if (was_space || is_space) return was_space && is_space;
  if (closing.test(next.text) || opening.test(before.text)) return true;
  return before.width < 2 && next.width < 2;
}
