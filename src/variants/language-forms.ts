import { isLosslessNumber, parse } from 'lossless-json';

/** As Python 3 prints a text inside a list or dictionary: in double quotes only around a single one. */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll(/[\\\n\r\t]/g, (letter) => pythonEscapes[letter] ?? letter);
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

const pythonEscapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** As `str(b'…')`. */
export function pythonBytes(text: string): string {
  const bytes = pythonRepr(Buffer.from(text).toString('latin1'));
  return `b${bytes.replaceAll(/[\x7f-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`)}`;
}

/** As Python prints what it has read from JSON; undefined of what is none. */
export function pythonOf(json: string): string | undefined {
  try {
    return pythonValue(parse(json));
  } catch {
    return undefined;
  }
}

function pythonValue(value: unknown): string {
  if (typeof value === 'string') return pythonRepr(value);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`;
  if (typeof value !== 'object' || isLosslessNumber(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${pythonRepr(name)}: ${pythonValue(member)}`);
  return `{${members.join(', ')}}`;
}

/** As Java prints a map. */
function javaMap(json: string): string {
  return json.replaceAll('"', '').replaceAll(/:\s*/g, '=').replaceAll(/,\s*/g, ', ');
}

export function isNested(value: string): boolean {
  return (value.includes('[') || value.includes('{')) && /^\s*[[{]/.test(value);
}

const nested = (print: (json: string) => string) => (value: string) => (isNested(value) ? print(value) : value);
const booleans = (words: Readonly<Record<string, string>>) => (value: string) =>
  new Map(Object.entries(words)).get(value) ?? value;

/** What a language makes of every value of a kind. */
export const printedAll: readonly (readonly [how: string, print: (value: string) => string])[] = [
  ['"…"', (value) => `"${value}"`],
  ["'…'", (value) => `'${value}'`],
  ["b'…'", pythonBytes],
  ["['…']", (value) => `[${pythonRepr(value)}]`],
  ['["…"]', (value) => `["${value}"]`],
  ['[…]', (value) => `[${value}]`],
  ['True, False', booleans({ true: 'True', false: 'False' })],
  ['1, 0', booleans({ true: '1', false: '0' })],
  ['[object Object]', nested(() => '[object Object]')],
  ['Array', nested(() => 'Array')],
  ["{'…': …}", nested((json) => pythonOf(json) ?? json)],
  ['{…=…}', nested(javaMap)],
];

/** What a language makes of one value; of a number, where it is money or more than a float holds, or where all are wanted. */
export function languageForms(value: string, is_number: boolean): string[] {
  const forms = [
    ...(is_number || isBeyondFloat(value) ? exponentForms(value) : []),
    ...(booleanForms.get(value.toLowerCase()) ?? []),
    ...(isNested(value) ? ['[object Object]', 'Array', 'Object', value.replaceAll('"', "'"), javaMap(value)] : []),
  ];
  return [...new Set(forms)].filter((form) => form !== value);
}

function isBeyondFloat(value: string): boolean {
  return value.length > 15 && beginsAsNumber(value) && /^\d{16,}$/.test(value);
}

/** A map, since a value may be a word like `constructor`, which every object has. */
const booleanForms: ReadonlyMap<string, readonly string[]> = new Map([
  ['true', ['True', 'true', 'TRUE', '1', 'yes']],
  ['false', ['False', 'false', 'FALSE', '0', 'no']],
  ['1', ['true', 'True']],
  ['0', ['false', 'False', 'null', 'None', 'undefined']],
]);

/** What Go's fmt writes where verb and value do not fit. */
export function goForms(value: string): string[] {
  if (!beginsAsNumber(value) || !/^-?\d+(\.\d+)?$/.test(value)) return [`%!d(string=${value})`];
  return ['int', 'int64', 'float64', 'int32', 'uint64'].map((type) => `%!s(${type}=${value})`);
}

/** Of most values this is all that has to be asked: a pattern is compiled anew for the first text beyond Latin-1 that it sees. */
export function beginsAsNumber(value: string): boolean {
  const [first = ''] = value;
  return (first >= '0' && first <= '9') || first === '+' || first === '-';
}

/** A number as it may have been written for the signature, in place of how it was sent. */
export function numberForms(sent: string): string[] {
  if (!beginsAsNumber(sent) || !/^[+-]?\d{1,15}(\.\d+)?$/.test(sent)) return [];
  const [whole = '', decimals] = sent.split('.');
  const value = Number(sent);
  const forms = [
    `${whole}.0`,
    `${whole}.00`,
    grouped(whole),
    `${grouped(whole)}.00`,
    String(value),
    value.toFixed(2),
    value.toFixed(1),
    `+${whole}`,
    `0${whole}`,
    `-${whole}`,
    whole.padStart(12, '0'),
    `${whole}.`,
  ];
  return without(decimals === undefined ? forms : [...forms, whole, sent.replace('.', '')], sent);
}

/** Cents written as major units, and the other way. */
export function amountForms(sent: string): string[] {
  if (!/^\d{1,11}(\.\d{1,2})?$/.test(sent)) return [];
  const value = Number(sent);
  const major = value / 100;
  const minor = Math.round(value * 100);
  return without([major.toFixed(2), String(major), major.toFixed(1), grouped(major.toFixed(2)), String(minor)], sent);
}

/** As programming languages print a large number, or one that was a float. */
function exponentForms(sent: string): string[] {
  if (!/^\d+$/.test(sent)) return [];
  const value = Number(sent);
  const [digits = '', power = '0'] = value.toExponential().split('e+');
  const padded = power.padStart(2, '0');
  const forms = [
    `${digits}e${power}`,
    `${digits}E${power}`,
    `${digits}e+${power}`,
    `${digits}E+${power}`,
    `${digits}e+${padded}`,
    `${digits}E+${padded}`,
    `${digits.includes('.') ? digits : `${digits}.0`}E${power}`,
    `${digits.includes('.') ? digits : `${digits}.0`}e+${padded}`,
    `${value.toExponential(6).split('e')[0]}e+${padded}`,
    `${value.toExponential(5).split('e')[0]}E+${padded}`,
    sent.length > 15 ? String(value) : sent,
    sent.length > 15 ? BigInt(value).toString() : sent,
    sent.length > 15 ? sent.slice(0, 15).padEnd(sent.length, '0') : sent,
  ];
  return without(forms, sent);
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function without(forms: readonly string[], sent: string): string[] {
  return [...new Set(forms)].filter((form) => form !== sent && form !== 'NaN');
}
