/** Two-byte characters of a legacy charset, read off the platform's own decoder. */
function tableOf(charset: 'gbk' | 'big5', firstLead: number): ReadonlyMap<string, Uint8Array> {
  const decoder = new TextDecoder(charset);
  const table = new Map<string, Uint8Array>();
  for (let lead = firstLead; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Uint8Array.of(lead, trail);
      const text = decoder.decode(bytes);
      if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes);
    }
  }
  return table;
}

const tables = { gbk: tableOf('gbk', 0x81), big5: tableOf('big5', 0xa1) };

const question = Uint8Array.of(0x3f);

/** What is not in the charset becomes a question mark, once a character. */
function legacy(charset: 'gbk' | 'big5'): (text: string) => Uint8Array {
  return (text) =>
    Buffer.concat(
      [...text].map((character) =>
        character < '\u0080' ? Buffer.from(character) : (tables[charset].get(character) ?? question),
      ),
    );
}

function upTo(last: number, text: string): Uint8Array {
  return Uint8Array.from([...text].map((character) => character.codePointAt(0) ?? 0).map((c) => (c > last ? 0x3f : c)));
}

/** Text to bytes, by what a programmer would call it. UTF-8 is right, and not here. */
export const charsets = {
  GBK: legacy('gbk'),
  Big5: legacy('big5'),
  'Latin-1, Java getBytes': (text: string) => upTo(0xff, text),
  'ASCII, C# Encoding.ASCII': (text: string) =>
    Uint8Array.from(text.split('').map((half) => (half > '\u007f' ? 0x3f : half.charCodeAt(0)))),
  "Node update(text, 'binary')": (text: string) => Buffer.from(text, 'latin1'),
  'UTF-16, C# Encoding.Unicode': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16 big-endian, Java': (text: string) => Buffer.from(text, 'utf16le').swap16(),
} as const;

/** UTF-8 bytes that were taken for Latin-1 and encoded once more. */
export function twiceUtf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}
