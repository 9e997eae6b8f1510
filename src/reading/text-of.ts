import { t } from '../language/t.ts';
import { decodeUtf8 } from './utf8.ts';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly notes: readonly string[];
}

/** Bytes as text: UTF-8, or UTF-16 where its byte order mark says so; undefined for anything else. */
export function textOf(bytes: Uint8Array): DecodedText | undefined {
  const utf16 = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[bytes.subarray(0, 2).join()];
  if (utf16 !== undefined && bytes.length > 2) {
    const text = new TextDecoder(utf16).decode(bytes);
    return { text, notes: [t`the input is ${utf16.toUpperCase()} text, as PowerShell writes it: QFPay takes UTF-8`] };
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) return undefined;
  if (!text.startsWith('\uFEFF')) return { text, notes: [] };
  return { text: text.slice(1), notes: [t`the input starts with a byte order mark, which is no part of it`] };
}
