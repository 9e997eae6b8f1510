import type { Secret } from '../context.ts';
import { withoutSurroundings } from './key-surroundings.ts';
import { decodeLoosely, loosely, looselyByByte } from './loosely-decoded.ts';
import { type Runs, replaceRuns } from './replace-runs.ts';

/** Shorter keys, as of an example, could stand anywhere by chance: they are looked for as words of their own. */
export const shortestRun = 8;
/** Of a key of so many characters no run of eight is left either, unless it is all digits, as a number may have them. */
export const longEnoughForRuns = 16;

type Mask = (text: string) => string;

/**
 * Makes texts in which no key is left in any form that it is likely to come in: as it is, in another case, cut off, backwards,
 * with white space in it, percent-encoded, escaped for JSON or HTML, in hex or base64, alone or amid other text. In its place
 * stands the fingerprint. Thorough and slow: for what is handed on to others, and for texts that have escapes in them.
 */
export function keyFormsMask(keys: readonly Secret[]): Mask {
  const masks = keys.flatMap((key) => [...cores(key.reveal())].map((core) => maskOf(core, key.toString())));
  return (text) => masks.reduce((rest, mask) => mask(rest), text);
}

/** A key that was configured with quotes or white space around it is still the secret without them. */
function cores(secret: string): Set<string> {
  return new Set([secret, withoutSurroundings(secret)]);
}

/**
 * What a key is commonly written as, each form whole: plain, escaped for JSON, percent-encoded, in hex, in base64 wherever in it
 * the key begins. For a search that has no time to undo escapes.
 */
export function writtenForms(key: string): Set<string> {
  const json = JSON.stringify(key).slice(1, -1);
  const slashes = json.replaceAll('/', '\\/');
  const ascii = (text: string) =>
    text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const bytes = Buffer.from(key, 'utf8');
  const hex = bytes.toString('hex');
  const percent = [encodeURIComponent(bytes.toString()), new URLSearchParams([['', key]]).toString().slice(1)];
  const strict = percent.map((text) => text.replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`));
  const all = hex.replace(/../g, '%$&');
  const encoded = [...percent, ...strict, all].flatMap((text) => [
    text.replace(/%../g, (code) => code.toUpperCase()),
    text.replace(/%../g, (code) => code.toLowerCase()),
  ]);
  const base64 = [0, 1, 2].map((ahead) => base64Core(bytes, ahead).join(''));
  const alphabets = base64.flatMap((text) => [
    text,
    text.replaceAll('+', '-').replaceAll('/', '_'),
    text.replaceAll('/', '\\/'),
    encodeURIComponent(text),
  ]);
  const forms = [key, json, slashes, ascii(json), ascii(slashes), ...encoded, hex, hex.toUpperCase(), ...alphabets];
  return new Set(forms.filter((form) => form.length >= shortestRun));
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
  const isLong = (bytes: string) => bytes.length >= shortestRun;
  // Digits stand in every number: a key of nothing else is a word of its own or none.
  const isDigits = /^\d+$/.test(secret);
  const isWord = isDigits || !spellings.some(isLong);
  const found = isDigits ? [] : runsOf([...spellings, ...in_json].filter(isLong));
  const forms = [...(isWord ? [wordsForm([secret, backwards])] : []), ...encodedForms(Buffer.from(secret, 'utf8'))];
  return (text) => {
    const masked = forms.reduce((rest, form) => rest.replace(form, () => fingerprint), text);
    return found.reduce((rest, runs) => replaceRuns(rest, runs, fingerprint), masked);
  };
}

function wordsForm(words: readonly string[]): RegExp {
  const spelled = [...new Set(words.flatMap((word) => [word, encodeURIComponent(word)]))].map(literal).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spelled})(?![\\p{L}\\p{N}])`, 'gu');
}

/** Every stretch of a key that must not be left: any eight of a long one, the whole of another. */
function runsOf(sought: readonly string[]): Runs[] {
  const isLong = sought.every((bytes) => bytes.length >= longEnoughForRuns);
  const lengths = isLong ? [shortestRun] : [...new Set(sought.map((bytes) => bytes.length))].sort((a, b) => b - a);
  return lengths.map((length) => {
    const all = new Set(
      sought.filter((bytes) => isLong || bytes.length === length).flatMap((bytes) => windows(bytes, length)),
    );
    return { length, all, begins: new Set([...all].filter((run) => !/^\d+$/.test(run))) };
  });
}

function windows(bytes: string, length: number): string[] {
  return Array.from({ length: bytes.length - length + 1 }, (_, at) => bytes.slice(at, at + length));
}

function encodedForms(bytes: Uint8Array): RegExp[] {
  return bytes.length < shortestRun ? [] : [hexForm(bytes), ...base64Forms(bytes)];
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
    const digits = base64Core(bytes, ahead).map((digit) => base64Digits[digit] ?? digit);
    return new RegExp(`${ahead > 0 ? '[\\w+/-]?' : ''}${digits.join('\\s*')}(?:[\\w+/-]?=+|[\\w+/-])?`, 'g');
  });
}

function base64Core(bytes: Uint8Array, ahead: number): string[] {
  const text = Buffer.concat([Buffer.alloc(ahead), bytes]).toString('base64');
  return [...text.slice(Math.ceil((ahead * 8) / 6), Math.floor(((ahead + bytes.length) * 8) / 6))];
}

const base64Digits: Readonly<Record<string, string>> = {
  '+': '(?:\\+|-|%2[Bb])',
  '/': '(?:\\/|_|%2[Ff])',
};

/** For a pattern. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (character) => `\\${character}`);
}
