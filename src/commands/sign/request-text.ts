import { shellQuoted } from '../../language/terminal-text.ts';
import type { Parameter, SignType } from '../../signature/sign.ts';

/** A request that a program is to make. The key is not in it: the program reads QFPAY_KEY, as it does QFPAY_APPCODE. */
export interface SampleRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly path: string;
  readonly sign_type: SignType;
  /** That are sent: none is empty. A name can come more than once. */
  readonly parameters: readonly Parameter[];
}

/** A text between double quotes. What a terminal would act on, or hide, is written by its number. */
function quoted(text: string, numbered: (code: number) => string, also: readonly string[] = []): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const written = [...text].map((letter) => {
    if (letter === '"' || letter === '\\' || also.includes(letter)) return `\\${letter}`;
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00A0]/u.test(letter)) return named[letter] ?? numbered(letter.codePointAt(0) ?? 0);
    return letter;
  });
  return `"${written.join('')}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

/** Python, Go: `\u200B`, `\U000E0001`. */
function longEscape(code: number): string {
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

/** JavaScript, Java, C#: halves of a pair. */
function pairEscape(code: number): string {
  return [...String.fromCodePoint(code)]
    .flatMap((letter) => letter.split(''))
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('');
}

export const inLong = (text: string) => quoted(text, longEscape);
export const inPairs = (text: string) => quoted(text, pairEscape);
export const inPhp = (text: string) => quoted(text, (code) => `\\u{${hex(code, 1)}}`, ['$']);

/** One line a parameter. */
export function lines(
  { parameters }: SampleRequest,
  indent: string,
  line: (name: string, value: string) => string,
): string {
  return parameters.map(([name, value]) => indent + line(name, value)).join('\n');
}

/** What a program says of what it does. */
export const sampleSteps = {
  key: 'The key stays out of the program: it is read from the environment.',
  sign: 'Sort by name, join the raw values as name=value with &, append the key, hash, write it in capitals.',
  send: 'Only now encode, as a form in UTF-8.',
  check:
    'The answer is signed over its raw bytes. No signature is no fault; a wrong one is: query before you act on it.',
};

export function head(mark: string, { method, path }: SampleRequest, run: string): string {
  return `${mark} ${method} ${path}. Run: QFPAY_APPCODE=... QFPAY_KEY=... ${run}`;
}

export interface SignedCurlRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In the order they are sent. */
  readonly parameters: readonly Parameter[];
  /** It has no headers of its own. */
  readonly is_link?: boolean;
}

/**
 * A command that can be pasted into a POSIX shell and sends exactly these parameters. curl encodes the values, so that
 * they can be read; names, and values with control characters, which a terminal would act on, come encoded.
 */
export function curlCommand({ method, url, headers, parameters, is_link }: SignedCurlRequest): string {
  const parts = [
    `curl ${method === 'GET' ? '-G ' : ''}${shellQuoted(url)}`,
    ...Object.entries(is_link ? headers : withAppCode(headers)).map(([name, value]) => `-H ${headerWord(name, value)}`),
    ...parameters.map(parameterOption),
  ];
  return parts.join(' \\\n  ');
}

/** Without a configured app code the shell fills it in. */
function withAppCode(headers: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { 'X-QF-APPCODE': undefined, ...headers };
}

function headerWord(name: string, value: string | undefined): string {
  return value === undefined ? `"${name}: $QFPAY_APPCODE"` : shellQuoted(`${name}: ${value}`);
}

function parameterOption([name, value]: Parameter): string {
  const encoded_name = percentEncode(name);
  return /\p{Cc}/u.test(value)
    ? `--data ${shellQuoted(`${encoded_name}=${percentEncode(value)}`)}`
    : `--data-urlencode ${shellQuoted(`${encoded_name}=${value}`)}`;
}

function percentEncode(text: string): string {
  return text.replace(/[^\w.~-]+/gu, (part) =>
    [...Buffer.from(part, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
