import type { Parameter } from '../../../../src/signature/sign.ts';
import { type Bug, type Change, flavours, inRequest } from '../bug.ts';
import { compareBytes } from '../client.ts';
import { hashMapOrder } from '../languages/java-map.ts';

const ordered = (order: (parameters: readonly Parameter[]) => readonly Parameter[]): Change =>
  inRequest(() => ({ order }));

const byName = (compare: (a: string, b: string) => number): Change =>
  ordered((parameters) => parameters.toSorted(([a], [b]) => compare(a, b)));

const compareTexts = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const folded = (fold: (name: string) => string) => (a: string, b: string) => compareTexts(fold(a), fold(b));
const collator = new Intl.Collator('en');

/** As `sort` does in the locale en_US: marks count only where all else is equal. */
const wordSort = (a: string, b: string) =>
  collator.compare(a.replaceAll('_', ''), b.replaceAll('_', '')) || compareBytes(a, b);

function byHash(parameters: readonly Parameter[]): Parameter[] {
  const places = new Map(hashMapOrder(parameters.map(([name]) => name)).map((name, place) => [name, place]));
  return parameters.toSorted(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

const finished = (finish: (text: string) => string): Change =>
  inRequest((client) => ({ finish: (text) => finish(client.finish(text)) }));

export const orderBugs: readonly Bug[] = [
  ...flavours('unsorted', ['order'], {
    'as they were sent': ordered((parameters) => parameters),
    'backwards, krsort': byName((a, b) => compareBytes(b, a)),
    'by value, asort': ordered((parameters) => parameters.toSorted(([, a], [, b]) => compareBytes(a, b))),
    'by name=value': ordered((parameters) =>
      parameters.toSorted((a, b) => compareBytes(`${a[0]}=${a[1]}`, `${b[0]}=${b[1]}`)),
    ),
    'as a Java HashMap gives them': ordered(byHash),
  }),
  ...flavours('case-insensitive-sort', ['order'], {
    'lower-cased names': byName(folded((name) => name.toLowerCase())),
    'upper-cased names, .NET OrdinalIgnoreCase, MySQL': byName(folded((name) => name.toUpperCase())),
    'JS localeCompare': byName((a, b) => a.localeCompare(b, 'en')),
    'sort in the locale en_US': byName(wordSort),
  }),
  ...flavours('trailing-separator', ['join'], {
    '& after the last value': finished((text) => `${text}&`),
    '& on both sides': finished((text) => `&${text}&`),
  }),
  ...flavours('joined-otherwise', ['join'], {
    '& before the first name': finished((text) => `&${text}`),
    '? before the first name': finished((text) => `?${text}`),
  }),
];
