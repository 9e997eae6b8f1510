import { t } from '../language/t.ts';

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
];

/**
 * What looks wrong with a key, in words without any of its characters. The key is used as it is all the same: only the
 * gateway knows what it is.
 */
export function keyWarnings(key: string, source: string): string[] {
  const faults = keyShapeFaults(key);
  if (faults.length === 0) return [];
  return [
    t`the client key of ${source} ${faults.join(t` and `)}; it is used as it is, which is a common cause of 1108`,
  ];
}

/** What cannot be meant, as `begins with a byte order mark`. */
export function keyShapeFaults(key: string): string[] {
  return [
    ...(key.startsWith('\uFEFF') ? [t`begins with a byte order mark`] : []),
    ...(key.replace(/^\uFEFF/, '').trim() === key.replace(/^\uFEFF/, '') ? [] : [t`has white space around it`]),
    ...(/\p{Cc}/u.test(key.trim()) ? [t`has a line end or a control character in it`] : []),
    ...(isQuoted(key.trim()) ? [t`stands in quotes`] : []),
  ];
}

/** What no key was seen with so far. QFPay promises no shape. */
export function keyShapeOddities(key: string): string[] {
  const count = [...key].length;
  return [
    ...(/\S\s+\S/.test(key) ? [t`has white space in it`] : []),
    ...([...key.replace(/^\uFEFF/, '')].some((letter) => letter > '\x7f')
      ? [t`has characters that are not ASCII`]
      : []),
    ...(count === 32 ? [] : [t`has ${count} characters, where 32 were seen so far`]),
  ];
}

function isQuoted(text: string): boolean {
  return text.length > 1 && quotes.some(([open, close]) => text.startsWith(open) && text.endsWith(close));
}

/**
 * The text of a key that came as bytes, without one line end at its end; or the rule that it breaks. A byte order mark stays:
 * it is told, not dropped.
 */
export function readKeyText(bytes: Uint8Array): { readonly key: string } | { readonly rule: string } {
  const text = decode(bytes);
  if (text === undefined) return { rule: t`must hold UTF-8 text` };
  const key = text.replace(/\r?\n$/, '');
  return key === '' ? { rule: t`must not be empty` } : { key };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
