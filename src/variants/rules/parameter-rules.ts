import { currencies } from '../../catalog/currencies.ts';
import { payTypes } from '../../catalog/pay-types.ts';
import { isSigned, type Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, changed, type Deviation, rare } from '../deviation.ts';
import { jsonForms } from '../json-forms.ts';
import { usualParameters } from '../known-names.ts';
import type { SignatureCase } from '../signature-case.ts';
import { moreTimeForms, type TimeForm, timeForms } from '../time-forms.ts';

function without(names: readonly string[]): Deviation {
  return {
    step: 'parameter',
    ...(names.length === 1 && names[0] !== undefined ? { name: names[0] } : { is_rare: true }),
    evidence: { id: 'not-signed', values: { name: names.join(', ') } },
    apply: (recipe) => ({ ...recipe, parameters: recipe.parameters.filter(([name]) => !names.includes(name)) }),
  };
}

/** More names than this have too many subsets. */
const mostNames = 12;

/** One parameter was not signed; or only some of them were. */
function* paramMissing({ parameters, is_checkout }: SignatureCase): Iterable<Deviation> {
  const signed = parameters.filter((parameter) => isSigned(parameter, is_checkout));
  const names = [...new Set(signed.map(([name]) => name))];
  if (names.length > 1) for (const name of names) yield without([name]);
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

function* paramChanged(signed: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of signed.parameters.filter(([, sent]) => sent !== '')) {
    yield* times(name, timeForms(value), value);
    yield* otherLetters([name, value]);
    if (/^\s*[[{]/.test(value)) for (const form of jsonForms(value)) yield changed(name, form, 'json-rewritten', value);
    yield* rareChanges(name, value, signed);
  }
  yield otherNames('names-camel', (name) => name.replaceAll(/_(\w)/g, (_whole, letter) => letter.toUpperCase()));
  yield otherNames('names-lower', (name) => name.toLowerCase());
  yield otherNames('names-upper', (name) => name.toUpperCase());
}

function* times(name: string, forms: readonly TimeForm[], sent: string): Iterable<Deviation> {
  for (const { how, text } of forms) yield changed(name, text, `time-${how}`, sent);
}

/** Such as a currency or a store number, which somebody may have in capitals. */
const longestCode = 16;

function* otherLetters([name, value]: Parameter): Iterable<Deviation> {
  const forms = [value.toLowerCase(), value.toUpperCase()];
  if (/^https?:/.test(value)) {
    forms.push(
      value.replace(/^http:/, 'https:'),
      value.replace(/^https:/, 'http:'),
      value.replace(/\/$/, ''),
      `${value}/`,
    );
  }
  for (const form of new Set(forms)) {
    const deviation = changed(name, form, 'value-letters', value);
    if (form !== value) yield value.length <= longestCode ? deviation : rare(deviation);
  }
}

/** Each alone is unlikely, and there are many. */
function* rareChanges(name: string, value: string, { mchids = [] }: SignatureCase): Iterable<Deviation> {
  const forms = [
    ...(name === 'mchid' || name === 'mchntid' ? mchids : []),
    ...(name === 'txcurrcd' ? currencies.map(({ code }) => code) : []),
    ...(name === 'pay_type' ? payTypes.map(({ code }) => code) : []),
    ...(/^.*\d{3,}$/.test(value) ? counted(value) : []),
    ...(value.length > 16 ? cut(value) : []),
  ];
  for (const form of new Set(forms)) {
    if (form !== value) yield rare(changed(name, form, 'value-other', value));
  }
  const more = /dtm|time/i.test(name) ? moreTimeForms(value) : [];
  for (const deviation of times(name, more, value)) yield rare(deviation);
}

/** A number that was made once for the signature and once for the request: a counter, or a clock in milliseconds. */
function counted(value: string): string[] {
  const [, head = '', tail = ''] = /^(.*?)(\d{1,15})$/.exec(value) ?? [];
  const forms: string[] = [];
  for (let away = 1; away <= 1_000; away++) {
    for (const number of [Number(tail) - away, Number(tail) + away]) {
      if (number >= 0) forms.push(head + String(number).padStart(tail.length, '0'));
    }
  }
  return forms;
}

function cut(value: string): string[] {
  return Array.from({ length: value.length - 1 }, (_, length) => value.slice(0, length + 1));
}

function otherNames(id: 'names-camel' | 'names-lower' | 'names-upper', rename: (name: string) => string): Deviation {
  return {
    step: 'parameter',
    evidence: { id },
    apply: (recipe) => ({
      ...recipe,
      parameters: recipe.parameters.map(([name, value]): Parameter => [rename(name), value]),
    }),
  };
}

export const parameterRules: readonly CauseRule[] = [
  { id: 'param-missing', family: 'selection', deviations: paramMissing },
  { id: 'param-extra', family: 'selection', deviations: paramExtra },
  { id: 'param-changed', family: 'values', deviations: paramChanged },
];
