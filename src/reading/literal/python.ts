import { t } from '../../language/t.ts';
import { decodeLossy } from '../json-values.ts';
import { matchAt } from '../lines.ts';
import { type Dialect, endOfQuoted, letterOf, type ReadString } from './literal-value.ts';

const escapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escapePattern = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(\r?\n|[\s\S]))/g;
const prefixed = /([a-zA-Z]{0,2})("""|'''|"|')/y;

export const python: Dialect = {
  name: 'python',
  language: 'Python',
  openings: [{ pattern: /\{/y, close: '}' }],
  separator: /:/y,
  comments: [['#', '\n']],
  has_bare_names: false,
  joins_strings: true,
  words: {
    None: { value: '', printed: 'None' },
    True: { value: 'True', printed: 'True' },
    False: { value: 'False', printed: 'False' },
  },
  readString,
  printNumber,
};

function readString(text: string, at: number): ReadString | undefined {
  const start = matchAt(prefixed, text, at);
  if (start === undefined) return undefined;
  const [, prefix = '', quote = ''] = /^([a-zA-Z]*)(.*)$/.exec(start) ?? [];
  if (!/^(?:[rubf]|rb|br|fr|rf)?$/i.test(prefix)) return undefined;
  const end = endOfQuoted(text, at + start.length, quote);
  if (end === undefined) return undefined;
  const inside = text.slice(at + start.length, end - quote.length);
  const is_raw = /r/i.test(prefix);
  if (/f/i.test(prefix) && inside.includes('{'))
    return { value: inside, end, fault: t`must not be an f-string: its values are not in the text` };
  const value = is_raw || !inside.includes('\\') ? inside : unescaped(inside, /b/i.test(prefix));
  return { value, end };
}

function unescaped(inside: string, is_bytes: boolean): string {
  const value = inside.replace(escapePattern, (whole, hex, short, long, octal, letter) => {
    if (is_bytes && (short ?? long) !== undefined) return whole;
    const digits: string | undefined = hex ?? short ?? long;
    if (digits !== undefined) return letterOf(Number.parseInt(digits, 16));
    if (octal !== undefined) return letterOf(Number.parseInt(octal, 8));
    return letter === '\r\n' ? '' : (escapes[letter] ?? whole);
  });
  return is_bytes ? decodeLossy(Buffer.from(value, 'latin1')) : value;
}

/** `1e3` prints as `1000.0`, `1_000` as `1000`; very large and small ones come in Python's own notation. */
function printNumber(text: string): string {
  const digits = text.replaceAll('_', '').replace(/^\+/, '');
  if (/^-?\d+$/.test(digits)) return digits;
  const value = Number(digits);
  if (Number.isInteger(value) && Math.abs(value) < 1e16 && /[.e]/i.test(digits) && !/^-?0x/i.test(digits))
    return `${value}.0`;
  return Number.isNaN(value) ? digits : String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}
