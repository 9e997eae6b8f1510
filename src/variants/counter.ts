import type { Family } from './deviation.ts';

/** Bytes that are hashed at the most, so that a file of megabytes is answered in seconds too. */
const mostBytes = 600_000_000;
/** What a digest costs beside its bytes, as so many bytes; and what each parameter does, that has to be joined for it. */
const costOfOne = 1_000;
const costOfParameter = 700;
/** Fewer than these cost next to nothing. */
const manyParameters = 100;

/** How many digests were computed, and whether that is enough. */
export class Counter {
  tried = 0;
  tried_pairs = 0;
  readonly by_family: Partial<Record<Family, number>> = {};
  /** What was left when the work that one input may cost was done. */
  readonly given_up = new Set<Family | 'pairs'>();

  #bytes = 0;
  readonly #cost: number;

  constructor(parameters: number) {
    this.#cost = costOfOne + costOfParameter * Math.max(0, parameters - manyParameters);
  }

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

  /** What is not hashed takes its time, too. */
  idle(bytes: number): void {
    this.#bytes += bytes + this.#cost;
  }

  #spend(bytes: number): void {
    this.tried++;
    this.#bytes += bytes + this.#cost;
  }
}
