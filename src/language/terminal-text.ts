/** Classes of what cannot be seen or steers what is seen: controls, directions, tags, fillers; for a pattern with the flag `u`. */
export const unseen = '\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}';

/** What belongs to a letter that can be seen: in an emoji that is joined, coloured, a key or a flag; in a variant of a Chinese character. */
const paired = [
  '\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?)+',
  '\\p{Extended_Pictographic}[\\uFE0E\\uFE0F]',
  '[\\d#*]\\uFE0F\\u20E3',
  '\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{4,6}\\u{E007F}',
  '\\p{Script=Han}[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
].join('|');

/** Letters that none of them is: ASCII, and what Chinese is usually written with. */
export const plain = /^[ -~\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;
const plainLines = /^[\n -~\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;

let pattern: RegExp | undefined;

/** Made when a text first needs it: Node looks all its classes up in 3 ms, which no start of a command need pay. */
function found(): RegExp {
  pattern ??= new RegExp(`(${paired})|[${unseen}]`, 'gu');
  return pattern;
}

/**
 * Text for a terminal, one line of it: what cannot be seen, or would move the cursor, is shown as an escape. Emoji stay whole; of
 * one that is broken, what is left over is shown.
 */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(found(), (letter, pair?: string) => pair ?? escaped(letter));
}

/** JSON for a terminal: the same value, with escapes of JSON's own. Its line ends are its layout. */
export function visibleJson(json: string): string {
  if (plainLines.test(json)) return json;
  return json.replace(found(), (letter, pair?: string) => (letter === '\n' ? letter : (pair ?? inJson(letter))));
}

function inJson(letter: string): string {
  return Array.from({ length: letter.length }, (_, unit) => hex(letter.charCodeAt(unit))).join('');
}

/** A code point beyond the first plane stands in braces, so that its end can be told. */
export function escaped(letter: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[letter];
  const point = letter.codePointAt(0) ?? 0;
  return short ?? (point > 0xffff ? `\\u{${point.toString(16)}}` : hex(point));
}

function hex(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** One word of a command that people are told to run, as a POSIX shell takes it. Of zsh, a word may not begin with `=`. */
export function shellWord(word: string): string {
  return /^[\w.,:/@%+-][\w.,:/@%+=-]*$/.test(word) ? word : shellQuoted(word);
}

/** Inside single quotes a POSIX shell reads everything as it stands, but the quote itself. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
