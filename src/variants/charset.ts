/** Text in another charset than UTF-8. */
export interface Charset {
  readonly title: string;
  /** The decoder's, where what came may be in it. */
  readonly label?: string;
  /** Undefined where a character is not in it. */
  encode(text: string): Uint8Array | undefined;
}

/** What Chinese systems and careless ones use. */
export const charsets: readonly Charset[] = [
  { title: 'GBK', label: 'gbk', encode: (text) => encodeTwoBytes(text, 'gbk') },
  { title: 'Big5', label: 'big5', encode: (text) => encodeTwoBytes(text, 'big5') },
  { title: 'ISO-8859-1', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u00ff]/gu, '?'), 'latin1') },
  { title: 'ISO-8859-1', label: 'latin1', encode: (text) => Buffer.from(text, 'latin1') },
  { title: 'US-ASCII', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u007f]/gu, '?'), 'latin1') },
];

export const rarerCharsets: readonly Charset[] = [
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le') },
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
  { title: 'Shift_JIS', encode: (text) => encodeTwoBytes(text, 'shift_jis') },
  { title: 'EUC-KR', encode: (text) => encodeTwoBytes(text, 'euc-kr') },
];

const firstCode = 0x8140;
const lastCode = 0xfefe;

/** What each code of two bytes is, in the order of the codes. */
const decoded = new Map<string, readonly string[]>();

/** Node decodes these and does not encode them: here is all that its decoder knows, one code a line. */
function decodeAll(label: string): readonly string[] {
  const known = decoded.get(label);
  if (known) return known;
  const bytes = new Uint8Array(3 * (lastCode - firstCode + 1));
  for (let code = firstCode; code <= lastCode; code++) {
    const is_code = (code & 0xff) >= 0x40;
    bytes.set(is_code ? [code >> 8, code & 0xff, lineEnd] : [space, space, lineEnd], 3 * (code - firstCode));
  }
  const letters = new TextDecoder(label).decode(bytes).split('\n');
  decoded.set(label, letters);
  return letters;
}

const [space, lineEnd] = [0x20, 0x0a];

function encodeTwoBytes(text: string, label: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    const place = code < 0x80 ? 0 : placeOf(letter, label);
    if (place === -1) return undefined;
    if (code < 0x80) bytes.push(code);
    else bytes.push((place + firstCode) >> 8, (place + firstCode) & 0xff);
  }
  return Uint8Array.from(bytes);
}

const places = new Map<string, number>();

function placeOf(letter: string, label: string): number {
  const name = label + letter;
  const place = places.get(name) ?? decodeAll(label).indexOf(letter);
  places.set(name, place);
  return place;
}

/** UTF-8 that was taken for another charset and written as UTF-8 once more: `ä` becomes `Ã¤`. */
export function garble(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The other way; undefined where the text was not garbled. */
export function ungarble(text: string): string | undefined {
  if (/[^\0-\u00ff]/.test(text) || !/[\u0080-\u00ff]/.test(text)) return undefined;
  const clear = Buffer.from(text, 'latin1').toString('utf8');
  return clear.includes('\uFFFD') ? undefined : clear;
}
