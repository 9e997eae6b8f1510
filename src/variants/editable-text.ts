import { type Parameter, sortByUnits } from '../signature/sign.ts';
import type { Deviation, Edit } from './deviation.ts';
import { joinPairs, type Recipe } from './recipe.ts';

/**
 * What a recipe signs, with the place of every value in it. To put another value in its place is many times as quick as to
 * select, sort and join all of them once more, which most digests of a search would otherwise do.
 */
export class EditableText {
  readonly #text: string = '';
  readonly #pairs: PairPlace[] = [];
  readonly #places = new Map<string, EditPlace>();
  readonly #print: (value: string) => string;
  readonly #is_sorted: boolean;
  #bytes: EditableBytes | undefined;

  constructor({ parameters, select, sort, join, print = raw, body, finish, encode }: Recipe) {
    const is_joined = join === joinPairs && body === undefined && !finish && !encode;
    this.#print = print;
    this.#is_sorted = is_joined && sort === sortByUnits;
    if (!is_joined) return;
    const twice = new Set(repeatedNames(parameters));
    for (const [name, value] of sort(select(parameters))) {
      const from = this.#text === '' ? 0 : this.#text.length + 1;
      const start = from + name.length + 1;
      const printed = print(value);
      this.#text += `${this.#text === '' ? '' : '&'}${name}=${printed}`;
      if (this.#places.has(name)) twice.add(name);
      const place = { start, end: start + printed.length };
      this.#places.set(name, place);
      this.#pairs.push({ ...place, name, start: from });
    }
    for (const name of twice) this.#places.delete(name);
  }

  /** Undefined where it is not that simple. */
  revised({ edit, revision }: Pick<Deviation, 'edit' | 'revision'>): string | undefined {
    if (edit) return this.#with(edit);
    if (!revision || !this.#is_sorted) return undefined;
    return 'added' in revision ? this.#withPair(revision.added) : this.#without(revision.left_out);
  }

  /** Undefined for a name that comes twice or is not signed, and a value that then is not. */
  #with(edit: Edit): string | undefined {
    const place = this.#places.get(edit.name);
    if (!place || edit.value === '') return undefined;
    return this.#text.slice(0, place.start) + this.#print(edit.value) + this.#text.slice(place.end);
  }

  /** Behind those of its own name. */
  #withPair([name, value]: Parameter): string {
    const pair = `${name}=${this.#print(value)}`;
    const next = this.#pairs.find((other) => other.name > name);
    if (next) return `${this.#text.slice(0, next.start)}${pair}&${this.#text.slice(next.start)}`;
    return this.#text === '' ? pair : `${this.#text}&${pair}`;
  }

  #without(names: readonly string[]): string {
    const cut = (text: string, { start, end }: EditPlace) =>
      start === 0 ? text.slice(end + 1) : text.slice(0, start - 1) + text.slice(end);
    return this.#pairs.filter(({ name }) => names.includes(name)).reduceRight(cut, this.#text);
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

/** Where a name stands with its value. */
interface PairPlace extends EditPlace {
  readonly name: string;
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
