import { t } from '../../language/t.ts';
import { matchAt } from '../lines.ts';

/** Words of a command line, each letter a byte, and what has to be said about them. */
export interface ShellWords {
  readonly words: readonly string[];
  readonly notes: readonly string[];
  /** What stands behind the command. */
  readonly behind: string;
}

/**
 * Plain letters, taken at once: a word of megabytes is not put together letter by letter. White space
 * is named, since `\s` would be a byte of many a letter as well.
 */
const plain = /[^ \t\r\n\f\v'"\\$`;|&<>()#]+/y;

/** Splits one command as a POSIX shell (bash, zsh) does, without running anything. Text in bytes: a letter is a byte. */
export function posixWords(text: string): ShellWords {
  const run: QuotedRun = { at: 0, word: undefined, words: [], notes: new Set() };
  while (run.at < text.length && step(text, run));
  endWord(run);
  return { words: run.words, notes: [...run.notes], behind: text.slice(run.at) };
}

/** False at the end of the command. */
function step(text: string, run: QuotedRun): boolean {
  const letter = text[run.at] ?? '';
  const taken = matchAt(plain, text, run.at);
  if (taken !== undefined) add(run, taken, taken.length);
  else if (letter === "'") single(text, run);
  else if (letter === '"') double(text, run);
  else if (letter === '\\') backslash(text, run);
  else if (letter === '$') dollar(text, run);
  else if (letter === '`') substitution(text, run, '`');
  else if (letter === '\n' || letter === '\r') return lineEnd(text, run);
  else if (' \t\f\v'.includes(letter)) gap(run);
  else return operator(text, run, letter);
  return true;
}

function endWord(run: QuotedRun): void {
  if (run.word !== undefined) run.words.push(run.word);
  run.word = undefined;
}

function gap(run: QuotedRun): void {
  endWord(run);
  run.at++;
}

/** A line that goes on ends no word: `tx\` and `amt` are one. White space behind the backslash is how people copy. */
function backslash(text: string, run: QuotedRun): void {
  const goes_on = matchAt(/\\\r?\n/y, text, run.at);
  const is_spaced = run.word === undefined && matchAt(/\\[ \t]+(?:\r?\n|$)/y, text, run.at) !== undefined;
  if (is_spaced) run.notes.add(t`white space behind a \\ at the end of a line: a shell would end the command there`);
  if (goes_on !== undefined) run.at += goes_on.length;
  else if (is_spaced) run.at += matchAt(/\\[ \t]+(?:\r?\n)?/y, text, run.at)?.length ?? 1;
  else add(run, text[run.at + 1] ?? '', 2);
}

const goesOn = /(?:\r?\n[ \t]*)+(?=-|['"]?https?:)/y;

/** People lose the backslashes when they copy: a line that begins with an option still belongs to the command. */
function lineEnd(text: string, run: QuotedRun): boolean {
  endWord(run);
  if (run.words.length === 0) return skip(run, 1);
  const next = matchAt(goesOn, text, run.at);
  if (next === undefined) return matchAt(/\r(?!\n)/y, text, run.at) !== undefined && skip(run, 1);
  run.notes.add(
    t`a line ends without a \\: a shell would end the command there, and the next line was read as part of it`,
  );
  return skip(run, next.length);
}

function skip(run: QuotedRun, length: number): true {
  run.at += length;
  return true;
}

/** An & inside a word is in an address that should have been quoted; any other operator ends the command. */
function operator(text: string, run: QuotedRun, letter: string): boolean {
  const is_inside = run.word !== undefined;
  if (letter === '#' && !is_inside) return skip(run, matchAt(/[^\n]*/y, text, run.at)?.length ?? 1);
  if (letter === '#' || '()'.includes(letter)) return addLetter(run, letter);
  if (letter !== '&' || !is_inside || matchAt(/&[\w%.[\]-]+=/y, text, run.at) === undefined) return false;
  run.notes.add(
    t`an & stands outside of quotes: a shell ends the command there, so what stands behind it may never have been sent`,
  );
  return addLetter(run, letter);
}

function addLetter(run: QuotedRun, letter: string): true {
  add(run, letter, 1);
  return true;
}

/** The state of one run over the text; `word` is undefined between words. */
interface QuotedRun {
  at: number;
  word: string | undefined;
  readonly words: string[];
  readonly notes: Set<string>;
}

const inDouble = /[^"\\$`]+/y;

function add(run: QuotedRun, text: string, length: number): void {
  run.word = (run.word ?? '') + text;
  run.at += length;
}

function single(text: string, run: QuotedRun): void {
  const end = text.indexOf("'", run.at + 1);
  if (end === -1) run.notes.add(t`a ' is never closed: the rest of the text was taken`);
  const stop = end === -1 ? text.length : end;
  add(run, text.slice(run.at + 1, stop), stop - run.at + 1);
}

function double(text: string, run: QuotedRun): void {
  add(run, '', 1);
  for (let letter = text[run.at]; letter !== '"'; letter = text[run.at]) {
    if (letter === undefined) {
      run.notes.add(t`a " is never closed: the rest of the text was taken`);
      return;
    }
    const taken = matchAt(inDouble, text, run.at);
    if (taken !== undefined) add(run, taken, taken.length);
    else if (letter === '\\') escapeInDouble(text, run);
    else if (letter === '$') dollar(text, run, true);
    else substitution(text, run, '`');
  }
  run.at++;
}

/** Only these lose their backslash in double quotes: before any other letter it stays. */
function escapeInDouble(text: string, run: QuotedRun): void {
  const next = text[run.at + 1] ?? '';
  if (next === '\n') run.at += 2;
  else add(run, '$`"\\'.includes(next) ? next : `\\${next}`, 2);
}

const variable = /\$(?:\{[^}'"\s]{0,200}\}|\w+|[@*#?!$-])/y;

function dollar(text: string, run: QuotedRun, is_quoted = false): void {
  const next = text[run.at + 1];
  const name = matchAt(variable, text, run.at);
  if (!is_quoted && next === "'") {
    const { value, length } = ansiC(text, run.at + 2);
    add(run, value, length + 2);
  } else if (!is_quoted && next === '"') add(run, '', 1);
  else if (next === '(') substitution(text, run, ')');
  else if (name === undefined) add(run, '$', 1);
  else {
    run.notes.add(
      t`${`$${/\w+/.exec(name)?.[0] ?? name.slice(1, 2)}`} is a shell variable: its value is not in the paste, and the name stands for it`,
    );
    add(run, name, name.length);
  }
}

/** The command inside is not run: its text stands for what it would print. */
function substitution(text: string, run: QuotedRun, closing: string): void {
  const end = text.indexOf(closing, run.at + 1);
  const stop = end === -1 ? text.length : end + 1;
  run.notes.add(t`a command in $(…) or \`…\` was not run: its text stands for what it prints`);
  add(run, text.slice(run.at, stop), stop - run.at);
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A pair of halves is one letter: browsers write what lies beyond U+FFFF as two. */
const escapePattern =
  /\\(?:u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})|[uU]((?<=u)[\da-fA-F]{1,4}|(?<=U)[\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g;

/**
 * The inside of `$'…'` from its first letter on, in bytes: a letter is a byte, and `\u5496` three of them. `length` counts the
 * closing quote.
 */
function ansiC(text: string, start: number): { value: string; length: number } {
  let end = start;
  while (end < text.length && text[end] !== "'") end += text[end] === '\\' ? 2 : 1;
  const inside = text.slice(start, end);
  return { value: inside.includes('\\') ? inside.replace(escapePattern, decoded) : inside, length: end - start + 1 };
}

function decoded(whole: string, ...groups: (string | undefined)[]): string {
  const [high, low, point, hex, octal, control, letter = ''] = groups;
  if (high !== undefined && low !== undefined) return latin1(String.fromCharCode(fromHex(high), fromHex(low)));
  if (point !== undefined) return latin1(fromHex(point) > 0x10ffff ? '\uFFFD' : String.fromCodePoint(fromHex(point)));
  if (hex !== undefined) return String.fromCharCode(fromHex(hex));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  return letters[letter] ?? ('\'"?\\'.includes(letter) ? letter : whole);
}

function fromHex(digits: string): number {
  return Number.parseInt(digits, 16);
}

/** The UTF-8 bytes of a text, a letter each. */
function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

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
