import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/** A file as text, without its byte order mark; or why it is none. */
export type Decoded = { readonly text: string } | { readonly fault: Fault };

function howToSave() {
  return t`save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)`;
}

/**
 * Only UTF-8 is read: what is guessed could be wrong, and a number or a name would be another one. The guess is told, since
 * it says what to convert from.
 */
export function decodeList(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  const rule = t`must be UTF-8; it looks like ${encoding.name}`;
  const next = t`${howToSave()}, or with iconv -f ${encoding.iconv} -t UTF-8`;
  return { fault: { field: 'file', rule, next } };
}

interface Encoding {
  readonly name: string;
  readonly iconv: string;
}

function utf16le(): Encoding {
  return { name: t`UTF-16 LE (Excel calls it "Unicode Text")`, iconv: 'UTF-16LE' };
}
const utf16be: Encoding = { name: 'UTF-16 BE', iconv: 'UTF-16BE' };
function gb18030(): Encoding {
  return { name: t`GBK or GB18030 (simplified Chinese)`, iconv: 'GB18030' };
}
const big5: Encoding = { name: 'Big5 (traditional Chinese)', iconv: 'BIG5' };
const windows1252: Encoding = { name: 'Windows-1252 (Western European)', iconv: 'WINDOWS-1252' };

/** Undefined for UTF-8. */
function encodingOf(bytes: Uint8Array): Encoding | undefined {
  return utf16Of(bytes) ?? (isUtf8(bytes) ? undefined : legacyOf(bytes));
}

/** By its mark, or by the zero bytes that every ASCII character has beside it. */
function utf16Of(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return utf16le();
  if (first === 0xfe && second === 0xff) return utf16be;
  const zeros = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 4096).entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd >= even ? utf16le() : utf16be;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Two bytes a character in both Chinese encodings; the characters in common use stand in another place in each. */
function legacyOf(bytes: Uint8Array): Encoding {
  const counts = { gb: 0, big5: 0, others: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    if (lead < 0x80) continue;
    const is_gb = lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1;
    const is_big5 = lead >= 0xa4 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail <= 0x7e));
    if (is_gb) counts.gb += 1;
    if (is_big5) counts.big5 += 1;
    if (!is_gb && !is_big5) counts.others += 1;
    if (is_gb || is_big5 || trail >= 0x80) at += 1;
  }
  if (counts.others >= Math.max(counts.gb, counts.big5)) return windows1252;
  return counts.big5 > counts.gb ? big5 : gb18030();
}
