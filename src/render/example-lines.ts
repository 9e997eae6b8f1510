/** What it does above each line, which stays whole: it is there to be copied. */
export function exampleLines(examples: readonly (readonly [line: string, does: readonly string[]])[]): string {
  return examples.map(([line, does]) => `  # ${does.join('\n  # ')}\n  $ ${line}\n`).join('\n');
}
