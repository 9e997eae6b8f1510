import type { Family } from './deviation.ts';

/** Bytes that are hashed at the most, so that a file of megabytes is answered in seconds too. */
const mostBytes = 600_000_000;
/** What a digest costs beside its bytes, as so many bytes. */
const costOfOne = 1_000;

/** How many digests were computed, and whether that is enough. */
export class Counter {
  tried = 0;
  tried_pairs = 0;
  readonly by_family: Partial<Record<Family, number>> = {};

  #bytes = 0;

  get is_over(): boolean {
    return this.#bytes > mostBytes;
  }

  single(family: Family, bytes: number): void {
    this.#spend(bytes);
    this.by_family[family] = (this.by_family[family] ?? 0) + 1;
  }

  pair(bytes: number): void {
    this.#spend(bytes);
    this.tried_pairs++;
  }

  #spend(bytes: number): void {
    this.tried++;
    this.#bytes += bytes + costOfOne;
  }
}
