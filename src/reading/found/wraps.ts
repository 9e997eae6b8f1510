import { hasKnownName } from '../vocabulary.ts';

/**
 * As mail carries it: `=3D`, and a line that goes on behind `=`. In it every other `=` was escaped as well, but for a few in the
 * head of a mail: a form beside a rule of `====` is none.
 */
export function fromQuotedPrintable(text: string): string | undefined {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const [escaped, broken] = [count(/=3D/g), count(/(?<!=)=\r?\n/g)];
  if (escaped === 0 && broken < (/quoted-printable/i.test(text) ? 1 : 2)) return undefined;
  if (count(/(?<!=)=(?![\dA-F]{2}|\r?\n|=)/g) * 3 > escaped + broken) return undefined;
  const joined = text.replace(/=\r?\n/g, '');
  const bytes = Buffer.from(joined, 'utf8').toString('latin1');
  const decoded = bytes.replace(/=([\dA-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const plain = Buffer.from(decoded, 'latin1').toString('utf8');
  return plain.includes('\uFFFD') ? undefined : plain;
}

/** One line that was broken into several, put together with the space that it was broken at, and without one. */
export function unwrappedTexts(text: string): string[] {
  if (!text.includes('\n') || /\n(?: {2}|\t)/.test(text)) return [];
  const lines = text.split(/\r?\n/);
  const is_hard = lines.slice(1, -1).every(({ length }) => length === lines[1]?.length);
  const [words, hard] = [text.replace(/ ?\r?\n/g, ' '), lines.join('')];
  return is_hard ? [hard, words] : [words, hard];
}

/**
 * Every line that is as long as it could be: cut at a column as terminals do, broken at spaces as mail programs do, or with a
 * space at its end where it goes on (format=flowed).
 */
export function withoutColumnWraps(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const lengths = lines.map(({ length }) => length);
  const width = lengths.reduce((most, length) => Math.max(most, length), 0);
  const long = lines.filter(({ length }) => length >= narrowest);
  const flowed = long.filter((line) => /\S $/.test(line));
  if (flowed.length > 0 && flowed.length * 2 >= long.length) return text.replace(/(?<=\S) \r?\n(?=\S)/g, ' ');
  if (width < narrowest || width > widestColumn) return undefined;
  const cut = lines.slice(0, -1).filter(({ length }) => length === width).length;
  const is_cut = cut > 1 || (cut === 1 && /^(?:72|76|80|100|120|132)$/.test(String(width)));
  const joined = lines.reduce((all, line, place) => {
    const before = lines[place - 1] ?? '';
    if (place === 0) return line;
    const [word = ''] = line.trimStart().split(' ', 1);
    if (is_cut && before.length === width) return all + line;
    if (!is_cut && word !== '' && before.length + 1 + word.length > Math.max(width, 72) && /^\S/.test(line))
      return `${all} ${line}`;
    return `${all}\n${line}`;
  });
  return joined === lines.join('\n') ? undefined : joined;
}

/** No terminal is wider. */
const widestColumn = 240;

const narrowest = 50;
const widest = 140;

/** Lines that were broken at a column, as mail and terminals do. A word that would not have fitted began the next line. */
export function withoutWraps(text: string): string | undefined {
  return joinedLines(text, '');
}

/** A word may end exactly at the column. */
export function withoutWordWraps(text: string): string | undefined {
  return joinedLines(text, ' ');
}

function joinedLines(text: string, at_width: '' | ' '): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => ({ line: line.replace(/\r$/, ''), end: line.endsWith('\r') ? '\r\n' : '\n' }));
  const lengths = lines.map(({ line }) => line.length).filter((length) => length >= narrowest && length <= widest);
  if (lengths.length === 0) return undefined;
  const width = Math.max(...lengths);
  let joined = '';
  for (const [place, { line, end }] of lines.entries()) {
    joined += line;
    const next = lines[place + 1]?.line;
    if (next === undefined) break;
    if (next.trim() === '' || !isBroken(line, next, width)) joined += end;
    else if (!/[ &=%+-]$/.test(line)) joined += line.length < width ? ' ' : at_width;
  }
  return joined === text ? undefined : joined;
}

function isBroken(line: string, next: string, width: number): boolean {
  if (/:\s*$/.test(line) && /^\s*[\da-f]{32,64}\s*$/i.test(next)) return true;
  if (line.length < narrowest || /\\$|["'`]\s*\\?$/.test(line)) return false;
  if (/^\s*(?:[A-Z][\w-]*: |-H|--|["'{}[\]]|curl\b|HTTP\/|(?:GET|POST) )/.test(next)) return false;
  if (line.length === width) return true;
  const [word = ''] = next.split(/\s/, 1);
  return line.length + word.length >= width && (/[=&]/.test(line) || hasKnownName(line));
}
