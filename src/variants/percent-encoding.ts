/** How a language's library writes percent-encoded text. */
export interface PercentEncoding {
  /** For a person, and for the code that has to be mended. */
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
  { title: 'rawurlencode, quote_plus with %20', safe: '-_.~', space: '%20', is_common: true },
  { title: 'quote', safe: '-_.~/', space: '%20' },
  { title: 'urlencode, quote_plus', safe: '-_.~', space: '+', is_common: true },
  { title: 'urlencode, http_build_query', safe: '-_.', space: '+' },
  { title: 'URLSearchParams, URLEncoder', safe: '*-._', space: '+' },
  { title: 'HttpUtility.UrlEncode', safe: '-_.!*()', space: '+', is_lower_case: true },
  { title: 'HttpUtility.UrlEncode', safe: '-_.!*()', space: '%20', is_lower_case: true },
  { title: 'encodeURI', safe: "-_.!~*'();,/?:@&=+$#", space: '%20' },
  { title: 'urlencode in lower case', safe: '-_.~', space: '+', is_lower_case: true },
  { title: 'encodeURIComponent in lower case', safe: "-_.!~*'()", space: '%20', is_lower_case: true },
  { title: 'rawurlencode in lower case', safe: '-_.~', space: '%20', is_lower_case: true },
  { title: 'URLEncoder with %20', safe: '*-._', space: '%20' },
  { title: 'quote_plus with /', safe: '-_.~/', space: '+' },
];

export function percentEncode(text: string, { safe, space, is_lower_case = false }: PercentEncoding): string {
  let written = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const letter = String.fromCharCode(byte);
    if (byte < 0x80 && (/[A-Za-z0-9]/.test(letter) || safe.includes(letter))) written += letter;
    else if (letter === ' ') written += space;
    else written += hex(byte, is_lower_case);
  }
  return written;
}

function hex(byte: number, is_lower_case: boolean): string {
  const digits = byte.toString(16).padStart(2, '0');
  return `%${is_lower_case ? digits : digits.toUpperCase()}`;
}

/** Undefined where it is not encoded text. */
export function percentDecode(text: string, plus: '+' | ' ' = '+'): string | undefined {
  try {
    return decodeURIComponent(plus === ' ' ? text.replaceAll('+', ' ') : text);
  } catch {
    return undefined;
  }
}
