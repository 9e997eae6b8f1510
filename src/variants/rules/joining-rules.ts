import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, type Deviation, type Evidence, finished } from '../deviation.ts';
import type { Recipe } from '../recipe.ts';

function joined(evidence: Evidence, join: Recipe['join']): Deviation {
  return { step: 'join', evidence, apply: (recipe) => ({ ...recipe, join }) };
}

const separators = ['', ',', '|', '\n', ';', '&&'];
const rarerSeparators = [', ', '\r\n', ' & ', ' ', ':'];
const equals = ['', ':'];
const rarerEquals = [': ', ' = ', '=>', '|', ',', '= '];

function* joinedOtherwise(): Iterable<Deviation> {
  yield* separated(separators, equals);
  yield* valuesOnly(['', '&', ',', '|']);
  yield* joinedWithKey(['|', ',', '&', ';']);
  for (const [open, close] of [
    ['?', ''],
    ['&', ''],
    ['{', '}'],
    ['"', '"'],
  ] as const) {
    yield finished({ id: 'text-around', values: { text: open + close } }, (text) => open + text + close);
  }
}

function* joinedMoreOddly(): Iterable<Deviation> {
  yield* separated(rarerSeparators, rarerEquals);
  yield* valuesOnly(['\n', ';', ':', '-', '_', ' ', '+', '#']);
  yield* joinedWithKey([':', '-', '_', ' ', '+', '#', '.', '/', '\n', '~', '*', '||']);
}

function* separated(between: readonly string[], within: readonly string[]): Iterable<Deviation> {
  const pair = ([name, value]: Parameter) => `${name}=${value}`;
  for (const text of between) {
    yield joined({ id: 'separator', values: { text } }, (given) => given.map(pair).join(text));
  }
  for (const text of within) {
    const write = ([name, value]: Parameter) => `${name}${text}${value}`;
    yield joined({ id: 'equals-sign', values: { text } }, (given) => given.map(write).join('&'));
    yield joined({ id: 'separator', values: { text: '' } }, (given) => given.map(write).join(''));
  }
}

/** The key as one more of them, as payment APIs that sign `a|b|key` want it. */
function* joinedWithKey(between: readonly string[]): Iterable<Deviation> {
  const writers = [([, value]: Parameter) => value, ([name, value]: Parameter) => `${name}=${value}`];
  for (const text of between) {
    for (const [place, write] of writers.entries()) {
      // Pairs and & are a separator that is left at the end, which stands elsewhere.
      if (place === 1 && text === '&') continue;
      const evidence: Evidence = {
        id: place === 0 ? 'values-and-key-joined' : 'pairs-and-key-joined',
        values: { text },
      };
      yield joined(evidence, (given) => given.map((parameter) => write(parameter) + text).join(''));
    }
  }
}

function* valuesOnly(between: readonly string[]): Iterable<Deviation> {
  for (const text of between) {
    yield joined({ id: 'values-only' }, (given) => given.map(([, value]) => value).join(text));
  }
}

export const joiningRules: readonly CauseRule[] = [
  { id: 'joined-otherwise', family: 'joining', deviations: joinedOtherwise, unlikely: joinedMoreOddly },
];
