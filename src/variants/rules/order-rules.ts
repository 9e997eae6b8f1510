import { type Parameter, sortParameters } from '../../signature/canonical-text.ts';
import type { CauseRule, Deviation, Evidence } from '../deviation.ts';
import { inHashMapOrder } from '../hash-map-order.ts';
import { commonNames } from '../known-names.ts';
import type { Recipe } from '../recipe.ts';
import { inSentOrder } from '../sent-order.ts';
import type { SignatureCase } from '../signature-case.ts';

function sorted(evidence: Evidence, sort: Recipe['sort']): Deviation {
  return { step: 'sort', evidence, apply: (recipe) => ({ ...recipe, sort }) };
}

function by(textOf: (parameter: Parameter) => string): Recipe['sort'] {
  return (given) =>
    given
      .map((parameter) => [textOf(parameter), parameter] as const)
      .sort(([a], [b]) => Number(a > b) - Number(a < b))
      .map(([, parameter]) => parameter);
}

function* unsorted({ parameters }: SignatureCase): Iterable<Deviation> {
  const asSent = inSentOrder(parameters);
  yield sorted({ id: 'order-given' }, asSent);
  yield sorted({ id: 'order-descending' }, byDescending);
  yield sorted({ id: 'order-descending' }, (given) => sortParameters(given).reverse());
  yield sorted({ id: 'order-reversed' }, (given) => [...asSent(given)].reverse());
  const byValue = by(([, value]) => value);
  const byPair = by(([name, value]) => `${name}=${value}`);
  yield { ...sorted({ id: 'order-by-value' }, (given) => byValue(asSent(given))), is_by_value: true };
  yield { ...sorted({ id: 'order-by-pair' }, byPair), is_by_value: true };
  yield sorted({ id: 'order-of-hash-map' }, (given) => inHashMapOrder(asSent(given)));
  yield sorted(
    { id: 'order-by-length' },
    by(([name]) => String(name.length).padStart(4, '0') + name),
  );
  const names = new Set(parameters.map(([known]) => known));
  for (const name of commonNames) if (names.has(name)) yield appended(name);
}

function* oneMoved({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const name of new Set(parameters.map(([known]) => known))) {
    yield appended(name);
    const evidence: Evidence = { id: 'order-prepended', values: { name } };
    const first = sorted(evidence, (given) => [
      ...given.filter(([known]) => known === name),
      ...othersSorted(given, name),
    ]);
    yield { ...first, concerns: [name] };
  }
}

function appended(name: string): Deviation {
  const evidence: Evidence = { id: 'order-appended', values: { name } };
  const last = sorted(evidence, (given) => [
    ...othersSorted(given, name),
    ...given.filter(([known]) => known === name),
  ]);
  return { ...last, concerns: [name] };
}

function othersSorted(given: readonly Parameter[], name: string): Parameter[] {
  return sortParameters(given.filter(([known]) => known !== name));
}

/** Of a name that comes twice, the first stays first. */
function byDescending(given: readonly Parameter[]): readonly Parameter[] {
  return [...given].sort(([a], [b]) => Number(a < b) - Number(a > b));
}

/** With `_` before the letters (lower), after them (upper), or passed over, as different languages compare. */
function* caseInsensitive(): Iterable<Deviation> {
  const evidence: Evidence = { id: 'order-without-case' };
  yield sorted(
    evidence,
    by(([name]) => name.toLowerCase()),
  );
  yield sorted(
    evidence,
    by(([name]) => name.toUpperCase()),
  );
  yield sorted({ id: 'order-of-locale' }, (given) => [...given].sort(([a], [b]) => collator().compare(a, b)));
  yield sorted(
    { id: 'order-of-locale' },
    by(([name]) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')),
  );
}

let made: Intl.Collator | undefined;

/** To make one takes longer than all else that is done for one deviation. */
function collator(): Intl.Collator {
  made ??= new Intl.Collator('en');
  return made;
}

export const orderRules: readonly CauseRule[] = [
  { id: 'case-insensitive-sort', family: 'order', deviations: caseInsensitive },
  { id: 'unsorted', family: 'order', deviations: unsorted, unlikely: oneMoved },
];
