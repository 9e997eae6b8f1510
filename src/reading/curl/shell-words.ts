import { t } from '../../language/t.ts';
import { matchAt } from '../match-at.ts';
import { add, dollar, double, type Run, single, substitution } from './shell-quotes.ts';

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
  const run: Run = { at: 0, word: undefined, words: [], notes: new Set() };
  while (run.at < text.length && step(text, run));
  endWord(run);
  return { words: run.words, notes: [...run.notes], behind: text.slice(run.at) };
}

/** False at the end of the command. */
function step(text: string, run: Run): boolean {
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

function endWord(run: Run): void {
  if (run.word !== undefined) run.words.push(run.word);
  run.word = undefined;
}

function gap(run: Run): void {
  endWord(run);
  run.at++;
}

/** A line that goes on ends no word: `tx\` and `amt` are one. White space behind the backslash is how people copy. */
function backslash(text: string, run: Run): void {
  const goes_on = matchAt(/\\\r?\n/y, text, run.at);
  const is_spaced = run.word === undefined && matchAt(/\\[ \t]+(?:\r?\n|$)/y, text, run.at) !== undefined;
  if (is_spaced) run.notes.add(t`white space behind a \\ at the end of a line: a shell would end the command there`);
  if (goes_on !== undefined) run.at += goes_on.length;
  else if (is_spaced) run.at += matchAt(/\\[ \t]+(?:\r?\n)?/y, text, run.at)?.length ?? 1;
  else add(run, text[run.at + 1] ?? '', 2);
}

const goesOn = /(?:\r?\n[ \t]*)+(?=-|['"]?https?:)/y;

/** People lose the backslashes when they copy: a line that begins with an option still belongs to the command. */
function lineEnd(text: string, run: Run): boolean {
  endWord(run);
  if (run.words.length === 0) return skip(run, 1);
  const next = matchAt(goesOn, text, run.at);
  if (next === undefined) return matchAt(/\r(?!\n)/y, text, run.at) !== undefined && skip(run, 1);
  run.notes.add(
    t`a line ends without a \\: a shell would end the command there, and the next line was read as part of it`,
  );
  return skip(run, next.length);
}

function skip(run: Run, length: number): true {
  run.at += length;
  return true;
}

/** An & inside a word is in an address that should have been quoted; any other operator ends the command. */
function operator(text: string, run: Run, letter: string): boolean {
  const is_inside = run.word !== undefined;
  if (letter === '#' && !is_inside) return skip(run, matchAt(/[^\n]*/y, text, run.at)?.length ?? 1);
  if (letter === '#' || '()'.includes(letter)) return addLetter(run, letter);
  if (letter !== '&' || !is_inside || matchAt(/&[\w%.[\]-]+=/y, text, run.at) === undefined) return false;
  run.notes.add(
    t`an & stands outside of quotes: a shell ends the command there, so what stands behind it may never have been sent`,
  );
  return addLetter(run, letter);
}

function addLetter(run: Run, letter: string): true {
  add(run, letter, 1);
  return true;
}
