/** How a language's library writes JSON. */
export interface JsonStyle {
  readonly between: ',' | ', ';
  readonly colon: ':' | ': ';
  /** What it does to a text that JavaScript has quoted, which escapes no more than it must. */
  readonly write?: (quoted: string) => string;
  readonly order?: (a: string, b: string) => number;
  /** Spaces a level, each value on a line of its own. */
  readonly indent?: number;
}

function unit(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const ascii = (quoted: string) => quoted.replaceAll(/[\x7f-\uffff]/g, unit);
const slashes = (quoted: string) => quoted.replaceAll('/', '\\/');
const php = (quoted: string) => slashes(ascii(quoted));
const go = (quoted: string) => quoted.replaceAll(/[<>&\u2028\u2029]/g, unit);
const gson = (quoted: string) => quoted.replaceAll(/[<>&='\u2028\u2029]/g, unit);

function dotNet(quoted: string): string {
  const text = quoted.slice(1, -1).replaceAll('\\"', '\\u0022');
  return `"${text.replaceAll(/[\x7f-\uffff<>&'+`]/g, (letter) => `\\u${unit(letter).slice(2).toUpperCase()}`)}"`;
}

const byName = (a: string, b: string) => Number(a > b) - Number(a < b);
const byLength = (a: string, b: string) => a.length - b.length || byName(a, b);

const compact = { between: ',', colon: ':' } as const;
const spaced = { between: ', ', colon: ': ' } as const;
const lines = (indent: number) => ({ between: ',', colon: ': ', indent }) as const;

/** JavaScript, Python, PHP, Go, Gson, .NET: those that a client most likely has. Jackson and fastjson write as JavaScript. */
export const commonStyles: readonly JsonStyle[] = [
  compact,
  { ...spaced, write: ascii },
  spaced,
  { ...compact, write: php },
  { ...compact, write: slashes },
  { ...compact, order: byName, write: go },
  { ...compact, write: gson },
  { ...compact, write: dotNet },
  { ...compact, write: ascii },
  { ...spaced, order: byName, write: ascii },
  lines(2),
  { ...lines(4), write: php },
];

export const rarerStyles: readonly JsonStyle[] = [
  { ...compact, write: go },
  { ...compact, order: byName },
  { ...compact, order: byName, write: ascii },
  { ...compact, order: byName, write: php },
  { ...compact, order: byName, write: slashes },
  { ...spaced, order: byName },
  { ...spaced, order: byLength },
  { ...spaced, write: php },
  { ...spaced, write: slashes },
  { ...lines(2), write: ascii },
  lines(4),
  { ...lines(4), write: ascii },
  { ...lines(4), write: slashes },
  ...[2, 4].flatMap((indent) => [
    { ...lines(indent), order: byName },
    { ...lines(indent), order: byName, write: ascii },
  ]),
];
