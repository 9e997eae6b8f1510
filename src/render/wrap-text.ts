import stringWidth from 'fast-string-width';
import type { Screen } from '../context/terminal.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { ShownFailure } from '../report/document.ts';

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

/** What it does above each line, which breaks where a shell joins it again: it is there to be copied. */
export function exampleLines(
  examples: readonly (readonly [line: string, does: readonly string[]])[],
  width: number,
): string {
  return examples
    .map(([line, does]) => {
      const typed = brokenCommand(line, width - 4).join('\n    ');
      return `  # ${does.join('\n  # ')}\n  $ ${typed}\n`;
    })
    .join('\n');
}

let is_joined = true;

/** Whether a shell joins lines behind a backslash; PowerShell and cmd do not, so that a command stays whole there, whatever the width. */
export function breakCommands(joined: boolean): void {
  is_joined = joined;
}

/** How far the second line of a command stands in. */
const indent = '    ';

/**
 * A command in lines that a shell joins again, each but the last with a backslash at its end: broken between words, where that can
 * be before a flag, and never in a word, nor in what is quoted. One that cannot be broken so stays whole.
 */
export function brokenCommand(line: string, width: number): string[] {
  if (!is_joined || columnsOf(line) <= width) return [line];
  const words = line.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  if (words.join(' ') !== line) return [line];
  const lines: string[] = [];
  for (const unit of units(words)) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(`${last} ${unit} \\`) <= width) lines[lines.length - 1] = `${last} ${unit}`;
    else lines.push(last === undefined ? unit : indent + unit);
  }
  return lines.map((each, at) => (at < lines.length - 1 ? `${each} \\` : each));
}

/** A flag and its value, which are read together. */
function units(words: readonly string[]): string[] {
  const together: string[] = [];
  for (const word of words) {
    const before = together.at(-1);
    const takes = before !== undefined && /^--?[\w-]+$/.test(before) && !/^[-|<>&]/.test(word);
    if (takes) together[together.length - 1] = `${before} ${word}`;
    else together.push(word);
  }
  return together;
}

/** At most: of whatever is not Latin each letter is taken for a wide one. */
function columnsOf(text: string): number {
  return text.length + (text.match(/[^\0-\u02ff]/g)?.length ?? 0);
}

/** An error for a person: what happened, each fault on a line of its own, the next step. Nothing in it steers a terminal. */
export function failureText({ message, details = [], hint, out_trade_no, resume, stack }: ShownFailure): string {
  const lines = [
    ...(stack?.split('\n') ?? []),
    ...happened(message, details),
    ...(out_trade_no === undefined ? [] : [`out_trade_no: ${out_trade_no}`]),
    ...(hint === undefined ? [] : [t`hint: ${hint}`]),
    ...(resume === undefined ? [] : [t`go on with: ${resume}`]),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

/** Lines broken between words on a terminal, and not in a command. */
export function fittedTo({ is_tty, columns }: Screen, text: string): string {
  if (!is_tty) return text;
  return text
    .split('\n')
    .map((line) => {
      const [lead = ''] = /^ +- /.exec(line) ?? [];
      return renderHanging(lead, line.slice(lead.length), columns);
    })
    .join('\n');
}

/** A file of ten thousand lines can have as many faults, and the first of them have to stay on the screen. */
const mostDetails = 20;

/** A single fault says more than the message that was made of it, so it stands in its place. */
function happened(message: string, details: readonly object[]): string[] {
  const [only] = details;
  if (only && details.length === 1 && isFault(only) && message.includes(only.rule))
    return [t`error: ${faultText(only)}`];
  const shown = details.slice(0, mostDetails).map((detail) => `  - ${detailText(detail)}`);
  const more = details.length - shown.length;
  return [t`error: ${message}`, ...shown, ...(more > 0 ? [`  - ${t`and ${more} more: --json lists them all`}`] : [])];
}

function detailText(detail: object): string {
  if (isFault(detail)) return faultText(detail);
  // A full stop of Chinese is as wide as two letters: the blank is in it.
  return Object.values(detail).map(String).join(' ').replaceAll('。 ', '。');
}

function isFault(detail: object): detail is Fault {
  return 'field' in detail && 'rule' in detail;
}

function faultText({ line, field, value, rule, next, rule_id }: Fault): string {
  const place = line === undefined ? field : t`line ${line}, ${field}`;
  return [
    value === undefined ? t`${place}: ${rule}` : t`${place} ${JSON.stringify(value)}: ${rule}`,
    ...(next === undefined ? [] : [next]),
    ...(rule_id === undefined ? [] : [t`(rule ${rule_id})`]),
  ].join(' - ');
}
