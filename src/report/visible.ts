/** Text for a terminal: what cannot be seen, or would move the cursor, is shown as an escape. */
export function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(/[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu, (letter) => escaped(letter));
}

function escaped(letter: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[letter];
  return short ?? `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
