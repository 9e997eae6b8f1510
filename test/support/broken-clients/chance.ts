/** Seeded randomness (mulberry32): the same seed makes the same clients on every machine. */
export class Chance {
  #state: number;

  constructor(seed: string) {
    this.#state = hashOf(seed);
  }

  /** From 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Both ends are possible. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  isTrue(share: number): boolean {
    return this.next() < share;
  }

  /** @throws on an empty list: whoever asks has looked before */
  one<Item>(list: readonly Item[]): Item {
    const [item] = list.slice(this.integer(0, list.length - 1));
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  shuffled<Item>(list: readonly Item[]): Item[] {
    return list
      .map((item) => ({ item, place: this.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.integer(0, 9)).join('');
  }

  hex(count: number): string {
    return Array.from({ length: count }, () => this.integer(0, 15).toString(16)).join('');
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
