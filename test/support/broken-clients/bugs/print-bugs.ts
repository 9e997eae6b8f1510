import type { Parameter } from '../../../../src/signature/sign.ts';
import { type Bug, type Change, eachOf, flavours, inRequest, printing } from '../bug.ts';
import { htmlEscapers } from '../languages/html.ts';
import { pythonBytes, pythonRepr } from '../languages/python-repr.ts';

/** A language's word for nothing, where a value is empty. */
const nothing = (word: string): Change =>
  inRequest((client) => ({
    isSigned: (name, value) => (value === '' && name !== 'sign' ? true : client.isSigned(name, value)),
    print: (value, name) => (value === '' ? word : client.print(value, name)),
  }));

/** The same for a store number that is not there at all, and not sent either. */
const missing = (word: string): Change =>
  inRequest((client) =>
    client.given.some(([name]) => name === 'mchid')
      ? undefined
      : { given: [...client.given, ['mchid', word] as const] },
  );

const nested = (print: (text: string) => string): Change =>
  printing((value) => (value.startsWith('{') ? print(value) : value));

const amount = (print: (cents: string) => string): Change =>
  printing((value, name) => (name === 'txamt' && /^\d+$/.test(value) ? print(value) : value));

/** `1.2e3` for 1200, where there are zeros to be saved. */
function exponent(cents: string): string {
  const [digits, power] = [cents.replace(/0+$/, ''), cents.length - 1];
  if (digits === cents || digits === '') return cents;
  return `${digits.replace(/^(.)(.+)$/, '$1.$2')}e${power}`;
}

const javaDouble = (cents: string) =>
  cents.length < 8 ? cents : `${cents[0]}.${cents.slice(1).replace(/0+$/, '') || '0'}E${cents.length - 1}`;

/** Python's repr of what json.loads made of it: of QFPay's nested values, which hold texts only. */
function pythonDict(json: string): string {
  const repr = (value: unknown): string =>
    value !== null && typeof value === 'object'
      ? `{${Object.entries(value)
          .map(([name, item]) => `'${name}': ${repr(item)}`)
          .join(', ')}}`
      : pythonRepr(String(value));
  return repr(JSON.parse(json));
}

const entity = (text: string, name: string, character: string) => text.replaceAll(`&${name}`, character);

const sent = (rewrite: (value: string) => string): Change =>
  inRequest((client) => ({ sent: client.sent.map(([name, value]): Parameter => [name, rewrite(value)]) }));

export const printBugs: readonly Bug[] = [
  ...flavours('printed-by-language', [], {
    'Python None': nothing('None'),
    'Java null': nothing('null'),
    'JS undefined': nothing('undefined'),
    'Go <nil>': nothing('<nil>'),
    'Python: mchid=None that is not sent': missing('None'),
    'JS: mchid=undefined that is not sent': missing('undefined'),
    'Java: mchid=null that is not sent': missing('null'),
    'Python True and False': printing((value) =>
      value === 'true' || value === 'false' ? `${value[0]?.toUpperCase()}${value.slice(1)}` : value,
    ),
    'JS [object Object]': nested(() => '[object Object]'),
    'PHP Array': nested(() => 'Array'),
    'Python dict': nested(pythonDict),
    'Python list, of parse_qs': printing((value) => `[${pythonRepr(value)}]`),
    'Python bytes': printing(pythonBytes),
    'Go %!s(int=100)': amount((cents) => `%!s(int=${cents})`),
    '1e3 for 1000': amount(exponent),
    '1E+3 for 1000, Java BigDecimal': amount((cents) => exponent(cents).replace('e', 'E+')),
    '1.0E7, Java double': amount(javaDouble),
    '2.0260302180500022e+25, JS number': printing((value, name) =>
      name === 'syssn' && /^\d+$/.test(value) ? String(Number(value)) : value,
    ),
    'out_trade_no of 17 digits as a JS number': printing((value, name) =>
      name === 'out_trade_no' && /^\d{17}$/.test(value) ? String(Number(value)) : value,
    ),
  }),
  ...flavours('value-whitespace', [], {
    'all values trimmed': printing((value) => value.trim()),
    'all white space removed': printing((value) => value.replace(/\s+/g, '')),
    'blanks collapsed': printing((value) => value.replace(/ +/g, ' ')),
    'a blank after goods_name': printing((value, name) => (name === 'goods_name' ? `${value} ` : value)),
    'a line feed after auth_code, from a scanner': printing((value, name) =>
      name === 'auth_code' ? `${value}\n` : value,
    ),
    'a blank before out_trade_no': printing((value, name) => (name === 'out_trade_no' ? ` ${value}` : value)),
    'a blank after mchid': printing((value, name) => (name === 'mchid' ? `${value} ` : value)),
  }),
  ...flavours('unicode-normalisation', [], {
    'NFD, from a Mac': printing((value) => value.normalize('NFD')),
    NFKC: printing((value) => value.normalize('NFKC')),
    NFKD: printing((value) => value.normalize('NFKD')),
    'NFC signed, NFD sent': sent((value) => value.normalize('NFD')),
  }),
  ...flavours('slashes-added', [], {
    'PHP addslashes, WordPress': printing((value) => value.replace(/['"\\]/g, '\\$&')),
    'JSON slashes': printing((value) => value.replaceAll('/', '\\/')),
    'sent with slashes, signed without': sent((value) => value.replace(/['"\\]/g, '\\$&')),
  }),
  ...flavours('html-escaped', [], {
    ...eachOf(htmlEscapers, (escaper) => printing(escaper)),
    'sent escaped, signed raw': sent(htmlEscapers['PHP htmlspecialchars']),
    'the whole text, arg_separator &amp;': inRequest((client) => ({
      finish: (text) => client.finish(text).replaceAll('&', '&amp;'),
    })),
    '&notify_url read as ¬ify_url': inRequest((client) => ({
      finish: (text) => entity(client.finish(text), 'not', '¬'),
    })),
  }),
];
