/** Text in another charset than UTF-8. */
export interface Charset {
  readonly title: string;
  /** The decoder's, where what came may be in it. */
  readonly label?: string;
  /** What is not in it becomes a question mark, as most libraries do. */
  encode(text: string): Uint8Array;
}

/** What Chinese systems and careless ones use. Of Big5 below A1 are the characters that Hong Kong added. */
export const charsets: readonly Charset[] = [
  { title: 'GBK', label: 'gbk', encode: twoBytes('gbk', 0x8140) },
  { title: 'Big5', label: 'big5', encode: twoBytes('big5', 0xa140) },
  { title: 'ISO-8859-1', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u00ff]/gu, '?'), 'latin1') },
  { title: 'ISO-8859-1', label: 'latin1', encode: (text) => Buffer.from(text, 'latin1') },
  { title: 'US-ASCII', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u007f]/gu, '?'), 'latin1') },
  { title: 'US-ASCII', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u007f]/g, '?'), 'latin1') },
];

/** Those that make other bytes of ASCII too: `Encoding.Unicode` of .NET, `UTF-16BE` of Java. */
export const wideCharsets: readonly Charset[] = [
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le') },
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le').swap16() },
];

export const rarerCharsets: readonly Charset[] = [
  { title: 'Big5-HKSCS', encode: twoBytes('big5', 0x8140) },
  { title: 'Shift_JIS', encode: twoBytes('shift_jis', 0x8140) },
  { title: 'EUC-KR', encode: twoBytes('euc-kr', 0x8140) },
];

const lastCode = 0xfefe;

/** What each code of two bytes is, in the order of the codes. Node decodes these and does not encode them. */
function decodeAll(label: string, first: number): readonly string[] {
  const bytes = new Uint8Array(3 * (lastCode - first + 1));
  for (let code = first; code <= lastCode; code++) {
    const is_code = (code & 0xff) >= 0x40;
    bytes.set(is_code ? [code >> 8, code & 0xff, lineEnd] : [space, space, lineEnd], 3 * (code - first));
  }
  return new TextDecoder(label).decode(bytes).split('\n');
}

const [space, lineEnd] = [0x20, 0x0a];

/** The table is made when it is first needed, and every character is looked for once. */
function twoBytes(label: string, first: number): Charset['encode'] {
  let letters: readonly string[] | undefined;
  const known = new Map<string, readonly number[]>();
  const encodeLetter = (letter: string): readonly number[] => {
    letters ??= decodeAll(label, first);
    const place = letters.indexOf(letter);
    return place === -1 ? question : [(place + first) >> 8, (place + first) & 0xff];
  };
  return (text) => {
    const bytes: number[] = [];
    for (const letter of text) {
      const code = letter.charCodeAt(0);
      if (code < 0x80) {
        bytes.push(code);
        continue;
      }
      const encoded = known.get(letter) ?? encodeLetter(letter);
      known.set(letter, encoded);
      bytes.push(...encoded);
    }
    return Uint8Array.from(bytes);
  };
}

const question: readonly number[] = [0x3f];

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
