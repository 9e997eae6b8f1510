/** Text in another charset than UTF-8. */
export interface Charset {
  readonly title: string;
  /** Undefined where a character is not in it. */
  encode(text: string): Uint8Array | undefined;
}

export const charsets: readonly Charset[] = [
  { title: 'GBK', encode: (text) => encodeTwoBytes(text, 'gbk') },
  { title: 'Big5', encode: (text) => encodeTwoBytes(text, 'big5') },
  { title: 'ISO-8859-1', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u00ff]/gu, '?'), 'latin1') },
  { title: 'ISO-8859-1', encode: (text) => Buffer.from(text, 'latin1') },
  { title: 'US-ASCII', encode: (text) => Buffer.from(text.replaceAll(/[^\0-\u007f]/gu, '?'), 'latin1') },
  { title: 'UTF-16', encode: (text) => Buffer.from(text, 'utf16le') },
  { title: 'Shift_JIS', encode: (text) => encodeTwoBytes(text, 'shift_jis') },
  { title: 'EUC-KR', encode: (text) => encodeTwoBytes(text, 'euc-kr') },
];

type Table = ReadonlyMap<string, number>;
const tables = new Map<string, Table>();

/** Node decodes these and does not encode them: the table is its decoder, read backwards. */
function tableOf(label: string): Table {
  const known = tables.get(label);
  if (known) return known;
  const decoder = new TextDecoder(label);
  const table = new Map<string, number>();
  for (let code = 0x8140; code <= 0xfefe; code++) {
    const text = decoder.decode(Uint8Array.of(code >> 8, code & 0xff));
    if (!text.includes('\uFFFD') && [...text].length === 1 && !table.has(text)) table.set(text, code);
  }
  tables.set(label, table);
  return table;
}

function encodeTwoBytes(text: string, label: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : tableOf(label).get(letter);
    if (code === undefined) return undefined;
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return Uint8Array.from(bytes);
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
