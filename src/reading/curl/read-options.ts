import { longWithValue, type OptionRole, roles, shortWithValue } from './options.ts';

export interface CurlOption {
  readonly role: OptionRole;
  /** As it was typed, for a note: `-d`, `--data-raw`. */
  readonly flag: string;
  readonly value: string;
}

/** The options that matter, in their order; words that are none are addresses. The first word is `curl` itself. */
export function readOptions(words: readonly string[]): CurlOption[] {
  const found: CurlOption[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    const { options, takes_next } = word.startsWith('--') ? longOption(word, next) : shortOptions(word, next);
    found.push(...options);
    if (takes_next) at++;
  }
  return found;
}

interface Read {
  readonly options: readonly CurlOption[];
  readonly takes_next: boolean;
}

/** `--data x`, and `--data=x` too, which curl itself takes only lately but people write. */
function longOption(word: string, next: string | undefined): Read {
  const split = word.indexOf('=');
  const name = (split === -1 ? word : word.slice(0, split)).slice(2).replace(/^expand-/, '');
  const has_value = longWithValue.has(name);
  const value = split === -1 ? next : word.slice(split + 1);
  return { options: option(name, `--${name}`, has_value ? value : ''), takes_next: has_value && split === -1 };
}

/** `-sSd a=1`, `-da=1`: a value begins behind its letter, or is the next word. */
function shortOptions(word: string, next: string | undefined): Read {
  if (!word.startsWith('-') || word === '-') return { options: option('url', 'url', word), takes_next: false };
  const options: CurlOption[] = [];
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    const has_value = shortWithValue.includes(letter);
    const rest = word.slice(at + 1);
    options.push(...option(letter, `-${letter}`, has_value ? rest || next : ''));
    if (has_value) return { options, takes_next: rest === '' };
  }
  return { options, takes_next: false };
}

function option(name: string, flag: string, value: string | undefined): CurlOption[] {
  const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
  return role === undefined || value === undefined ? [] : [{ role, flag, value }];
}
