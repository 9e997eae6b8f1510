import { isSigned, type Parameter } from '../../signature/sign.ts';
import { added, type CauseRule, changed, type Deviation } from '../deviation.ts';
import {
  canBeParameter,
  commonNames,
  isAmountName,
  optionalNames,
  requiredNames,
  usualParameters,
} from '../known-names.ts';
import { amountForms, beginsAsNumber, goForms, languageForms, numberForms, printedAll } from '../language-forms.ts';
import type { SignatureCase } from '../signature-case.ts';
import { written } from '../written-values.ts';

const spaces = [' ', '\n', '\t', '\r\n', '\u00a0', '\u200b', '\u3000'];

const spaceChanges = [
  ['values-trimmed', (value: string) => value.trim()],
  ['spaces-removed', (value: string) => value.replaceAll(/\s+/g, '')],
  ['spaces-collapsed', (value: string) => (value.includes('  ') ? value.replaceAll(/ +/g, ' ') : value)],
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
  return beginsAsNumber(value) && /^\d{1,9}$/.test(value) ? Number(value).toFixed(decimals) : value;
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

function without(names: readonly string[]): Deviation {
  const left_out = new Set(names);
  return {
    step: 'parameter',
    ...(names[0] === undefined ? {} : { name: names[0] }),
    evidence: { id: 'not-signed', values: { name: names.join(', ') } },
    concerns: names,
    revision: { left_out: names },
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

/** Several with the same name made one, or one made two. */
function* duplicateParam(signed: SignatureCase): Iterable<Deviation> {
  for (const [name, values] of valuesByName(signed)) {
    if (values.length > 1) yield* mergedOccurrences(name, values);
    else yield added(name, values[0] ?? '', { id: 'signed-twice', values: { name } });
  }
}

function valuesByName({ parameters, is_checkout }: SignatureCase): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const parameter of parameters) {
    const [name, value] = parameter;
    if (!isSigned(parameter, is_checkout)) continue;
    const values = found.get(name);
    if (values) values.push(value);
    else found.set(name, [value]);
  }
  return found;
}

function* mergedOccurrences(name: string, values: readonly string[]): Iterable<Deviation> {
  const merged: [string, string][] = [
    ['signed-first', values[0] ?? ''],
    ['signed-last', values.at(-1) ?? ''],
    ...[',', ', ', '', ';', '&', ' '].map((text): [string, string] => ['signed-joined', values.join(text)]),
  ];
  for (const [id, value] of merged) yield only(name, value, id as 'signed-first' | 'signed-last' | 'signed-joined');
  yield {
    step: 'parameter',
    name,
    evidence: { id: 'signed-reversed', values: { name } },
    apply: (recipe) => ({ ...recipe, parameters: reversed(recipe.parameters, name) }),
  };
}

function only(name: string, value: string, id: 'signed-first' | 'signed-last' | 'signed-joined'): Deviation {
  const rest = (given: readonly Parameter[]) => given.filter(([known]) => known !== name);
  return {
    step: 'parameter',
    name,
    evidence: { id, values: { name } },
    apply: (recipe) => ({ ...recipe, parameters: [...rest(recipe.parameters), [name, value]] }),
  };
}

function reversed(parameters: readonly Parameter[], name: string): Parameter[] {
  const values = parameters.filter(([known]) => known === name).reverse();
  return parameters.map((parameter) => (parameter[0] === name ? (values.shift() ?? parameter) : parameter));
}

export const duplicateRules: readonly CauseRule[] = [
  { id: 'duplicate-param', family: 'selection', deviations: duplicateParam },
];
