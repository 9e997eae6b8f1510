import type { Parameter } from '../../signature/canonical-text.ts';
import { type CauseRule, changed, type Deviation, type Evidence, finished, printed } from '../deviation.ts';
import { type PercentEncoding, percentDecode, percentEncode, percentEncodings } from '../percent-encoding.ts';
import type { SignatureCase } from '../signature-case.ts';

/** All values, or one value that was encoded once too often or too seldom. */
function* urlEncoded({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  for (const encoding of percentEncodings) {
    const evidence: Evidence = { id: 'values-encoded', values: { how: encoding.title } };
    yield { ...printed('values-encoded', (text) => percentEncode(text, encoding)), evidence };
  }
  if (wire) yield printed('values-as-sent', asTravelled(parameters, wire));
  yield* textEncoded(percentEncodings.filter(({ is_common }) => is_common));
  const common = percentEncodings.filter(({ is_common }) => is_common);
  for (const parameter of parameters) yield* encoded(parameter, common);
  for (const encoding of common) {
    const evidence: Evidence = { id: 'values-encoded-twice', values: { how: encoding.title } };
    const encode = (text: string) => percentEncode(percentEncode(text, encoding), encoding);
    yield { ...printed('values-encoded-twice', encode), evidence };
  }
}

/** The whole text, or one value in the way of a rarer library. */
function* moreEncoded({ parameters }: SignatureCase): Iterable<Deviation> {
  yield* textEncoded(percentEncodings);
  for (const parameter of parameters) yield* encoded(parameter, percentEncodings);
}

function* textEncoded(encodings: readonly PercentEncoding[]): Iterable<Deviation> {
  for (const encoding of encodings) {
    const evidence: Evidence = { id: 'text-encoded', values: { how: encoding.title } };
    yield finished(evidence, (text) => percentEncode(text, encoding));
  }
}

/** What stood in the body or the address, before it was decoded. What is typed beside it did not travel. */
function asTravelled(
  parameters: readonly Parameter[],
  wire: readonly Parameter[],
  read: (value: string) => string | undefined = (value) => value,
): (value: string) => string {
  const travelled = new Map(wire.map(([, value], place) => [parameters[place]?.[1], read(value)]));
  return (value) => travelled.get(value) ?? value;
}

function* encoded([name, value]: Parameter, encodings: readonly PercentEncoding[]): Iterable<Deviation> {
  const forms = new Set(encodings.map((encoding) => percentEncode(value, encoding)));
  for (const form of forms) if (form !== value) yield changed(name, form, 'value-encoded', value);
}

function* spaceAsPlus({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  if (wire) {
    yield printed('plus-sent-bare', asTravelled(parameters, wire, percentDecode));
    yield printed('plus-sent-bare', barePlus);
  }
  yield printed('space-as-plus', (value) => value.replaceAll(' ', '+'));
  yield printed('plus-as-space', (value) => value.replaceAll('+', ' '));
  yield printed('space-as-percent', (value) => value.replaceAll(' ', '%20'));
  for (const [name, value] of parameters) {
    if (value.includes(' ')) yield changed(name, value.replaceAll(' ', '+'), 'value-space-as-plus', value);
    if (value.includes('+')) yield changed(name, value.replaceAll('+', ' '), 'value-plus-as-space', value);
  }
}

/** Where a space is sent as `+` too, nobody can tell them apart but by what they stand in: `+852…`, `C++`, `a+b@shop`. */
function barePlus(value: string): string {
  if (value.includes('@')) return value.replaceAll(' ', '+');
  return value.replace(/^ (?=\S)/, '+').replaceAll(/(?<=\S) +(?= )/g, (spaces) => '+'.repeat(spaces.length));
}

/** Each space of one value may have been a plus. */
function* moreSpaces({ parameters, wire }: SignatureCase): Iterable<Deviation> {
  for (const [name, value] of wire ? parameters : []) {
    for (const form of plusForms(value)) yield changed(name, form, 'value-plus-sent-bare', value);
  }
}

/** More spaces than this have too many subsets. */
const mostSpaces = 6;

function plusForms(value: string): string[] {
  const pieces = value.split(' ');
  const spaces = pieces.length - 1;
  if (spaces === 0 || spaces > mostSpaces) return [];
  const write = (mask: number) =>
    pieces.map((piece, place) => piece + (place === spaces ? '' : mask & (1 << place) ? '+' : ' ')).join('');
  return Array.from({ length: 2 ** spaces - 1 }, (_, mask) => write(mask + 1));
}

export const encodingRules: readonly CauseRule[] = [
  { id: 'space-as-plus', family: 'encoding', deviations: spaceAsPlus, unlikely: moreSpaces },
  { id: 'url-encoded-values', family: 'encoding', deviations: urlEncoded, unlikely: moreEncoded },
];
