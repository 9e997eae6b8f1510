import type { Parameter } from '../signature/canonical-text.ts';
import type { Edit } from './deviation.ts';
import { EditableBytes, type Place } from './editable-bytes.ts';
import { joinPairs, type Recipe } from './recipe.ts';

/**
 * What a recipe signs, with the place of every value in it. To put another value in its place is many times as quick as to
 * select, sort and join all of them once more, which most digests of a search would otherwise do.
 */
export class EditableText {
  readonly #text: string = '';
  readonly #places = new Map<string, Place>();
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
