import type { ClientKey } from './client-key.ts';
import { decodeLoosely } from './loosely-decoded.ts';

/** Shorter keys, as of an example, could stand anywhere by chance: they are looked for as words of their own. */
const shortestToFind = 8;
/** Of a longer key no run of so many characters is left either. */
const longestRest = 12;

/**
 * A text in which no key is left in any form that it is likely to come in: as it is, in another case, cut off, backwards,
 * with white space in it, percent-encoded, escaped for JSON or HTML, in hex or base64, alone or amid other text. In its place
 * stands the fingerprint. For what is handed on to others; `ClientKey.mask` is enough for what we make ourselves.
 */
export function maskKeyForms(text: string, keys: readonly ClientKey[]): string {
  return keys.reduce(
    (rest, key) => [...cores(key.reveal())].reduce((masked, core) => mask(masked, core, key), rest),
    text,
  );
}

/** A key that was configured with quotes or white space around it is still the secret without them. */
function cores(secret: string): Set<string> {
  return new Set([secret, secret.replace(/^[\s\uFEFF"'`“”‘’]+|[\s\uFEFF"'`“”‘’]+$/gu, '')]);
}

function mask(text: string, secret: string, key: ClientKey): string {
  if (secret === '') return text;
  const backwards = [...secret].reverse().join('');
  const sought = [secret, backwards].map((form) => decodeLoosely(form).bytes);
  if (sought.some((bytes) => bytes.length < shortestToFind)) return maskWords(text, [secret, backwards], key);
  const bytes = Buffer.from(secret, 'utf8');
  const encoded = [hexForm(bytes), ...base64Forms(bytes)].reduce(
    (rest, form) => rest.replace(form, () => key.toString()),
    text,
  );
  return maskRuns(encoded, runsOf(sought), key);
}

function maskWords(text: string, words: readonly string[], key: ClientKey): string {
  const spelled = [...new Set(words.flatMap((word) => [word, encodeURIComponent(word)]))].map(literal).join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${spelled})(?![\\p{L}\\p{N}])`, 'gu'), () => key.toString());
}

interface Runs {
  readonly length: number;
  readonly all: ReadonlySet<string>;
}

/** Every stretch of the key that must not be left: the whole of a short one. */
function runsOf(sought: readonly string[]): Runs {
  const length = Math.min(longestRest, ...sought.map((bytes) => bytes.length));
  const all = sought.flatMap((bytes) =>
    Array.from({ length: bytes.length - length + 1 }, (_, at) => bytes.slice(at, at + length)),
  );
  return { length, all: new Set(all) };
}

function maskRuns(text: string, { length, all }: Runs, key: ClientKey): string {
  const { bytes, starts, ends } = decodeLoosely(text);
  let masked = '';
  let done = 0;
  for (let at = 0; at + length <= bytes.length; at += 1) {
    if (!all.has(bytes.slice(at, at + length))) continue;
    let last = at;
    while (all.has(bytes.slice(last + 1, last + 1 + length))) last += 1;
    masked += `${text.slice(done, starts[at])}${key}`;
    done = ends[last + length - 1] ?? text.length;
    at = last + length - 1;
  }
  return masked + text.slice(done);
}

function hexForm(bytes: Uint8Array): RegExp {
  const gap = '(?:[\\s:,-]|0x|\\\\+x|%)*';
  return new RegExp([...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(gap), 'gi');
}

/**
 * The key amid other text begins at the first, second or third byte of a group: the digits that its own bytes decide alone,
 * and what of it stands in the next one. Both alphabets, also percent-encoded and wrapped.
 */
function base64Forms(bytes: Uint8Array): RegExp[] {
  return [0, 1, 2].map((ahead) => {
    const text = Buffer.concat([Buffer.alloc(ahead), bytes]).toString('base64');
    const from = Math.ceil((ahead * 8) / 6);
    const to = Math.floor(((ahead + bytes.length) * 8) / 6);
    const digits = [...text.slice(from, to)].map((digit) => base64Digits[digit] ?? digit);
    return new RegExp(`${ahead > 0 ? '[\\w+/-]?' : ''}${digits.join('\\s*')}(?:[\\w+/-]?=+|[\\w+/-])?`, 'g');
  });
}

const base64Digits: Readonly<Record<string, string>> = {
  '+': '(?:\\+|-|%2[Bb])',
  '/': '(?:\\/|_|%2[Ff])',
};

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (character) => `\\${character}`);
}
