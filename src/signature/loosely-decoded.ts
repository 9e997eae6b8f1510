/** A text without its escapes, as one character (0 to 255) for each byte, and where in the text each byte stood. */
export interface LooselyDecoded {
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
  const found: Found = { bytes: [], starts: [], ends: [] };
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
export function loosely(text: string): string {
  return [...text].map(bytesOf).join('');
}

interface Found {
  readonly bytes: string[];
  readonly starts: number[];
  readonly ends: number[];
}

function addPlain(found: Found, text: string, from: number): void {
  let start = from;
  for (const character of text) {
    const end = start + character.length;
    add(found, bytesOf(character), { start, end });
    start = end;
  }
}

function add({ bytes, starts, ends }: Found, added: string, { start, end }: { start: number; end: number }): void {
  for (const byte of added) {
    bytes.push(byte);
    starts.push(start);
    ends.push(end);
  }
}

function escaped(groups: Groups): string {
  const { byte, name, high, low, unit, point, code, hex, decimal } = groups;
  if (byte !== undefined) return byteOf(Number.parseInt(byte, 16));
  if (name !== undefined) return named[name.toLowerCase()] ?? '';
  if (high !== undefined && low !== undefined)
    return bytesOf(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)));
  const value = decimal === undefined ? Number.parseInt(unit ?? point ?? code ?? hex ?? '', 16) : Number(decimal);
  return value <= 0x10ffff ? bytesOf(String.fromCodePoint(value)) : '';
}

/** A byte of a longer character may look like a space of Latin-1. */
function byteOf(byte: number): string {
  const letter = String.fromCharCode(byte);
  return byte < 0x80 ? bytesOf(letter) : letter;
}

function bytesOf(character: string): string {
  if (between.test(character)) return '';
  if (character.charCodeAt(0) < 0x80) return character.toLowerCase();
  return Buffer.from(character.toLowerCase(), 'utf8').toString('latin1');
}

/** The same with capitals of ASCII alone made small: bytes that were percent-encoded show no case. */
export function looselyByByte(text: string): string {
  return [...text].map((character) => [...Buffer.from(character, 'utf8')].map(byteOf).join('')).join('');
}
