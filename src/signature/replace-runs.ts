import { decodeLoosely } from './loosely-decoded.ts';

/** Stretches of loosely decoded text, all of one length. */
export interface Runs {
  readonly length: number;
  readonly all: ReadonlySet<string>;
  /** Those that one may begin with; all of them when it is not said. */
  readonly begins?: ReadonlySet<string>;
}

/**
 * A text with something else wherever one of these stretches stands in it, in whatever way it is written there. Stretches that
 * follow each other are one.
 */
export function replaceRuns(text: string, { length, all, begins = all }: Runs, replacement: string): string {
  const { bytes, starts, ends } = decodeLoosely(text);
  let replaced = '';
  let done = 0;
  for (let at = 0; at + length <= bytes.length; at += 1) {
    if (!begins.has(bytes.slice(at, at + length))) continue;
    let last = at;
    while (all.has(bytes.slice(last + 1, last + 1 + length))) last += 1;
    replaced += text.slice(done, starts[at]) + replacement;
    done = ends[last + length - 1] ?? text.length;
    at = last + length - 1;
  }
  return replaced + text.slice(done);
}
