import stringWidth from 'fast-string-width';
import { brokenCommand } from './example-lines.ts';

/** The first begin no line, the second end none. */
const closing = /^[，。、；：！？）」』》】〕…,.;:!?)\]]/u;
const opening = /[（「『《【〔]$/u;
const space = /^\s/;

interface TextPiece {
  readonly text: string;
  readonly width: number;
}

/**
 * The lines of a text, none wider than `width`: broken at spaces, and between Chinese characters, which have none. Latin words
 * and numbers stay whole even where they are wider, so that they can be copied; `hard` breaks them too.
 */
export function wrapText(text: string, width: number, { hard = false } = {}): string[] {
  if (widthOf(text) <= width) return [text];
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
function piecesOf(text: string, most: number): TextPiece[] {
  const pieces: TextPiece[] = [];
  let before: TextPiece | undefined;
  for (const part of lettersOf(text, most)) {
    const last = pieces.at(-1);
    if (last && before && last.width + part.width <= most && isOne(before, part))
      pieces[pieces.length - 1] = { text: last.text + part.text, width: last.width + part.width };
    else pieces.push(part);
    before = part;
  }
  return pieces;
}

/** ASCII in runs, for there may be megabytes of it; the rest in what a person takes for one letter. */
function* lettersOf(text: string, most: number): Generator<TextPiece> {
  const letters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
  const run = Math.min(most, 1000);
  for (const [part] of text.matchAll(/[!-~]+|\s+|[^!-~\s]{1,200}/gu)) {
    if (/^[ -~]/.test(part)) {
      for (let at = 0; at < part.length; at += run) yield measured(part.slice(at, at + run));
    } else for (const { segment } of letters.segment(part)) yield measured(segment);
  }
}

function measured(text: string): TextPiece {
  return { text, width: /^[ -~]*$/.test(text) ? text.length : widthOf(text) };
}

/** Whether two that follow each other must stay together. */
function isOne(before: TextPiece, next: TextPiece): boolean {
  const [was_space, is_space] = [space.test(before.text), space.test(next.text)];
  if (was_space || is_space) return was_space && is_space;
  if (closing.test(next.text) || opening.test(before.text)) return true;
  return !isWide(before) && !isWide(next);
}

/** A letter of two columns, as Chinese has them. */
function isWide({ text, width }: TextPiece): boolean {
  return width === 2 && !/^[ -~]/.test(text);
}

/** Columns of a terminal. Letters that are decomposed, as macOS gives names of files, take the room of what they compose. */
export function widthOf(text: string): number {
  return stringWidth(/^[ -~]*$/.test(text) ? text : text.normalize('NFC'));
}

/**
 * Emoji whose width every terminal agrees on: joined ones (a family, a profession) stand side by side, without the tone of their
 * skin and the mark that asks for colour. One terminal draws these in two columns, the next in eight.
 */
export function plainEmoji(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replace(/(?<=\p{Emoji})\uFE0F|(?<=\p{Extended_Pictographic}\uFE0F?)\p{Emoji_Modifier}/gu, '')
    .replace(/(?<=\p{Extended_Pictographic})\u200D(?=\p{Extended_Pictographic})/gu, '');
}

const gap = 2;
const narrowest = 20;

/** Labels in one column, values in the next; long values wrap under themselves. */
export function renderRows(rows: readonly (readonly [string, string])[], width: number): string {
  const label_width = Math.max(0, ...rows.map(([label]) => widthOf(label)));
  return rows
    .map(([label, value]) => {
      const lead = label + ' '.repeat(label_width + gap - widthOf(label));
      return renderHanging(lead, value, width);
    })
    .join('\n');
}

/** A text that wraps under itself, behind what leads it, or beneath where that leaves no room. Its words and commands stay whole. */
export function renderHanging(lead: string, text: string, width: number): string {
  const indent = ' '.repeat(widthOf(lead));
  const room = width - indent.length;
  if (room < narrowest && widthOf(text) > room) {
    return [lead.trimEnd(), ...wrapSentence(text, Math.max(narrowest, width - gap))].join(`\n${' '.repeat(gap)}`);
  }
  const [first = '', ...others] = wrapSentence(text, Math.max(narrowest, room));
  return [lead + first, ...others.map((line) => indent + line)].join('\n');
}

/** Stands for a blank that no line breaks at: a letter of one column that nobody writes. A text that has it all the same breaks anywhere. */
const glue = '\u02AD';

/** From the program to the end of what is said of it in one breath. */
const commandInText =
  /(?<![\w-])(?:[A-Z][A-Z_]*=\S+ )*(?:npx )?qfpay(?: (?:'[^']*'|"[^"]*"|[^\s'",;，；。、：）\p{Script=Han}]+))+/gu;

/**
 * A sentence breaks between its words, and not in a command that it names, for half of one must not be pasted: it stands on a line
 * of its own where it has to. One that is wider than the screen breaks where a shell joins it again.
 */
function wrapSentence(text: string, width: number): string[] {
  if (widthOf(text) <= width || text.includes(glue)) return wrapText(text, width);
  const glued = text.replaceAll(commandInText, (command) => command.replaceAll(' ', glue));
  return wrapText(glued, width).flatMap((line) => {
    if (!line.includes(glue)) return [line];
    const whole = line.replaceAll(glue, ' ');
    return widthOf(whole) <= width ? [whole] : brokenCommand(whole, width);
  });
}
