import { t } from '../../language/t.ts';
import { type Dialect, endOfQuoted, letterOf, type ReadString } from './literal-value.ts';

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  0: '\0',
  '\n': '',
  '\r\n': '',
};
const escapePattern = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,8})\}|(\r?\n|[\s\S]))/g;

export const js: Dialect = {
  name: 'js',
  language: 'JavaScript',
  openings: [{ pattern: /\{/y, close: '}' }],
  separator: /=>|:/y,
  comments: [
    ['//', '\n'],
    ['/*', '*/'],
  ],
  has_bare_names: true,
  joins_strings: false,
  words: {
    null: { value: '', printed: 'null' },
    undefined: { value: '', printed: 'undefined' },
    true: { value: 'true', printed: 'true' },
    false: { value: 'false', printed: 'false' },
    NaN: { value: 'NaN', printed: 'NaN' },
  },
  readString,
  printNumber: (text) => {
    const value = Number(text.replaceAll('_', '').replace(/n$/, ''));
    return text.endsWith('n') || Number.isNaN(value) ? text.replace(/n$/, '') : String(value);
  },
};

function readString(text: string, at: number): ReadString | undefined {
  const quote = text[at] ?? '';
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined;
  const end = endOfQuoted(text, at + 1, quote);
  if (end === undefined) return undefined;
  const inside = text.slice(at + 1, end - 1);
  if (quote === '`' && inside.includes('${')) {
    return { value: inside, end, fault: t`must not be a template with a placeholder: its values are not in the text` };
  }
  return { value: inside.includes('\\') ? inside.replace(escapePattern, decoded) : inside, end };
}

function decoded(_whole: string, hex?: string, short?: string, long?: string, letter = ''): string {
  const digits = hex ?? short ?? long;
  return digits === undefined ? (escapes[letter] ?? letter) : letterOf(Number.parseInt(digits, 16));
}
