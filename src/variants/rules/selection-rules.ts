import type { Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, type Deviation, type Evidence } from '../deviation.ts';
import { commonNames, optionalNames } from '../known-names.ts';
import type { Recipe } from '../recipe.ts';
import type { SignatureCase } from '../signature-case.ts';

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
    const isZero = ([, value]: Parameter) => pattern.test(value);
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
