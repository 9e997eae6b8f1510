import type { HashName } from '../../signature/hasher.ts';
import { type Parameter, sortParameters } from '../../signature/sign.ts';
import { added, type CauseRule, type Deviation, type Evidence, finished } from '../deviation.ts';
import { commonNames, optionalNames } from '../known-names.ts';
import type { Recipe, TakeDigest } from '../recipe.ts';
import { inSentOrder } from '../sent-order.ts';
import type { SignatureCase } from '../signature-case.ts';

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

function taken(evidence: Evidence, take: TakeDigest): Deviation {
  return { step: 'take', evidence, apply: (recipe) => ({ ...recipe, take }) };
}

function* hmac(): Iterable<Deviation> {
  yield taken({ id: 'hmac-of-text' }, ({ hash, key, content }, hasher) => hasher.hmac(hash, key, [content]));
  yield taken({ id: 'hmac-of-key' }, ({ hash, key, content }, hasher) => hasher.hmac(hash, content, [key]));
  yield taken({ id: 'hmac-of-text-and-key' }, ({ hash, key, parts }, hasher) => hasher.hmac(hash, key, parts));
}

const inner: readonly HashName[] = ['MD5', 'SHA256', 'SHA1'];
const cases = [(hex: string) => hex, (hex: string) => hex.toUpperCase()];

function* doubleHash(): Iterable<Deviation> {
  for (const name of inner) {
    const evidence: Evidence = { id: 'hash-of-hash', values: { hash: name } };
    for (const write of cases) {
      yield taken(evidence, ({ hash, parts }, hasher) => hasher.hash(hash, [write(hasher.hash(name, parts))]));
      yield taken(evidence, ({ hash, content, key }, hasher) =>
        hasher.hash(hash, [write(hasher.hash(name, [content])), key]),
      );
      yield taken({ id: 'hash-of-key', values: { hash: name } }, ({ hash, content, key }, hasher) =>
        hasher.hash(hash, [content, write(hasher.hash(name, [key]))]),
      );
    }
    yield taken(evidence, ({ hash, parts }, hasher) =>
      hasher.hash(hash, [Buffer.from(hasher.hash(name, parts), 'hex')]),
    );
  }
}

export const hashRules: readonly CauseRule[] = [
  { id: 'hmac', family: 'hash', deviations: hmac },
  { id: 'double-hash', family: 'hash', deviations: doubleHash },
];

function selected(evidence: Evidence, select: (chosen: Recipe['select']) => Recipe['select']): Deviation {
  return { step: 'select', evidence, apply: (recipe) => ({ ...recipe, select: select(recipe.select) }) };
}

function namesOf(parameters: readonly Parameter[], holds: (parameter: Parameter) => boolean): string[] {
  return [...new Set(parameters.filter(holds).map(([name]) => name))];
}

function isEmpty([name, value]: Parameter): boolean {
  return value === '' && name !== 'sign';
}

/** All that came without a value, one of them, or one that was dropped only after it was signed. */
function* includesEmpty({ parameters }: SignatureCase): Iterable<Deviation> {
  const empty = namesOf(parameters, isEmpty);
  if (empty.length > 0) {
    yield selected({ id: 'empty-signed', values: { name: empty.join(', ') } }, (select) => (given) => [
      ...select(given),
      ...given.filter(isEmpty),
    ]);
  }
  for (const name of empty.length > 1 ? empty : []) yield added(name, '', { id: 'empty-signed', values: { name } });
  yield* unsentEmpty(parameters, commonNames);
}

function* includesMoreEmpty({ parameters }: SignatureCase): Iterable<Deviation> {
  yield* unsentEmpty(parameters, optionalNames);
}

function* unsentEmpty(parameters: readonly Parameter[], names: readonly string[]): Iterable<Deviation> {
  for (const name of names) {
    if (parameters.some(([known]) => known === name)) continue;
    yield added(name, '', { id: 'empty-signed-unsent', values: { name } });
  }
}

/** PHP's `empty('0')` and JavaScript's `if (value)` drop a zero. */
function* excludesZero({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const pattern of [/^0$/, /^(0+|0*\.0+|0+\.0*)$/, /^(0+|0*\.0+|0+\.0*|false)$/i]) {
    const isZero = ([, value]: Parameter) => '0.fF'.includes(value.slice(0, 1)) && pattern.test(value);
    const zeros = namesOf(parameters, isZero);
    if (zeros.length === 0) continue;
    const evidence: Evidence = { id: 'zero-left-out', values: { name: zeros.join(', ') } };
    const rest = selected(evidence, (select) => (given) => select(given).filter((parameter) => !isZero(parameter)));
    yield { ...rest, is_by_value: true };
  }
}

function* includesSignField({ parameters, is_checkout }: SignatureCase): Iterable<Deviation> {
  const names = is_checkout ? ['sign'] : ['sign', 'sign_type'];
  for (const name of names.filter((wanted) => parameters.some(([known]) => known === wanted))) {
    yield selected({ id: 'sign-field-signed', values: { name } }, (select) => (given) => [
      ...select(given),
      ...given.filter(([known]) => known === name),
    ]);
  }
  for (const name of ['sign', 'X-QF-SIGN']) yield added(name, '', { id: 'sign-field-signed', values: { name } });
  if (is_checkout) return;
  for (const name of ['sign_type', 'signtype', 'X-QF-SIGNTYPE']) {
    for (const value of ['SHA256', 'sha256', 'MD5', 'md5', '']) {
      yield added(name, value, { id: 'sign-field-signed', values: { name: `${name}=${value}` } });
    }
  }
}

export const selectionRules: readonly CauseRule[] = [
  { id: 'includes-empty', family: 'selection', deviations: includesEmpty, unlikely: includesMoreEmpty },
  { id: 'excludes-zero', family: 'selection', deviations: excludesZero },
  { id: 'includes-sign-field', family: 'selection', deviations: includesSignField },
];

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
  yield sorted({ id: 'order-of-locale' }, byLocale);
  yield sorted(
    { id: 'order-of-locale' },
    by(([name]) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')),
  );
}

let made: Intl.Collator | undefined;

/**
 * As a locale compares them. Of names in small letters, which most are, it is known that `_` comes before the digits, and to make
 * a collator takes as long as to try all other likely deviations.
 */
function byLocale(given: readonly Parameter[]): readonly Parameter[] {
  if (given.every(([name]) => /^[a-z\d_]*$/.test(name))) return by(([name]) => name.replaceAll('_', '!'))(given);
  made ??= new Intl.Collator('en');
  const { compare } = made;
  return [...given].sort(([a], [b]) => compare(a, b));
}

export const orderRules: readonly CauseRule[] = [
  { id: 'case-insensitive-sort', family: 'order', deviations: caseInsensitive },
  { id: 'unsorted', family: 'order', deviations: unsorted, unlikely: oneMoved },
];

/**
 * The order in which a Java HashMap gives back what was put in one by one: by the bucket of the name's hash code. A map that
 * grew with its entries has buckets for at least four thirds of them.
 */
export function inHashMapOrder(parameters: readonly Parameter[]): readonly Parameter[] {
  let buckets = 16;
  while (parameters.length > buckets * 0.75) buckets *= 2;
  return parameters
    .map((parameter) => ({ parameter, bucket: spreadHash(parameter[0]) & (buckets - 1) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ parameter }) => parameter);
}

/** Java's `String.hashCode`, its upper half mixed into the lower, as HashMap does. */
function spreadHash(name: string): number {
  let hash = 0;
  for (let place = 0; place < name.length; place++) hash = (Math.imul(hash, 31) + name.charCodeAt(place)) | 0;
  return hash ^ (hash >>> 16);
}
