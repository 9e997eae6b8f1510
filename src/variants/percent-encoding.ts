/** How a language's library writes percent-encoded text. */
export interface PercentEncoding {
  /** Names of functions and what else they write, the same in every language. */
  readonly title: string;
  /** Beyond letters and digits. */
  readonly safe: string;
  readonly space: '%20' | '+';
  readonly is_lower_case?: boolean;
  /** Also tried on one value alone, together with other deviations. */
  readonly is_common?: boolean;
}

export const percentEncodings: readonly PercentEncoding[] = [
  { title: 'encodeURIComponent', safe: "-_.!~*'()", space: '%20' },
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
];

/** By way of JavaScript's own function, which is the quickest; what other languages write otherwise is changed after. */
export function percentEncode(text: string, encoding: PercentEncoding): string {
  if (/^[A-Za-z0-9]*$/.test(text)) return text;
  const { safe, space, is_lower_case } = encoding;
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
