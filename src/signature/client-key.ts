import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Secret } from '../context/secrets.ts';

/**
 * A hash of parts, one after the other, text as UTF-8, in lower-case hex. By an audited library in plain JavaScript: a signature
 * hashes some hundred bytes, and loading Node's crypto takes longer than all else that `sign` does.
 */
export function hashHex(name: 'SHA256' | 'MD5', ...parts: readonly (string | Uint8Array)[]): string {
  const hash = (name === 'MD5' ? md5 : sha256).create();
  for (const part of parts) hash.update(Buffer.from(part));
  return Buffer.from(hash.digest()).toString('hex');
}

/** Public on purpose: only emulators on loopback know it. */
export const localKey = 'local-emulator-key-not-a-secret!';

/**
 * The merchant's secret. It prints, serialises and inspects as `<key 3f9a61c2>`, the first 8 hex digits of its SHA-256,
 * so that no message, report or trace can leak it by accident. Only the signature room asks for `reveal()`, and
 * the emulator, which signs in the gateway's place.
 */
export class ClientKey implements Secret {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The key itself, for hashing only. */
  reveal(): string {
    return this.#secret;
  }

  get is_public(): boolean {
    return this.#secret === localKey;
  }

  get fingerprint(): string {
    return hashHex('SHA256', this.#secret).slice(0, 8);
  }

  /** Whether a text holds the key, whole. */
  isIn(text: string): boolean {
    return isHeldIn(this.#secret, text);
  }

  /** The text with its fingerprint wherever the key stood. For what is made here; what others wrote is for `Secrets`. */
  mask(text: string): string {
    return this.isIn(text) ? text.replaceAll(this.#secret, () => this.toString()) : text;
  }

  toString(): string {
    return `<key ${this.fingerprint}>`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** A key of a few characters, as in a test, is only looked for as the whole text: it could stand inside an amount by chance. */
export function isHeldIn(secret: string, text: string): boolean {
  if (secret === '') return false;
  return secret.length < shortestRun ? text === secret : text.includes(secret);
}

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
 * What a key of eight characters or more is commonly written as, each form whole: plain, escaped for JSON, percent-encoded, in
 * hex, in base64 wherever in it the key begins. For a search that has no time to undo escapes.
 */
export function writtenForms(key: string): Set<string> {
  const json = JSON.stringify(key).slice(1, -1);
  const slashes = json.replaceAll('/', '\\/');
  const ascii = (text: string) =>
    text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const bytes = Buffer.from(key);
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
  return new Set([key, json, slashes, ascii(json), ascii(slashes), ...encoded, hex, hex.toUpperCase(), ...alphabets]);
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
  const found = runsOf([...spellings, ...in_json].filter((bytes) => bytes.length >= shortestRun));
  const forms = [wordsForm([secret, backwards]), ...encodedForms(Buffer.from(secret))];
  return (text) => {
    const masked = forms.reduce(
      (rest, { pattern, digits }) =>
        digits.every((digit) => rest.includes(digit)) ? rest.replace(pattern, () => fingerprint) : rest,
      text,
    );
    return found.reduce((rest, runs) => replaceRuns(rest, runs, fingerprint), masked);
  };
}

interface KeyForm {
  readonly pattern: RegExp;
  /** All of them stand in whatever it finds: to compile a pattern for a text without them would take longer than all else. */
  readonly digits: readonly string[];
}

function wordsForm(words: readonly string[]): KeyForm {
  const encoded = words.map((word) => encodeURIComponent(Buffer.from(word).toString()));
  const spelled = [...new Set([...words, ...encoded])].map(literal).join('|');
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${spelled})(?![\\p{L}\\p{N}])`, 'gu'), digits: [] };
}

/**
 * Every stretch of a key that must not be left: any eight of one that is long in some spelling, the whole of another. Digits stand
 * in every number: where there is nothing else, a key is a word of its own or none.
 */
function runsOf(sought: readonly string[]): Runs[] {
  const isLong = sought.some((bytes) => bytes.length >= longEnoughForRuns);
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

function encodedForms(bytes: Uint8Array): KeyForm[] {
  return bytes.length < shortestRun ? [] : [hexForm(bytes), ...base64Forms(bytes)];
}

function hexForm(bytes: Uint8Array): KeyForm {
  const gap = '(?:[\\s:,-]|0x|\\\\+x|%)*';
  const hex = Buffer.from(bytes).toString('hex');
  // Letters may be capitals.
  const pattern = new RegExp(`(?:0x|\\\\{1,8}x|%)?${hex.replace(/..(?=.)/g, `$&${gap}`)}`, 'gi');
  return { pattern, digits: [...hex.replace(/\D/g, '')] };
}

/**
 * The key amid other text begins at the first, second or third byte of a group: the digits that its own bytes decide alone,
 * and what of it stands in the next one. Both alphabets, also percent-encoded and wrapped.
 */
function base64Forms(bytes: Uint8Array): KeyForm[] {
  return [0, 1, 2].map((ahead) => {
    const core = base64Core(bytes, ahead);
    const written = core.map((digit) => base64Digits[digit] ?? digit).join('\\s*');
    const pattern = new RegExp(`${ahead > 0 ? '[\\w+/-]?' : ''}${written}(?:[\\w+/-]?=+|[\\w+/-])?`, 'g');
    return { pattern, digits: core.filter((digit) => !(digit in base64Digits)) };
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

/** The key that was meant where one was copied with quotes, white space or a byte order mark around it. */
export function withoutSurroundings(key: string): string {
  return key.replace(/^[\s\uFEFF"'`“”‘’]+|[\s\uFEFF"'`“”‘’]+$/gu, '');
}

/** Stretches of loosely decoded text, all of one length. */
interface Runs {
  readonly length: number;
  readonly all: ReadonlySet<string>;
  /** Those that one may begin with; all of them when it is not said. */
  readonly begins?: ReadonlySet<string>;
}

/**
 * A text with something else wherever one of these stretches stands in it, in whatever way it is written there. Stretches that
 * follow each other are one.
 */
export function replaceRuns(text: string, { length, all, begins = all }: Runs, replacement: string): string {
  const { bytes, starts, ends } = decodeLoosely(text);
  let replaced = '';
  let done = 0;
  for (let at = 0; at + length <= bytes.length; at += 1) {
    if (!begins.has(bytes.slice(at, at + length))) continue;
    let last = at;
    while (all.has(bytes.slice(last + 1, last + 1 + length))) last += 1;
    replaced += text.slice(done, starts[at]) + replacement;
    done = ends[last + length - 1] ?? text.length;
    at = last + length - 1;
  }
  return replaced + text.slice(done);
}

/** A text without its escapes, as one character (0 to 255) for each byte, and where in the text each byte stood. */
interface LooselyDecoded {
  readonly bytes: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** One character that is written as something else: `%41`, `%2541`, `\u0041`, `\\u0041`, `\u{41}`, `\x41`, `&#65;`, `&amp;`. */
const spelled =
  /%(?:25)*(?<byte>[\da-f]{2})|\\{1,8}u(?<high>d[89ab][\da-f]{2})\\{1,8}u(?<low>d[c-f][\da-f]{2})|\\{1,8}u(?<unit>[\da-f]{4})|\\{1,8}u\{0*(?<point>[\da-f]{1,6})\}|\\{1,8}x(?<code>[\da-f]{2})|&#x0*(?<hex>[\da-f]{1,6});?|&#0*(?<decimal>\d{1,7});?|&(?<name>amp|lt|gt|quot|apos);/gi;

type Groups = Readonly<Record<string, string | undefined>>;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What comes between the characters of something that was wrapped, indented, escaped, or copied with something invisible. */
const between = /[\s+\\\u200B-\u200F\u2060\uFEFF]/;

/**
 * Reads a text as loosely as possible, to find something in it in whatever way it was written down: every escape is undone,
 * capitals are small letters, white space and backslashes are left out.
 */
export function decodeLoosely(text: string): LooselyDecoded {
  const found: DecodedBytes = { bytes: [], starts: [], ends: [] };
  let done = 0;
  for (const match of text.matchAll(spelled)) {
    const end = match.index + match[0].length;
    addPlain(found, text.slice(done, match.index), done);
    add(found, escaped(match.groups ?? {}), { start: match.index, end });
    done = end;
  }
  addPlain(found, text.slice(done), done);
  return { ...found, bytes: found.bytes.join('') };
}

/** The bytes of a text as `decodeLoosely` has them where nothing in it is taken for an escape. */
function loosely(text: string): string {
  return [...text].map(bytesOf).join('');
}

interface DecodedBytes {
  readonly bytes: string[];
  readonly starts: number[];
  readonly ends: number[];
}

function addPlain(found: DecodedBytes, text: string, from: number): void {
  let start = from;
  for (const character of text) {
    const end = start + character.length;
    add(found, bytesOf(character), { start, end });
    start = end;
  }
}

function add(
  { bytes, starts, ends }: DecodedBytes,
  added: string,
  { start, end }: { start: number; end: number },
): void {
  for (const byte of added) {
    bytes.push(byte);
    starts.push(start);
    ends.push(end);
  }
}

function escaped(groups: Groups): string {
  const { byte, name, high, low, unit, point, code, hex, decimal } = groups;
  if (byte !== undefined) return byteOf(Number.parseInt(byte, 16));
  if (name !== undefined) return `${named[name.toLowerCase()]}`;
  if (high !== undefined) return bytesOf(String.fromCharCode(Number(`0x${high}`), Number(`0x${low}`)));
  const value = Number(decimal ?? `0x${unit ?? point ?? code ?? hex}`);
  return value <= 0x10ffff ? bytesOf(String.fromCodePoint(value)) : '';
}

/** A byte of a longer character may look like a space of Latin-1. */
function byteOf(byte: number): string {
  const letter = String.fromCharCode(byte);
  return byte < 0x80 ? bytesOf(letter) : letter;
}

function bytesOf(character: string): string {
  if (between.test(character)) return '';
  const small = character.toLowerCase();
  return character < '\x80' ? small : Buffer.from(small).toString('latin1');
}

/** The same with capitals of ASCII alone made small: bytes that were percent-encoded show no case. */
function looselyByByte(text: string): string {
  return [...text].map((character) => [...Buffer.from(character)].map(byteOf).join('')).join('');
}
