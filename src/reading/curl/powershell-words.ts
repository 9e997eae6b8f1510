import { t } from '../../language/t.ts';
import type { ShellWords } from './shell-words.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
const piece = /`(?:\r?\n|[\s\S])|['"]|[^ \t\f\v\r\n'"`;|&]+|[ \t\f\v]+|[\s\S]/y;

/** Splits one command as PowerShell does; a backtick is its backslash. */
export function powershellWords(text: string): ShellWords {
  const words: string[] = [];
  const notes = new Set<string>();
  let word: string | undefined;
  let at = 0;
  while (at < text.length) {
    piece.lastIndex = at;
    const part = piece.exec(text)?.[0] ?? '';
    if (/^[;|&\r\n]/.test(part) && (words.length > 0 || word !== undefined)) break;
    const end = part === "'" || part === '"' ? endOfQuoted(text, at) : at + part.length;
    if (/^(?:[ \t\f\v\r\n]|`\r?\n)/.test(part)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + unquoted(text.slice(at, end), part);
    if (part === '"' && /\$[\w({]/.test(text.slice(at, end))) {
      notes.add(t`a $name in double quotes is a PowerShell variable: its value is not in the paste`);
    }
    at = end;
  }
  return { words: word === undefined ? words : [...words, word], notes: [...notes], behind: text.slice(at) };
}

/** A quote that stands twice is one letter; in double quotes a backtick takes the meaning of the next letter away. */
function endOfQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '`') at++;
    else if (text[at] === quote && text[at + 1] === quote) at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function unquoted(text: string, first: string): string {
  if (first === "'") return text.slice(1).replace(/'$/, '').replaceAll("''", "'");
  const inside = first === '"' ? text.slice(1).replace(/"$/, '').replaceAll('""', '"') : text;
  return inside.replace(/`([\s\S])/g, (_whole, letter: string) => escapes[letter] ?? letter);
}
