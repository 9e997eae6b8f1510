/** What cannot be seen, or be told from a plain space, as an escape. */
export function escapeInvisible(text: string): string {
  return text.replace(
    /[\p{Cc}\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\ufff9-\ufffd]/gu,
    escapeOne,
  );
}

function escapeOne(letter: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' }[letter];
  return short ?? `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
