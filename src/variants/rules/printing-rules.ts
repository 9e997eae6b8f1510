import type { Parameter } from '../../signature/canonical-text.ts';
import { added, type CauseRule, changed, type Deviation } from '../deviation.ts';
import { commonNames, isAmountName, optionalNames } from '../known-names.ts';
import { goForms, languageForms, printedAll } from '../language-forms.ts';
import type { SignatureCase } from '../signature-case.ts';
import { written } from '../written-values.ts';

const nothing = ['None', 'null', 'undefined', '<nil>', 'NULL', 'nil', 'NaN', 'Null', '[]', '{}', 'false', 'False', '0'];
/** Of these, the likeliest. */
const commonNothing = 4;

function* printedByLanguage(signed: SignatureCase): Iterable<Deviation> {
  for (const text of nothing) yield printedNothing(signed.parameters, text);
  for (const name of unsentOf(signed, commonNames)) yield* unsentPrinted(name, nothing.slice(0, commonNothing));
  for (const [how, print] of printedAll) {
    const evidence = { one: 'value-printed', all: { id: 'values-printed', values: { how } } } as const;
    yield* written(signed.parameters, evidence, print);
  }
  for (const [name, text] of signed.printed ?? []) yield changed(name, text, 'value-printed', sentOf(signed, name));
  for (const [name, value] of filledOnes(signed.parameters)) {
    const is_amount = isAmountName(name);
    for (const form of languageForms(value, is_amount)) yield changed(name, form, 'value-printed', value);
    for (const form of is_amount ? goForms(value) : []) yield changed(name, form, 'value-printed', value);
  }
}

function* morePrinted(signed: SignatureCase): Iterable<Deviation> {
  for (const text of nothing) {
    for (const [name, value] of signed.parameters) if (value === '') yield changed(name, text, 'value-printed', value);
  }
  for (const [name, value] of filledOnes(signed.parameters)) {
    const forms = [...printedAll.map(([, print]) => print(value)), ...languageForms(value, true), ...goForms(value)];
    for (const form of new Set(forms)) if (form !== value) yield changed(name, form, 'value-printed', value);
  }
  for (const name of unsentOf(signed, optionalNames)) yield* unsentPrinted(name, nothing.slice(0, 6));
}

function filledOnes(parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(([, value]) => value !== '');
}

function sentOf({ parameters }: SignatureCase, wanted: string): string {
  return parameters.find(([name]) => name === wanted)?.[1] ?? '';
}

function unsentOf({ parameters }: SignatureCase, names: readonly string[]): string[] {
  return names.filter((name) => !parameters.some(([known]) => known === name));
}

function* unsentPrinted(name: string, texts: readonly string[]): Iterable<Deviation> {
  for (const text of texts) yield added(name, text, { id: 'unsent-printed', values: { name, signed: text } });
}

/** Named where it is but one. */
function printedNothing(parameters: readonly Parameter[], text: string): Deviation {
  const [empty, ...others] = parameters.filter(([, value]) => value === '');
  return empty && others.length === 0 ? changed(empty[0], text, 'value-printed', '') : printedEmpty(text);
}

/** Every value that is empty: dropped from what is signed, or sent so, while the language's word for nothing was signed. */
function printedEmpty(text: string): Deviation {
  return {
    step: 'parameter',
    evidence: { id: 'empty-printed', values: { signed: text } },
    apply: (recipe) => ({ ...recipe, parameters: recipe.parameters.map((given) => filled(given, text)) }),
  };
}

function filled([name, value]: Parameter, text: string): Parameter {
  return [name, value === '' && name !== 'sign' ? text : value];
}

export const printingRules: readonly CauseRule[] = [
  { id: 'printed-by-language', family: 'values', deviations: printedByLanguage, unlikely: morePrinted },
];
