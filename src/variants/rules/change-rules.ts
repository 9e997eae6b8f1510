import { currencies } from '../../catalog/currencies.ts';
import { payTypes } from '../../catalog/pay-types.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, changed, type Deviation } from '../deviation.ts';
import type { EvidenceId } from '../evidence-ids.ts';
import { jsonForms } from '../json-forms.ts';
import type { SignatureCase } from '../signature-case.ts';
import { moreTimeForms, type TimeForm, timeForms } from '../time-forms.ts';

function* paramChanged({ parameters, mchids = [] }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters.filter(([, sent]) => sent !== '')) {
    yield* times(name, timeForms(value), value);
    if (isStore(name)) yield* replaced(name, mchids, 'value-other', value);
    if (/\d{13}$/.test(value)) yield* replaced(name, counted(value, 1), 'value-other', value);
    yield* replaced(name, value.length > longestCode ? addresses(value) : letters(value), 'value-letters', value);
    if (/^\s*[[{]/.test(value)) yield* replaced(name, jsonForms(value), 'json-rewritten', value);
  }
}

/** Those that are sent are QFPay's. Where those that are signed are, it is the sending that is wrong, which is seen before. */
function* namesChanged(): Iterable<Deviation> {
  yield otherNames('names-camel', camel);
  yield otherNames('names-pascal', (name) => camel(name).replace(/^./, (letter) => letter.toUpperCase()));
  yield otherNames('names-lower', (name) => name.toLowerCase());
  yield otherNames('names-upper', (name) => name.toUpperCase());
  yield otherNames('names-dashed', (name) => name.replaceAll('_', '-'));
}

function camel(name: string): string {
  return name.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
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

function otherNames(
  id: 'names-camel' | 'names-pascal' | 'names-lower' | 'names-upper' | 'names-dashed',
  rename: (name: string) => string,
): Deviation {
  return {
    step: 'parameter',
    evidence: { id },
    apply: (recipe) => ({
      ...recipe,
      parameters: recipe.parameters.map(([name, value]): Parameter => [rename(name), value]),
    }),
  };
}

export const changeRules: readonly CauseRule[] = [
  { id: 'names-changed', family: 'values', deviations: namesChanged },
  { id: 'param-changed', family: 'values', deviations: paramChanged, unlikely: moreChanges },
];
