import { matchAt } from '../match-at.ts';
import type { ShellWords } from './shell-words.ts';

/** Splits one command as Windows' cmd.exe and then the C runtime do: the first takes carets off, the second quotes. */
export function cmdWords(text: string): ShellWords {
  const { line, end } = withoutCarets(text);
  return { words: runtimeWords(line), notes: [], behind: text.slice(end) };
}

/** Outside of quotes a caret takes the meaning of the next letter away, and a line end after it joins the lines. */
function withoutCarets(text: string): { line: string; end: number } {
  const pieces: string[] = [];
  let is_quoted = false;
  let at = 0;
  while (at < text.length) {
    const plain = matchAt(/[^"^&|<>\r\n]+/y, text, at) ?? '';
    const letter = text[at] ?? '';
    if (plain !== '') pieces.push(plain);
    else if (letter === '^' && !is_quoted) {
      const escaped = matchAt(/\^(?:\r?\n)?(?:\r\n|[\s\S])?/y, text, at) ?? '';
      pieces.push(escaped.replace(/^\^(?:\r?\n)?/, ''));
      at += escaped.length;
      continue;
    } else if (letter === '"') pieces.push(letter);
    else if (!is_quoted) break;
    else pieces.push(letter);
    if (letter === '"' && plain === '') is_quoted = !is_quoted;
    at += plain.length || 1;
  }
  return { line: pieces.join(''), end: at };
}

/** Microsoft's rule: backslashes mean themselves, but before a quote two are one and an odd one makes the quote a letter. */
function runtimeWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let is_quoted = false;
  for (const [piece] of line.matchAll(/\\*"|\\+|[^ \t\r\n"\\]+|[ \t\r\n]+/g)) {
    if (/^[ \t\r\n]/.test(piece) && !is_quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (piece.endsWith('"')) {
      const backslashes = piece.length - 1;
      word = (word ?? '') + '\\'.repeat(backslashes >> 1) + (backslashes % 2 ? '"' : '');
      if (backslashes % 2 === 0) is_quoted = !is_quoted;
    } else word = (word ?? '') + piece;
  }
  return word === undefined ? words : [...words, word];
}
