/** A text without its escapes, as one character (0 to 255) for each byte, and where in the text each byte stood. */
export interface LooselyDecoded {
  readonly bytes: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** One character, however it is written: `%41`, `%2541`, `\u0041`, `\\u0041`, `\x41`, `&#65;`, `&#x41;`, `&amp;`, `A`. */
const written =
  /%(?:25)*(?<byte>[\da-f]{2})|\\+u(?<high>d[89ab][\da-f]{2})\\+u(?<low>d[c-f][\da-f]{2})|\\+u(?<unit>[\da-f]{4})|\\+x(?<code>[\da-f]{2})|&#x0*(?<hex>[\da-f]{1,6});?|&#0*(?<decimal>\d{1,7});?|&(?<name>amp|lt|gt|quot|apos);|(?<plain>[\s\S])/giu;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What comes between the characters of something that was wrapped, indented, escaped, or copied with something invisible. */
const between = /[\s+\\\u200B-\u200F\u2060\uFEFF]/u;

/**
 * Reads a text as loosely as possible, to find something in it in whatever way it was written down: every escape is undone,
 * capitals are small letters, white space and backslashes are left out.
 */
export function decodeLoosely(text: string): LooselyDecoded {
  const bytes: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(written)) {
    for (const byte of bytesOf(match.groups ?? {})) {
      bytes.push(byte);
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
  }
  return { bytes: bytes.join(''), starts, ends };
}

function bytesOf(groups: Readonly<Record<string, string | undefined>>): string {
  const { byte, name, plain } = groups;
  const character = plain ?? (name === undefined ? undefined : named[name.toLowerCase()]) ?? escaped(groups);
  const bytes = byte === undefined ? latin1(character) : String.fromCharCode(Number.parseInt(byte, 16));
  return between.test(byte === undefined ? character : bytes) ? '' : lowered(bytes);
}

function escaped({ high, low, unit, code, hex, decimal }: Readonly<Record<string, string | undefined>>): string {
  if (high !== undefined && low !== undefined)
    return String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
  const value = decimal === undefined ? Number.parseInt(unit ?? code ?? hex ?? '', 16) : Number(decimal);
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}

function latin1(character: string): string {
  return Buffer.from(character, 'utf8').toString('latin1');
}

/** Capitals of ASCII only: the bytes of other letters have no case. */
function lowered(bytes: string): string {
  return bytes.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
