import { matchAt } from '../match-at.ts';

/** A string literal, read. */
export interface ReadString {
  readonly value: string;
  /** Behind its closing quote. */
  readonly end: number;
  /** Why its value cannot be known from the text alone. */
  readonly fault?: string;
}

/** A word that stands for a value, such as `None`: what is signed for it, and what the language prints. */
export interface Word {
  readonly value: string;
  readonly printed: string;
}

/** How one language writes a list of names and values. */
export interface Dialect {
  readonly name: 'python' | 'php' | 'js';
  /** For a note: `Python`. */
  readonly language: string;
  /** What opens a list of names and values; sticky, with its closing bracket beside it. */
  readonly openings: readonly { readonly pattern: RegExp; readonly close: string }[];
  readonly separator: RegExp;
  /** What begins a comment, and what ends it. */
  readonly comments: readonly (readonly [begin: string, end: string])[];
  /** Whether a name may stand without quotes. */
  readonly has_bare_names: boolean;
  /** Whether two strings beside each other are one. */
  readonly joins_strings: boolean;
  readonly words: Readonly<Record<string, Word>>;
  /** A string literal that begins here; undefined when none does, or when it never ends. */
  readString(text: string, at: number): ReadString | undefined;
  /** What the language prints for a number that was written so. */
  printNumber(text: string): string;
}

const whiteSpace = /\s+/y;

/** Behind white space and comments. */
export function skipSpace(text: string, from: number, { comments }: Dialect): number {
  let at = from;
  for (;;) {
    at += matchAt(whiteSpace, text, at)?.length ?? 0;
    const comment = comments.find(([begin]) => text.startsWith(begin, at));
    if (!comment) return at;
    const end = text.indexOf(comment[1], at + comment[0].length);
    at = end === -1 ? text.length : end + comment[1].length;
  }
}

/** Where a quoted text ends, behind the closing quote; undefined when it never does. A backslash takes the next letter along. */
export function endOfQuoted(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote[0] && text.startsWith(quote, at)) return at + quote.length;
  }
  return undefined;
}

/** A letter by its number; U+FFFD where there is none of that number. */
export function letterOf(point: number): string {
  return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
}
