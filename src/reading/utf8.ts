const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** Undefined for bytes that are not UTF-8: a replacement character would be signed instead of them. A BOM stays. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** U+FFFD for what is not UTF-8: to be shown, never to be signed. */
export function decodeLossy(bytes: Uint8Array): string {
  return lossy.decode(bytes);
}
