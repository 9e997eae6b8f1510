/** Everything but letters, digits and these marks, as the UTF-8 bytes in upper-case hex. */
function encoder(unreserved: string, space = '%20'): (text: string) => string {
  const kept = new Set([...unreserved].map((mark) => mark.charCodeAt(0)));
  return (text) => [...Buffer.from(text)].map((byte) => encodedByte(byte, kept, space)).join('');
}

function encodedByte(byte: number, kept: ReadonlySet<number>, space: string): string {
  const character = String.fromCharCode(byte);
  if (/[A-Za-z0-9]/.test(character) || kept.has(byte)) return character;
  return byte === 0x20 ? space : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

const lowerHex = (text: string) => text.replace(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());

/** How the languages percent-encode a value, by the name of the function. */
export const percentEncoders = {
  'JS encodeURIComponent': encoder("-_.!~*'()"),
  'JS encodeURI': encoder("-_.!~*'();,/?:@&=+$#"),
  'JS URLSearchParams': encoder('*-._', '+'),
  'JS escape': (text: string) =>
    text.replace(/[^A-Za-z0-9@*_+\-./]/g, (found) => {
      const code = found.charCodeAt(0);
      return code < 256
        ? `%${code.toString(16).toUpperCase().padStart(2, '0')}`
        : `%u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    }),
  'Python quote': encoder('-_.~/'),
  'Python quote, safe=""': encoder('-_.~'),
  'Python quote_plus, Go QueryEscape': encoder('-_.~', '+'),
  'PHP urlencode, http_build_query': encoder('-_.', '+'),
  'Java URLEncoder': encoder('-_.*', '+'),
  'C# HttpUtility.UrlEncode': (text: string) => lowerHex(encoder('-_.!*()', '+')(text)),
  'Node querystring.escape, lower case': (text: string) => lowerHex(encoder("-_.!~*'()")(text)),
} as const;

/** What the gateway makes of an encoded form value: `+` is a space, and bytes that are no UTF-8 are replaced. */
export function decodeForm(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(decodeFormBytes(text));
}

export function decodeFormBytes(text: string): Uint8Array {
  const parts = text.replaceAll('+', ' ').split(/(%[0-9A-Fa-f]{2})/);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))),
  );
}
