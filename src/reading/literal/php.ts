import { t } from '../../language/t.ts';
import { decodeLossy } from '../json-values.ts';
import { type Dialect, endOfQuoted, letterOf, type ReadString } from './literal-value.ts';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  e: '\x1b',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
};
/** Escapes of bytes that stand beside each other are one text in UTF-8. */
const escapePattern = /((?:\\x[\da-fA-F]{1,2}|\\[0-7]{1,3})+)|\\u\{([\da-fA-F]{1,8})\}|\\([\s\S])/g;

export const php: Dialect = {
  name: 'php',
  language: 'PHP',
  openings: [
    { pattern: /\[/y, close: ']' },
    { pattern: /array\s*\(/iy, close: ')' },
  ],
  separator: /=>/y,
  comments: [
    ['//', '\n'],
    ['#', '\n'],
    ['/*', '*/'],
  ],
  has_bare_names: false,
  joins_strings: false,
  words: {
    null: { value: '', printed: '' },
    NULL: { value: '', printed: '' },
    true: { value: 'true', printed: '1' },
    TRUE: { value: 'TRUE', printed: '1' },
    false: { value: 'false', printed: '' },
    FALSE: { value: 'FALSE', printed: '' },
  },
  readString,
  printNumber,
};

function readString(text: string, at: number): ReadString | undefined {
  const quote = text[at] ?? '';
  if (quote !== "'" && quote !== '"') return undefined;
  const end = endOfQuoted(text, at + 1, quote);
  if (end === undefined) return undefined;
  const inside = text.slice(at + 1, end - 1);
  if (quote === "'") return { value: inside.replace(/\\([\\'])/g, '$1'), end };
  const value = inside.replace(escapePattern, decoded);
  if (!/(?<!\\)(?:\$[a-z_{]|\{\$)/i.test(inside)) return { value, end };
  return { value, end, fault: t`must not hold a $variable in double quotes: its value is not in the text` };
}

function decoded(whole: string, bytes?: string, point?: string, letter = ''): string {
  if (bytes !== undefined) return decodeLossy(Uint8Array.from(bytes.slice(1).split('\\'), byteOf));
  if (point !== undefined) return letterOf(Number.parseInt(point, 16));
  return escapes[letter] ?? whole;
}

function byteOf(digits: string): number {
  return digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 8) & 0xff;
}

/** PHP prints a float with 14 digits, `1.0` as `1`, and what is longer with an exponent. */
function printNumber(text: string): string {
  const digits = text.replaceAll('_', '').replace(/^\+/, '');
  const value = Number(Number(digits).toPrecision(14));
  if (Number.isNaN(value) || (/^-?\d+$/.test(digits) && Math.abs(value) < 2 ** 63)) return digits;
  if (Math.abs(value) < 1e14 && (Math.abs(value) >= 1e-4 || value === 0)) return String(value);
  return value
    .toExponential()
    .replace(/^(-?\d)e/, '$1.0e')
    .toUpperCase();
}
