import type { Parameter } from '../signature/sign.ts';
import { apiNameOf, isApiName } from './known-names.ts';
import { percentDecode } from './percent-encoding.ts';
import type { SignatureCase, WireCause } from './signature-case.ts';

/** A body that is no form, of which the gateway reads nothing. @param written how it is written: `JSON`, `XML` */
export function bodyNotForm(meant: readonly Parameter[], written: string): WireCause {
  return { id: 'body-not-form', evidence: { id: 'body-as', values: { written } }, meant, names: [] };
}

/** A form whose values were put together raw, so that a character of theirs was taken for one of the form's. */
export function bodyNotEncoded(read: readonly Parameter[], meant: readonly Parameter[]): WireCause {
  const changed = meant.filter(([name, value]) => !read.some(([known, seen]) => known === name && seen === value));
  const [[name, signed] = ['', '']] = changed;
  const sent = read.find(([known]) => known === name)?.[1] ?? '';
  const names = [...new Set(changed.map(([each]) => each))];
  return { id: 'body-not-encoded', evidence: { id: 'sent-unencoded', values: { name, signed, sent } }, meant, names };
}

/** The ways of sending that the parameters themselves show. Nothing is said of a request that could be meant as it stands. */
export function wireCausesOf(signed: Pick<SignatureCase, 'kind' | 'parameters' | 'wire'>): WireCause[] {
  if (signed.kind !== 'request') return [];
  const { parameters, wire } = signed;
  return [
    ...unencoded(parameters, wire),
    ...entitiesSent(parameters),
    ...encodedTwice(parameters),
    ...otherNames(parameters),
  ].filter(({ meant }, place, all) => all.findIndex((other) => isSame(other.meant, meant)) === place);
}

function isSame(a: readonly Parameter[], b: readonly Parameter[]): boolean {
  return a.length === b.length && a.every(([name, value], place) => name === b[place]?.[0] && value === b[place]?.[1]);
}

/** Beyond these a form has nothing that is not encoded. */
const encodedForm = /^[\w.~!*'()+%-]*$/;

/** More ways to put a form together again are not tried. */
const mostWays = 32;

/**
 * Raw values in a form: what stands behind an address with a query is its tail, cut off at an `&`, and so is a name that
 * QFPay does not know. How long the tail is nobody can see.
 */
function unencoded(parameters: readonly Parameter[], wire: readonly Parameter[] | undefined): WireCause[] {
  if (wire?.length !== parameters.length || wire.every(([, value]) => encodedForm.test(value))) return [];
  if (wire.some(([, value]) => /%[\dA-F]{2}/i.test(value))) return [];
  let ways: Parameter[][] = [[]];
  for (const [name, value] of wire) {
    const isTail = (way: readonly Parameter[]) => way.length > 0 && (!isApiName(name) || hasQuery(way.at(-1)));
    const joined = ways.filter(isTail).map((way) => withTail(way, `&${name}=${value}`));
    const parted = ways.map((way): Parameter[] => [...way, [name, value]]);
    ways = [...joined, ...parted].slice(0, mostWays);
  }
  return ways.filter((way) => !isSame(way, parameters)).map((way) => bodyNotEncoded(parameters, way));
}

function hasQuery(parameter: Parameter | undefined): boolean {
  return /^https?:.*\?/s.test(parameter?.[1] ?? '');
}

function withTail(way: readonly Parameter[], tail: string): Parameter[] {
  const [name, value] = way.at(-1) ?? ['', ''];
  return [...way.slice(0, -1), [name, value + tail]];
}

/** `&amp;` between the parameters, as PHP's `arg_separator.output` and templates write it. */
function entitiesSent(parameters: readonly Parameter[]): WireCause[] {
  const names = parameters.map(([name]) => name).filter((name) => name.startsWith('amp;'));
  const [name] = names;
  if (name === undefined) return [];
  const meant = parameters.map(([each, value]): Parameter => [each.replace(/^amp;/, ''), value]);
  return [{ id: 'html-escaped', evidence: { id: 'sent-with-entities', values: { name } }, meant, names }];
}

/** All values, or one of several, with a space written as `%20` or as `+`. */
function encodedTwice(parameters: readonly Parameter[]): WireCause[] {
  return (['+', ' '] as const).flatMap((plus) => {
    const decode = (value: string) =>
      value.includes('%') && /%[\dA-F]{2}/i.test(value) ? (percentDecode(value, plus) ?? value) : value;
    const encoded = parameters.filter(([, value]) => decode(value) !== value);
    const names = [...new Set(encoded.map(([name]) => name))];
    const decodedOf = (chosen: readonly string[]) =>
      parameters.map(([name, value]): Parameter => [name, chosen.includes(name) ? decode(value) : value]);
    return [...(names.length > 1 ? [names] : []), ...names.map((name) => [name])].map((chosen) =>
      twice(chosen, parameters, decodedOf(chosen)),
    );
  });
}

function twice(names: readonly string[], read: readonly Parameter[], meant: readonly Parameter[]): WireCause {
  const place = read.findIndex(([name]) => name === names[0]);
  const [name = '', sent = ''] = read[place] ?? [];
  const values = { name, sent, signed: meant[place]?.[1] ?? '' };
  return { id: 'body-encoded-twice', evidence: { id: 'sent-twice-encoded', values }, meant, names };
}

/** Names that are QFPay's but for their letters, or all of them in small letters. */
function otherNames(parameters: readonly Parameter[]): WireCause[] {
  return [apiNameOf, (name: string) => name.toLowerCase()].flatMap((rename): WireCause[] => {
    const names = parameters.map(([name]) => name).filter((name) => rename(name) !== name);
    const [sent] = names;
    if (sent === undefined) return [];
    const meant = parameters.map(([name, value]): Parameter => [rename(name), value]);
    const values = { sent, signed: rename(sent) };
    return [{ id: 'names-changed', evidence: { id: 'names-sent', values }, meant, names }];
  });
}
