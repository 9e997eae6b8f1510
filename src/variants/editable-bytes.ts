import type { Edit } from './deviation.ts';

/** Where a value stands. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text in UTF-8 with the place of every value in it: to encode all of it once more would cost more than to hash it. */
export class EditableBytes {
  readonly #bytes: Uint8Array;
  readonly #places = new Map<string, Place>();
  readonly #print: (value: string) => string;
  readonly #written = new Map<string, Uint8Array>();
  #scratch = Buffer.allocUnsafe(0);

  constructor(text: string, places: ReadonlyMap<string, Place>, print: (value: string) => string) {
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

  #placeOf({ name, value }: Edit): Place | undefined {
    return value === '' ? undefined : this.#places.get(name);
  }

  #write({ value }: Edit): Uint8Array {
    const known = this.#written.get(value);
    if (known) return known;
    const bytes = Buffer.from(this.#print(value));
    this.#written.set(value, bytes);
    return bytes;
  }

  #join(places: readonly Place[], values: readonly Uint8Array[]): Uint8Array {
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
