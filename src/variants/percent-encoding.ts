/** How a language's library writes percent-encoded text. */
export interface PercentEncoding {
  /** Names of functions and what else they write, the same in every language. */
  readonly title: string;
  /** Beyond letters and digits. */
  readonly safe: string;
  readonly space: '%20' | '+';
  readonly is_lower_case?: boolean;
  /** Where it is not UTF-8 that is encoded, or not all of it. */
  readonly own?: (text: string) => string;
  /** Also tried on one value alone, together with other deviations. */
  readonly is_common?: boolean;
}

export const percentEncodings: readonly PercentEncoding[] = [
  { title: 'encodeURIComponent', safe: "-_.!~*'()", space: '%20', is_common: true },
  { title: 'rawurlencode', safe: '-_.~', space: '%20', is_common: true },
  { title: 'quote', safe: '-_.~/', space: '%20' },
  { title: 'quote_plus', safe: '-_.~', space: '+', is_common: true },
  { title: 'urlencode', safe: '-_.', space: '+' },
  { title: 'URLSearchParams, URLEncoder', safe: '*-._', space: '+' },
  { title: 'HttpUtility.UrlEncode', safe: '-_.!*()', space: '+', is_lower_case: true },
  { title: 'HttpUtility.UrlEncode', safe: '-_.!*()', space: '%20', is_lower_case: true },
  { title: 'encodeURI', safe: "-_.!~*'();,/?:@&=+$#", space: '%20' },
  { title: 'quote_plus, %2f', safe: '-_.~', space: '+', is_lower_case: true },
  { title: 'encodeURIComponent, %2f', safe: "-_.!~*'()", space: '%20', is_lower_case: true },
  { title: 'rawurlencode, %2f', safe: '-_.~', space: '%20', is_lower_case: true },
  { title: 'URLEncoder, %20', safe: '*-._', space: '%20' },
  { title: 'quote_plus, /', safe: '-_.~/', space: '+' },
  { title: 'escape', safe: '@*_+-./', space: '%20', own: escapeUnits },
  { title: 'encodeURI, [^\\0-\\x7f]', safe: '', space: '%20', own: encodeBeyondAscii },
];

/** As JavaScript's `escape` of old. */
function escapeUnits(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9@*_+\-./]/g, (unit) => {
    const code = unit.charCodeAt(0);
    const hex = code.toString(16).toUpperCase();
    return code < 256 ? `%${hex.padStart(2, '0')}` : `%u${hex.padStart(4, '0')}`;
  });
}

function encodeBeyondAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]+/g, (letters) => encodeURIComponent(Buffer.from(letters).toString('utf8')));
}

/** By way of JavaScript's own function, which is the quickest; what other languages write otherwise is changed after. */
export function percentEncode(text: string, encoding: PercentEncoding): string {
  if (/^[A-Za-z0-9]*$/.test(text)) return text;
  const { safe, space, is_lower_case, own } = encoding;
  if (own) return own(text);
  let written = encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
  for (const letter of builtInSafe) if (!safe.includes(letter)) written = written.replaceAll(letter, hexOf(letter));
  for (const letter of safe) if (!builtInSafe.includes(letter)) written = written.replaceAll(hexOf(letter), letter);
  if (space === '+') written = written.replaceAll('%20', '+');
  return is_lower_case ? written.replaceAll(/%../g, (code) => code.toLowerCase()) : written;
}

const builtInSafe = "-_.!~*'()";

function hexOf(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Undefined where it is not encoded text. */
export function percentDecode(text: string, plus: '+' | ' ' = '+'): string | undefined {
  try {
    return decodeURIComponent(plus === ' ' ? text.replaceAll('+', ' ') : text);
  } catch {
    return undefined;
  }
}
