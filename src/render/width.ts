import stringWidth from 'fast-string-width';

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
