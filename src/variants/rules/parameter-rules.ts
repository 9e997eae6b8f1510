import { currencies } from '../../catalog/currencies.ts';
import { payTypes } from '../../catalog/pay-types.ts';
import { isSigned, type Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, changed, type Deviation } from '../deviation.ts';
import type { EvidenceId } from '../evidence-ids.ts';
import { jsonForms } from '../json-forms.ts';
import { requiredNames, usualParameters } from '../known-names.ts';
import type { SignatureCase } from '../signature-case.ts';
import { moreTimeForms, type TimeForm, timeForms } from '../time-forms.ts';

function without(names: readonly string[]): Deviation {
  return {
    step: 'parameter',
    ...(names[0] === undefined ? {} : { name: names[0] }),
    evidence: { id: 'not-signed', values: { name: names.join(', ') } },
    apply: (recipe) => ({ ...recipe, parameters: recipe.parameters.filter(([name]) => !names.includes(name)) }),
  };
}

function signedNames({ parameters, is_checkout }: SignatureCase): string[] {
  const signed = parameters.filter((parameter) => isSigned(parameter, is_checkout));
  return [...new Set(signed.map(([name]) => name))];
}

function* paramMissing(signed: SignatureCase): Iterable<Deviation> {
  const names = signedNames(signed);
  if (names.length > 1) for (const name of names) yield without([name]);
  const optional = names.filter((name) => !requiredNames.includes(name));
  if (optional.length > 1 && optional.length < names.length) yield without(optional);
}

/** More names than this have too many subsets. */
const mostNames = 12;

/** Only some of them were signed. */
function* severalMissing(signed: SignatureCase): Iterable<Deviation> {
  const names = signedNames(signed);
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

function* paramChanged({ parameters, mchids = [] }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters.filter(([, sent]) => sent !== '')) {
    yield* times(name, timeForms(value), value);
    if (isStore(name)) yield* replaced(name, mchids, 'value-other', value);
    if (/\d{13}$/.test(value)) yield* replaced(name, counted(value, 1), 'value-other', value);
    yield* replaced(name, value.length > longestCode ? addresses(value) : letters(value), 'value-letters', value);
    if (/^\s*[[{]/.test(value)) yield* replaced(name, jsonForms(value), 'json-rewritten', value);
  }
  yield otherNames('names-camel', (name) => name.replaceAll(/_(\w)/g, (_whole, letter) => letter.toUpperCase()));
  yield otherNames('names-lower', (name) => name.toLowerCase());
  yield otherNames('names-upper', (name) => name.toUpperCase());
}

/** Such as a currency or a store number, which somebody may have in capitals. */
const longestCode = 16;

function isStore(name: string): boolean {
  return name === 'mchid' || name === 'mchntid';
}

function letters(value: string): string[] {
  return [value.toLowerCase(), value.toUpperCase()];
}

function addresses(value: string): string[] {
  if (!/^https?:/.test(value)) return [];
  return [value.replace(/^http:/, 'https:'), value.replace(/^https:/, 'http:'), value.replace(/\/$/, ''), `${value}/`];
}

function* times(name: string, forms: readonly TimeForm[], sent: string): Iterable<Deviation> {
  for (const { how, text } of forms) yield changed(name, text, `time-${how}`, sent);
}

function* replaced(name: string, forms: readonly string[], id: EvidenceId, sent: string): Iterable<Deviation> {
  for (const form of new Set(forms)) if (form !== sent) yield changed(name, form, id, sent);
}

/** Values that were made twice, or mixed up with another one of their kind. */
function* moreChanges({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters.filter(([, sent]) => sent !== '')) {
    const forms = [
      ...letters(value),
      ...(name === 'txcurrcd' ? currencies.map(({ code }) => code) : []),
      ...(name === 'pay_type' ? payTypes.map(({ code }) => code) : []),
      ...(/\d{3}$/.test(value) ? counted(value, 1_000) : []),
      ...(value.length > longestCode ? cut(value) : []),
    ];
    yield* replaced(name, forms, 'value-other', value);
    if (/dtm|time/i.test(name)) yield* times(name, moreTimeForms(value), value);
  }
}

/** A number that was made once for the signature and once for the request: a counter, or a clock in milliseconds. */
function counted(value: string, most: number): string[] {
  const [, head = '', tail = ''] = /^(.*?)(\d{1,15})$/.exec(value) ?? [];
  const forms: string[] = [];
  for (let away = 1; away <= most; away++) {
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
  { id: 'param-missing', family: 'selection', deviations: paramMissing, unlikely: severalMissing },
  { id: 'param-extra', family: 'selection', deviations: paramExtra },
  { id: 'param-changed', family: 'values', deviations: paramChanged, unlikely: moreChanges },
];
