import { isSigned, type Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, type Deviation } from '../deviation.ts';
import { canBeParameter, requiredNames, usualParameters } from '../known-names.ts';
import type { SignatureCase } from '../signature-case.ts';

function without(names: readonly string[]): Deviation {
  const left_out = new Set(names);
  return {
    step: 'parameter',
    ...(names[0] === undefined ? {} : { name: names[0] }),
    evidence: { id: 'not-signed', values: { name: names.join(', ') } },
    concerns: names,
    apply: (recipe) => ({ ...recipe, parameters: recipe.parameters.filter(([name]) => !left_out.has(name)) }),
  };
}

function signedNames({ parameters, is_checkout }: SignatureCase): string[] {
  const signed = parameters.filter((parameter) => isSigned(parameter, is_checkout));
  return [...new Set(signed.map(([name]) => name))];
}

function* paramMissing(signed: SignatureCase): Iterable<Deviation> {
  const all = signedNames(signed);
  const names = all.filter(canBeParameter);
  if (all.length > 1) for (const name of names) yield without([name]);
  const optional = names.filter((name) => !requiredNames.includes(name));
  if (optional.length > 1 && optional.length < all.length) yield without(optional);
}

/** More names than this have too many subsets. */
const mostNames = 12;

/** Only some of them were signed. */
function* severalMissing(signed: SignatureCase): Iterable<Deviation> {
  const names = signedNames(signed).filter(canBeParameter);
  if (names.length > mostNames) return;
  for (let mask = 1; mask < 2 ** names.length - 1; mask++) {
    const left_out = names.filter((_name, place) => mask & (1 << place));
    if (left_out.length > 1) yield without(left_out);
  }
}

const appCodeNames = ['appcode', 'app_code', 'X-QF-APPCODE', 'code', 'appid', 'app_id', 'mchntid'];

/** What may have been signed without being sent. Only values that are known can be tried. */
function* paramExtra(signed: SignatureCase): Iterable<Deviation> {
  const { parameters, app_code, mchids = [] } = signed;
  const extra: Parameter[] = [
    ...mchids.flatMap((mchid): Parameter[] => [
      ['mchid', mchid],
      ['mchntid', mchid],
    ]),
    ...(app_code ? appCodeNames.map((name): Parameter => [name, app_code]) : []),
    ...usualParameters,
  ];
  for (const [name, value] of extra) {
    if (parameters.some(([known, sent]) => known === name && sent !== '')) continue;
    yield added(name, value, { id: 'signed-unsent', values: { name, signed: value } });
  }
}

export const parameterRules: readonly CauseRule[] = [
  { id: 'param-missing', family: 'selection', deviations: paramMissing, unlikely: severalMissing },
  { id: 'param-extra', family: 'selection', deviations: paramExtra },
];
