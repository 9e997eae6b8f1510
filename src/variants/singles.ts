import type { Parameter } from '../signature/canonical-text.ts';
import type { HashedPart } from '../signature/hasher.ts';
import type { Base } from './bases.ts';
import { type CauseCandidate, isOfKey, type Match, matchOf, type Tools } from './candidate.ts';
import type { CauseRule, Deviation, Edit, Family } from './deviation.ts';
import { contentOf, digestOf, joinPairs, type Recipe } from './recipe.ts';
import { bodyRules } from './rules/body-rules.ts';
import { changeRules } from './rules/change-rules.ts';
import { characterRules, encodingRules, textEndRules } from './rules/encoding-rules.ts';
import { escapeRules } from './rules/escape-rules.ts';
import { hashRules, joiningRules, orderRules, selectionRules } from './rules/joining-rules.ts';
import { alteredKeyRules, keyRules } from './rules/key-rules.ts';
import { duplicateRules, parameterRules, printingRules, valueRules } from './rules/value-rules.ts';
import type { SignatureCase } from './signature-case.ts';

/** Each deviation of a base alone. */
export class Singles {
  /** Those that pairs are made of, found on the way. What changes nothing is none, nor what a simpler one has done already. */
  readonly candidates: CauseCandidate[] = [];
  /** Whether what the digits show is all there is. */
  readonly is_base_enough: boolean;
  /** What is right, to be edited. */
  readonly text: EditableText;
  readonly #content: HashedPart;
  readonly #seen: Set<string>;

  constructor(
    readonly signed: SignatureCase,
    readonly base: Base,
    readonly tools: Tools,
  ) {
    this.text = new EditableText(base.recipe);
    this.#content = contentOf(base.recipe);
    const right = digestOf(base.recipe, tools.hasher, this.#content);
    this.#seen = new Set([right]);
    this.is_base_enough = base.accepts(right);
  }

  find(is_likely: boolean): Match | undefined {
    const { count } = this.tools;
    for (const [place, rule] of causeTable.entries()) {
      for (const deviation of (is_likely ? rule.deviations(this.signed) : rule.unlikely?.(this.signed)) ?? []) {
        const match = this.#try(rule, deviation, is_likely);
        if (match) return match;
        if (!count.is_over) continue;
        for (const family of left(place, is_likely)) count.given_up.add(family);
        return undefined;
      }
    }
    return undefined;
  }

  #try(rule: CauseRule, deviation: Deviation, is_likely: boolean): Match | undefined {
    const { base, tools } = this;
    const recipe = deviation.apply(base.recipe);
    const content = (deviation.edit && this.text.with(deviation.edit)) ?? contentOf(recipe);
    const is_idle = content === this.#content && !isOfKey(deviation);
    const candidate = { rule, deviation, recipe, content, is_idle };
    if (is_idle) {
      tools.count.idle(content.length);
      if (is_likely && (base.recipe.body !== undefined || deviation.step === 'print')) this.candidates.push(candidate);
      return undefined;
    }
    const digest = digestOf(recipe, tools.hasher, content);
    // A body that is written anew costs several times what it costs to hash.
    tools.count.single(rule.family, content.length * (deviation.step === 'body' ? 4 : 1));
    if (base.accepts(digest)) return matchOf(base, [candidate], recipe);
    if (!is_likely || this.#seen.has(digest)) return undefined;
    this.#seen.add(digest);
    this.candidates.push(candidate);
    return undefined;
  }
}

/** What is not tried to its end where a search ends at a rule: those that come after it, and pairs, which come after all. */
function left(place: number, is_likely: boolean): (Family | 'pairs')[] {
  const rest = causeTable.filter((rule, at) => at >= place || (is_likely && rule.unlikely));
  return [...rest.map(({ family }) => family), 'pairs'];
}

/** Every cause that is looked for, the simplest first; of those that are alike, what costs least. A new one is one entry in one of these, and a line in `seen.ts`. */
const causeTable: readonly CauseRule[] = [
  ...keyRules,
  ...textEndRules,
  ...bodyRules,
  ...orderRules,
  ...selectionRules,
  ...duplicateRules,
  ...hashRules,
  ...alteredKeyRules,
  ...valueRules,
  ...printingRules,
  ...parameterRules,
  ...changeRules,
  ...joiningRules,
  ...encodingRules,
  ...escapeRules,
  ...characterRules,
];

/**
 * What a recipe signs, with the place of every value in it. To put another value in its place is many times as quick as to
 * select, sort and join all of them once more, which most digests of a search would otherwise do.
 */
export class EditableText {
  readonly #text: string = '';
  readonly #places = new Map<string, EditPlace>();
  readonly #print: (value: string) => string;
  #bytes: EditableBytes | undefined;

  constructor({ parameters, select, sort, join, print = raw, body, finish, encode }: Recipe) {
    this.#print = print;
    if (join !== joinPairs || body !== undefined || finish || encode) return;
    const twice = new Set(repeatedNames(parameters));
    for (const [name, value] of sort(select(parameters))) {
      const start = this.#text.length + (this.#text === '' ? 0 : 1) + name.length + 1;
      const printed = print(value);
      this.#text += `${this.#text === '' ? '' : '&'}${name}=${printed}`;
      if (this.#places.has(name)) twice.add(name);
      this.#places.set(name, { start, end: start + printed.length });
    }
    for (const name of twice) this.#places.delete(name);
  }

  /** Undefined where it is not that simple: a name that comes twice or is not signed, a value that then is not. */
  with(edit: Edit): string | undefined {
    const place = this.#places.get(edit.name);
    if (!place || edit.value === '') return undefined;
    return this.#text.slice(0, place.start) + this.#print(edit.value) + this.#text.slice(place.end);
  }

  /** The same in UTF-8, of other names each; only until it is asked again, since memory is taken but once. */
  bytesWith(one: Edit, other?: Edit): Uint8Array | undefined {
    this.#bytes ??= new EditableBytes(this.#text, this.#places, this.#print);
    return this.#bytes.with(one, other);
  }
}

function raw(value: string): string {
  return value;
}

/** Also where only one of them is signed: another value would sign the others, too. */
function repeatedNames(parameters: readonly Parameter[]): string[] {
  const seen = new Set<string>();
  return parameters.map(([name]) => name).filter((name) => seen.has(name) || !seen.add(name));
}

/** Where a value stands. */
interface EditPlace {
  readonly start: number;
  readonly end: number;
}

/** A text in UTF-8 with the place of every value in it: to encode all of it once more would cost more than to hash it. */
class EditableBytes {
  readonly #bytes: Uint8Array;
  readonly #places = new Map<string, EditPlace>();
  readonly #print: (value: string) => string;
  readonly #written = new Map<string, Uint8Array>();
  #scratch = Buffer.allocUnsafe(0);

  constructor(text: string, places: ReadonlyMap<string, EditPlace>, print: (value: string) => string) {
    this.#bytes = Buffer.from(text);
    this.#print = print;
    const at = (index: number) => Buffer.byteLength(text.slice(0, index));
    for (const [name, { start, end }] of places) this.#places.set(name, { start: at(start), end: at(end) });
  }

  /** Undefined where a name has no place, or its value would not be signed. The bytes are good until the next call. */
  with(one: Edit, other?: Edit): Uint8Array | undefined {
    const place = this.#placeOf(one);
    if (!place) return undefined;
    if (!other) return this.#join([place], [this.#write(one)]);
    const second = this.#placeOf(other);
    if (!second) return undefined;
    const [a, b] = [this.#write(one), this.#write(other)];
    return place.start < second.start ? this.#join([place, second], [a, b]) : this.#join([second, place], [b, a]);
  }

  #placeOf({ name, value }: Edit): EditPlace | undefined {
    return value === '' ? undefined : this.#places.get(name);
  }

  #write({ value }: Edit): Uint8Array {
    const known = this.#written.get(value);
    if (known) return known;
    const bytes = Buffer.from(this.#print(value));
    this.#written.set(value, bytes);
    return bytes;
  }

  #join(places: readonly EditPlace[], values: readonly Uint8Array[]): Uint8Array {
    const most = values.reduce((sum, { length }) => sum + length, this.#bytes.length);
    if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafe(2 * most);
    let [from, to] = [0, 0];
    for (const [index, { start, end }] of places.entries()) {
      to = this.#put(this.#bytes.subarray(from, start), to);
      to = this.#put(values[index] ?? new Uint8Array(), to);
      from = end;
    }
    return this.#scratch.subarray(0, this.#put(this.#bytes.subarray(from), to));
  }

  #put(bytes: Uint8Array, to: number): number {
    this.#scratch.set(bytes, to);
    return to + bytes.length;
  }
}
