import { currencies } from '../../catalog/currencies.ts';
import { payTypes } from '../../catalog/pay-types.ts';
import type { Parameter } from '../../signature/sign.ts';
import type { EvidenceId } from '../cause-ids.ts';
import { type CauseRule, changed, type Deviation } from '../deviation.ts';
import { jsonForms } from '../json-forms.ts';
import { beginsAsNumber, isNested } from '../language-forms.ts';
import type { SignatureCase } from '../signature-case.ts';

function* paramChanged({ parameters, mchids = [] }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of parameters.filter(([, sent]) => sent !== '')) {
    yield* times(name, timeForms(value), value);
    if (isStore(name)) yield* replaced(name, mchids, 'value-other', value);
    if (value.length > 12 && /\d{13}$/.test(value)) yield* replaced(name, counted(value, 1), 'value-other', value);
    yield* replaced(name, value.length > longestCode ? addresses(value) : letters(value), 'value-letters', value);
    if (isNested(value)) yield* replaced(name, jsonForms(value), 'json-rewritten', value);
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

/** A time as somebody may have signed it in place of the one that was sent, and how it came about. */
interface TimeForm {
  readonly how: 'utc' | 'other-zone' | 'twelve-hours' | 'regenerated' | 'other-form';
  readonly text: string;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Pure of zones: the wall clock's digits, reckoned as if they were UTC. */
function readWall(text: string): number | undefined {
  if (!beginsAsNumber(text)) return undefined;
  const parts = /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)[ T]?(\d\d):?(\d\d):?(\d\d)/.exec(text);
  return parts ? Date.parse(`${parts.slice(1, 4).join('-')}T${parts.slice(4, 7).join(':')}Z`) || undefined : undefined;
}

function format(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** QFPay's documents write `hh`; a library takes that for 12 hours. */
function twelveHours(text: string): string {
  const of12 = Number(text.slice(11, 13)) % 12 || 12;
  return `${text.slice(0, 11)}${String(of12).padStart(2, '0')}${text.slice(13)}`;
}

/** The likeliest ones, few enough to be tried together with other deviations. */
function timeForms(sent: string): TimeForm[] {
  const wall = readWall(sent);
  if (wall === undefined) return [];
  const text = format(wall);
  const half = Number(text.slice(11, 13)) < 12 ? 'AM' : 'PM';
  const forms: TimeForm[] = [
    { how: 'utc', text: format(wall - 8 * hour) },
    { how: 'other-zone', text: format(wall + 8 * hour) },
    { how: 'twelve-hours', text: twelveHours(text) },
    { how: 'twelve-hours', text: `${twelveHours(text)} ${half}` },
    { how: 'twelve-hours', text: `${twelveHours(text)}${half.toLowerCase()}` },
    { how: 'twelve-hours', text: format(wall + 12 * hour) },
    { how: 'twelve-hours', text: format(wall - 12 * hour) },
    ...otherForms(text, wall).map((other): TimeForm => ({ how: 'other-form', text: other })),
  ];
  for (let seconds = 1; seconds <= 5; seconds++) forms.push(...regenerated(wall, seconds));
  return distinct(forms, sent);
}

/** Every second of ten minutes around it, and the other zones of the world: from 20 hours behind UTC+8 to 6 ahead. */
function moreTimeForms(sent: string): TimeForm[] {
  const wall = readWall(sent);
  if (wall === undefined) return [];
  const forms: TimeForm[] = [];
  for (let seconds = 6; seconds <= 600; seconds++) forms.push(...regenerated(wall, seconds));
  for (let quarter = -80; quarter <= 24; quarter++) {
    forms.push({ how: 'other-zone', text: format(wall + quarter * 15 * minute) });
  }
  for (let seconds = -5; seconds <= 5; seconds++) {
    forms.push({ how: 'utc', text: format(wall - 8 * hour + seconds * second) });
    forms.push({ how: 'twelve-hours', text: twelveHours(format(wall + seconds * second)) });
    forms.push({ how: 'twelve-hours', text: twelveHours(format(wall - 8 * hour + seconds * second)) });
  }
  return distinct(forms, sent);
}

function regenerated(wall: number, seconds: number): TimeForm[] {
  return [-seconds, seconds].map((away) => ({ how: 'regenerated', text: format(wall + away * second) }));
}

function otherForms(text: string, wall: number): string[] {
  const iso = text.replace(' ', 'T');
  const [date = '', time = ''] = text.split(' ');
  const utc = new Date(wall - 8 * hour).toISOString();
  return [
    text,
    iso,
    `${iso}Z`,
    `${iso}.000Z`,
    `${iso}+08:00`,
    utc,
    utc.replace('.000Z', 'Z'),
    text.replaceAll('-', '/'),
    text.replaceAll(/[-: ]/g, ''),
    `${text}.000`,
    `${text}.0`,
    text.slice(0, 16),
    date,
    time,
    `${date}  ${time}`,
    text.replaceAll(/(?<=[- ])0(?=\d)/g, ''),
    String((wall - 8 * hour) / second),
    String(wall - 8 * hour),
    String(wall / second),
    String(wall),
    date.split('-').reverse().join('-') + text.slice(10),
  ];
}

function distinct(forms: readonly TimeForm[], sent: string): TimeForm[] {
  const seen = new Set([sent]);
  return forms.filter(({ text }) => !seen.has(text) && seen.add(text));
}
