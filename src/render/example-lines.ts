import type { Example } from '../report/report.ts';

/**
 * What it does above each line, which stays whole: it is there to be copied.
 * @param wrapped breaks what is said beside a margin of four columns
 */
export function exampleLines(examples: readonly Example[], wrapped: (does: string) => readonly string[]): string {
  return examples.map(([line, does]) => `  # ${wrapped(does).join('\n  # ')}\n  $ ${line}\n`).join('\n');
}
