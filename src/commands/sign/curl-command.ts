import { shellQuoted } from '../../language/shell-word.ts';
import type { Parameter } from '../../signature/canonical-text.ts';

export interface CurlRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In the order they are sent. */
  readonly parameters: readonly Parameter[];
}

/**
 * A command that can be pasted into a POSIX shell and sends exactly these parameters. curl encodes the values, so that
 * they can be read; names, and values with control characters, which a terminal would act on, come encoded.
 */
export function curlCommand({ method, url, headers, parameters }: CurlRequest): string {
  const parts = [
    `curl ${method === 'GET' ? '-G ' : ''}${shellQuoted(url)}`,
    ...Object.entries(withAppCode(headers)).map(([name, value]) => `-H ${headerWord(name, value)}`),
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
