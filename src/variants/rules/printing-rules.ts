import type { Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, changed, type Deviation, printed } from '../deviation.ts';
import { commonNames, optionalNames } from '../known-names.ts';
import { exponentForms } from '../number-forms.ts';
import type { SignatureCase } from '../signature-case.ts';

const nothing = ['None', 'null', 'undefined', 'NULL', 'nil', 'NaN', '<nil>', 'Null', '[]', '{}', 'false', 'False', '0'];

function* printedByLanguage(signed: SignatureCase): Iterable<Deviation> {
  yield* printedNothing(signed.parameters);
  for (const name of unsentOf(signed, commonNames)) yield* unsentPrinted(name);
  for (const [how, print] of allPrinted) {
    yield { ...printed('values-printed', print), evidence: { id: 'values-printed', values: { how } } };
  }
  for (const [name, text] of signed.printed ?? []) yield changed(name, text, 'value-printed', sentOf(signed, name));
  for (const [name, value] of signed.parameters.filter(([, sent]) => sent !== '')) {
    for (const form of languageForms(value)) yield changed(name, form, 'value-printed', value);
  }
}

function* morePrinted(signed: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of signed.parameters.filter(([, sent]) => sent !== '')) {
    for (const [, print] of allPrinted) yield changed(name, print(value), 'value-printed', value);
  }
  for (const name of unsentOf(signed, optionalNames)) yield* unsentPrinted(name);
}

function sentOf({ parameters }: SignatureCase, wanted: string): string {
  return parameters.find(([name]) => name === wanted)?.[1] ?? '';
}

/** What has no value is dropped from the request, and yet its missing value was signed. */
function* printedNothing(parameters: readonly Parameter[]): Iterable<Deviation> {
  for (const text of nothing) {
    for (const [name, value] of parameters) if (value === '') yield changed(name, text, 'value-printed', value);
    yield { ...printedEmpty(text), evidence: { id: 'empty-printed', values: { signed: text } } };
  }
}

function unsentOf({ parameters }: SignatureCase, names: readonly string[]): string[] {
  return names.filter((name) => !parameters.some(([known]) => known === name));
}

function* unsentPrinted(name: string): Iterable<Deviation> {
  for (const text of nothing.slice(0, 6)) {
    yield added(name, text, { id: 'unsent-printed', values: { name, signed: text } });
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

export const printingRules: readonly CauseRule[] = [
  { id: 'printed-by-language', family: 'values', deviations: printedByLanguage, unlikely: morePrinted },
];
