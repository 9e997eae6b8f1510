import type { ClientKey } from './client-key.ts';
import { withoutSurroundings } from './key-surroundings.ts';
import { decodeLoosely, loosely, looselyByByte } from './loosely-decoded.ts';
import { type Runs, replaceRuns } from './replace-runs.ts';

/** Shorter keys, as of an example, could stand anywhere by chance: they are looked for as words of their own. */
const shortestToFind = 8;
/** Of a longer key no run of so many characters is left either. */
const longestRest = 12;

type Mask = (text: string) => string;

/**
 * Makes texts in which no key is left in any form that it is likely to come in: as it is, in another case, cut off, backwards,
 * with white space in it, percent-encoded, escaped for JSON or HTML, in hex or base64, alone or amid other text. In its place
 * stands the fingerprint. For what is handed on to others; `ClientKey.mask` is enough for what we make ourselves.
 */
export function keyFormsMask(keys: readonly ClientKey[]): Mask {
  const masks = keys.flatMap((key) => [...cores(key.reveal())].map((core) => maskOf(core, key.toString())));
  return (text) => masks.reduce((rest, mask) => mask(rest), text);
}

/** A key that was configured with quotes or white space around it is still the secret without them. */
function cores(secret: string): Set<string> {
  return new Set([secret, withoutSurroundings(secret)]);
}

function maskOf(secret: string, fingerprint: string): Mask {
  if (secret === '') return (text) => text;
  const backwards = [...secret].reverse().join('');
  // What looks like an escape in a key may be one to some and not to others.
  const spellings = [secret, backwards].flatMap((form) => [
    decodeLoosely(form).bytes,
    loosely(form),
    loosely(form.toUpperCase()),
    looselyByByte(form),
  ]);
  // JSON has U+0008 as \b, which reads loosely as a b.
  const in_json = [secret, backwards].map((form) => decodeLoosely(JSON.stringify(form)).bytes.slice(1, -1));
  const isLong = (bytes: string) => bytes.length >= shortestToFind;
  const isShort = !spellings.some(isLong);
  const sought = [...spellings, ...in_json].filter(isLong);
  const found = sought.length > 0 ? runsOf(sought) : undefined;
  const forms = [...(isShort ? [wordsForm([secret, backwards])] : []), ...encodedForms(Buffer.from(secret, 'utf8'))];
  return (text) => {
    const masked = forms.reduce((rest, form) => rest.replace(form, () => fingerprint), text);
    return found ? replaceRuns(masked, found, fingerprint) : masked;
  };
}

function wordsForm(words: readonly string[]): RegExp {
  const spelled = [...new Set(words.flatMap((word) => [word, encodeURIComponent(word)]))].map(literal).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spelled})(?![\\p{L}\\p{N}])`, 'gu');
}

/** Every stretch of the key that must not be left: the whole of a short one. */
function runsOf(sought: readonly string[]): Runs {
  const length = Math.min(longestRest, ...sought.map((bytes) => bytes.length));
  const all = sought.flatMap((bytes) =>
    Array.from({ length: bytes.length - length + 1 }, (_, at) => bytes.slice(at, at + length)),
  );
  return { length, all: new Set(all) };
}

function encodedForms(bytes: Uint8Array): RegExp[] {
  return bytes.length < shortestToFind ? [] : [hexForm(bytes), ...base64Forms(bytes)];
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
