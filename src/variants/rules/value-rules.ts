import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, changed, type Deviation } from '../deviation.ts';
import { isAmountName } from '../known-names.ts';
import { amountForms, numberForms } from '../number-forms.ts';
import type { SignatureCase } from '../signature-case.ts';
import { written } from '../written-values.ts';

const spaces = [' ', '\n', '\t', '\r\n', '\u00a0', '\u200b', '\u3000'];

const spaceChanges = [
  ['values-trimmed', (value: string) => value.trim()],
  ['spaces-removed', (value: string) => value.replaceAll(/\s+/g, '')],
  ['spaces-collapsed', (value: string) => value.replaceAll(/ +/g, ' ')],
  ['spaces-collapsed', (value: string) => value.replaceAll(/\s+/g, ' ')],
] as const;

function* valueWhitespace({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [id, write] of spaceChanges) yield* written(parameters, { one: 'value-space', all: { id } }, write);
  for (const [name, value] of filledOnes(parameters)) {
    const forms = [value.trim(), `${value} `, `${value}\n`, ` ${value}`];
    for (const form of new Set(forms)) if (form !== value) yield changed(name, form, 'value-space', value);
  }
}

function* moreWhitespace({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of filledOnes(parameters)) {
    for (const form of new Set(otherSpaces(value))) {
      if (form !== value) yield changed(name, form, 'value-space', value);
    }
  }
}

function filledOnes(parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(([, value]) => value !== '');
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

/** Of the forms of a number, so many of an amount, and of any other. */
const [commonOfAmount, commonOfOther] = [4, 1];

function* numberFormat({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const decimals of [1, 2]) {
    const evidence = { one: 'number-form', all: { id: 'numbers-as-floats' } } as const;
    yield* written(parameters, evidence, (value) => asFloat(value, decimals));
  }
  for (const [name, value] of parameters) {
    const is_amount = isAmountName(name);
    if (is_amount) for (const form of amountForms(value)) yield changed(name, form, 'amount-units', value);
    for (const form of numberForms(value).slice(0, is_amount ? commonOfAmount : commonOfOther)) {
      yield changed(name, form, 'number-form', value);
    }
  }
}

/** As a table program or a data frame hands over every whole number. */
function asFloat(value: string, decimals: number): string {
  return /^\d{1,9}$/.test(value) ? Number(value).toFixed(decimals) : value;
}

function* moreNumbers({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters) {
    for (const form of numberForms(value).slice(commonOfOther)) yield changed(name, form, 'number-form', value);
  }
}

export const valueRules: readonly CauseRule[] = [
  { id: 'value-whitespace', family: 'values', deviations: valueWhitespace, unlikely: moreWhitespace },
  { id: 'number-format', family: 'values', deviations: numberFormat, unlikely: moreNumbers },
];
