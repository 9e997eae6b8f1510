import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, changed, type Deviation, printed } from '../deviation.ts';
import { amountForms, numberForms } from '../number-forms.ts';
import type { SignatureCase } from '../signature-case.ts';

const spaces = [' ', '\n', '\t', '\r\n', '\u00a0', '\u200b', '\u3000'];

function* valueWhitespace({ parameters }: SignatureCase): Iterable<Deviation> {
  yield printed('values-trimmed', (value) => value.trim());
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

/** Of the forms of a number. */
const commonNumbers = 3;

function* numberFormat({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters) {
    if (/amt|amount|fee|price|total/i.test(name)) {
      for (const form of amountForms(value)) yield changed(name, form, 'amount-units', value);
    }
    for (const form of numberForms(value).slice(0, commonNumbers)) yield changed(name, form, 'number-form', value);
  }
}

function* moreNumbers({ parameters }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters) {
    for (const form of numberForms(value).slice(commonNumbers)) yield changed(name, form, 'number-form', value);
  }
}

export const valueRules: readonly CauseRule[] = [
  { id: 'value-whitespace', family: 'values', deviations: valueWhitespace, unlikely: moreWhitespace },
  { id: 'number-format', family: 'values', deviations: numberFormat, unlikely: moreNumbers },
];
