/** The commands of a fence: whole where they go on in the next line, and without the prompt and what was printed. */
export function commandsIn(fence: string): string[] {
  const lines = fence
    .replaceAll(/\\\n\s*/g, '')
    .trim()
    .split('\n');
  return lines.some((line) => line.startsWith('$ '))
    ? lines.flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []))
    : lines;
}

/** The arguments of `qfpay` in a shell's line: quotes taken off, what is piped or redirected left out. */
export function argumentsIn(line: string): string[] {
  const [, rest = ''] = /(?:^|\s)qfpay (.*)$/.exec(line) ?? [];
  const [own = ''] = rest.split(/ [<>|] /);
  return (own.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));
}
