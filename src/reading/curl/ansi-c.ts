const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A pair of halves is one letter: browsers write what lies beyond U+FFFF as two. */
const escapePattern =
  /\\(?:u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})|[uU]((?<=u)[\da-fA-F]{1,4}|(?<=U)[\da-fA-F]{1,8})|x([\da-fA-F]{1,2})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g;

/**
 * The inside of `$'…'` from its first letter on, in bytes: a letter is a byte, and `\u5496` three of them. `length` counts the
 * closing quote.
 */
export function ansiC(text: string, start: number): { value: string; length: number } {
  let end = start;
  while (end < text.length && text[end] !== "'") end += text[end] === '\\' ? 2 : 1;
  const inside = text.slice(start, end);
  return { value: inside.includes('\\') ? inside.replace(escapePattern, decoded) : inside, length: end - start + 1 };
}

function decoded(whole: string, ...groups: (string | undefined)[]): string {
  const [high, low, point, hex, octal, control, letter = ''] = groups;
  if (high !== undefined && low !== undefined) return latin1(String.fromCharCode(fromHex(high), fromHex(low)));
  if (point !== undefined) return latin1(fromHex(point) > 0x10ffff ? '\uFFFD' : String.fromCodePoint(fromHex(point)));
  if (hex !== undefined) return String.fromCharCode(fromHex(hex));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
  return letters[letter] ?? ('\'"?\\'.includes(letter) ? letter : whole);
}

function fromHex(digits: string): number {
  return Number.parseInt(digits, 16);
}

/** The UTF-8 bytes of a text, a letter each. */
function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
