import type { Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, changed, type Deviation, printed, rare } from '../deviation.ts';
import { commonNames, optionalNames } from '../known-names.ts';
import { amountForms, exponentForms, numberForms } from '../number-forms.ts';
import type { SignatureCase } from '../signature-case.ts';

const spaces = [' ', '\n', '\t', '\r\n', '\u00a0', '\u200b', '\u3000'];

function* valueWhitespace({ parameters }: SignatureCase): Iterable<Deviation> {
  yield printed('values-trimmed', (value) => value.trim());
  for (const [name, value] of parameters) {
    if (value === '') continue;
    const common = [value.trim(), `${value} `, `${value}\n`, ` ${value}`].filter((form) => form !== value);
    for (const form of new Set(common)) yield changed(name, form, 'value-space', value);
    for (const form of new Set(otherSpaces(value))) {
      if (form !== value && !common.includes(form)) yield rare(changed(name, form, 'value-space', value));
    }
  }
}

function otherSpaces(value: string): string[] {
  return [
    value.trimStart(),
    value.trimEnd(),
    value.replaceAll(/\s+/g, ' '),
    value.replaceAll(/\s+/g, ''),
    value.replaceAll(/[\s\u200b-\u200f\u2060\ufeff]+/g, ''),
    ...spaces.flatMap((space) => [value + space, space + value]),
  ];
}

/** Of the forms of a number. */
const commonNumbers = 3;

function* numberFormat({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters) {
    if (/amt|amount|fee|price|total/i.test(name)) {
      for (const form of amountForms(value)) yield changed(name, form, 'amount-units', value);
    }
    for (const [place, form] of numberForms(value).entries()) {
      const deviation = changed(name, form, 'number-form', value);
      yield place < commonNumbers ? deviation : rare(deviation);
    }
  }
}

const nothing = ['None', 'null', 'undefined', 'NULL', 'nil', 'NaN', '<nil>', 'Null', '[]', '{}', 'false', 'False', '0'];

function* printedByLanguage(signed: SignatureCase): Iterable<Deviation> {
  yield* printedNothing(signed);
  for (const [how, print] of allPrinted) {
    yield { ...printed('values-printed', print), evidence: { id: 'values-printed', values: { how } } };
  }
  for (const [name, value] of signed.parameters) {
    for (const form of languageForms(value)) yield changed(name, form, 'value-printed', value);
    for (const [, print] of value === '' ? [] : allPrinted) {
      yield rare(changed(name, print(value), 'value-printed', value));
    }
  }
}

/** What has no value is dropped from the request, and yet its missing value was signed. */
function* printedNothing({ parameters }: SignatureCase): Iterable<Deviation> {
  const unsent = optionalNames.filter((name) => !parameters.some(([known]) => known === name));
  for (const text of nothing) {
    const values = { signed: text };
    for (const [name, value] of parameters.filter(([, known]) => known === '')) {
      yield changed(name, text, 'value-printed', value);
    }
    yield { ...printedEmpty(text), evidence: { id: 'empty-printed', values } };
  }
  for (const name of unsent) {
    for (const text of nothing.slice(0, 6)) {
      const deviation = added(name, text, { id: 'unsent-printed', values: { name, signed: text } });
      yield commonNames.includes(name) ? deviation : rare(deviation);
    }
  }
}

/** Every value that is empty. */
function printedEmpty(text: string): Deviation {
  return {
    step: 'parameter',
    evidence: { id: 'empty-printed' },
    apply: (recipe) => ({ ...recipe, parameters: recipe.parameters.map((given) => filled(given, text)) }),
  };
}

function filled([name, value]: Parameter, text: string): Parameter {
  return [name, value === '' && name !== 'sign' ? text : value];
}

const allPrinted: readonly (readonly [string, (value: string) => string])[] = [
  ['"…"', (value) => `"${value}"`],
  ["'…'", (value) => `'${value}'`],
  ["b'…'", (value) => `b'${value}'`],
  ["['…']", (value) => `['${value}']`],
  ['["…"]', (value) => `["${value}"]`],
  ['[…]', (value) => `[${value}]`],
];

function languageForms(value: string): string[] {
  if (value === '') return [];
  const is_nested = /^\s*[[{]/.test(value);
  const forms = [
    ...exponentForms(value),
    ...(booleans[value.toLowerCase()] ?? []),
    ...(is_nested ? ['[object Object]', 'Array', 'Object', value.replaceAll('"', "'"), asMap(value)] : []),
  ];
  return [...new Set(forms)].filter((form) => form !== value);
}

const booleans: Readonly<Record<string, readonly string[]>> = {
  true: ['True', 'true', 'TRUE', '1', 'yes'],
  false: ['False', 'false', 'FALSE', '0', 'no'],
  '1': ['true', 'True'],
  '0': ['false', 'False', 'null', 'None', 'undefined'],
};

/** As Java prints a map. */
function asMap(json: string): string {
  return json.replaceAll('"', '').replaceAll(/:\s*/g, '=').replaceAll(/,\s*/g, ', ');
}

export const valueRules: readonly CauseRule[] = [
  { id: 'value-whitespace', family: 'values', deviations: valueWhitespace },
  { id: 'number-format', family: 'values', deviations: numberFormat },
  { id: 'printed-by-language', family: 'values', deviations: printedByLanguage },
];
