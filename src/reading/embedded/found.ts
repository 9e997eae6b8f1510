import type { Reading } from '../read-parameters.ts';

/** A part of a text that can be read. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** For a person, of the part alone. */
  readonly reading: Reading;
}
