import type { Parameter } from '../signature/canonical-text.ts';
import type { Edit } from './deviation.ts';
import { joinPairs, type Recipe } from './recipe.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * What a recipe signs, with the place of every value in it. To put another value in its place is many times as quick as to
 * select, sort and join all of them once more, which most digests of a search would otherwise do.
 */
export class EditableText {
  readonly #text: string = '';
  readonly #places = new Map<string, Place>();
  readonly #print: (value: string) => string;

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
  with(edits: readonly Edit[]): string | undefined {
    const placed: (Place & { text: string })[] = [];
    for (const { name, value } of edits) {
      const place = this.#places.get(name);
      if (!place || value === '') return undefined;
      placed.push({ ...place, text: this.#print(value) });
    }
    placed.sort((a, b) => a.start - b.start);
    let [text, at] = ['', 0];
    for (const { start, end, text: value } of placed) {
      text += this.#text.slice(at, start) + value;
      at = end;
    }
    return text + this.#text.slice(at);
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
