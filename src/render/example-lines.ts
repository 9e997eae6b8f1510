/** What it does above each line, which breaks where a shell joins it again: it is there to be copied. */
export function exampleLines(
  examples: readonly (readonly [line: string, does: readonly string[]])[],
  width: number,
): string {
  return examples
    .map(([line, does]) => {
      const typed = brokenCommand(line, width - 4).join('\n    ');
      return `  # ${does.join('\n  # ')}\n  $ ${typed}\n`;
    })
    .join('\n');
}

let is_joined = true;

/** Whether a shell joins lines behind a backslash; PowerShell and cmd do not, so that a command stays whole there, whatever the width. */
export function breakCommands(joined: boolean): void {
  is_joined = joined;
}

/** How far the second line of a command stands in. */
const indent = '    ';

/**
 * A command in lines that a shell joins again, each but the last with a backslash at its end: broken between words, where that can
 * be before a flag, and never in a word, nor in what is quoted. One that cannot be broken so stays whole.
 */
export function brokenCommand(line: string, width: number): string[] {
  if (!is_joined || columnsOf(line) <= width) return [line];
  const words = line.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  if (words.join(' ') !== line) return [line];
  const lines: string[] = [];
  for (const unit of units(words)) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(`${last} ${unit} \\`) <= width) lines[lines.length - 1] = `${last} ${unit}`;
    else lines.push(last === undefined ? unit : indent + unit);
  }
  return lines.map((each, at) => (at < lines.length - 1 ? `${each} \\` : each));
}

/** A flag and its value, which are read together. */
function units(words: readonly string[]): string[] {
  const together: string[] = [];
  for (const word of words) {
    const before = together.at(-1);
    const takes = before !== undefined && /^--?[\w-]+$/.test(before) && !/^[-|<>&]/.test(word);
    if (takes) together[together.length - 1] = `${before} ${word}`;
    else together.push(word);
  }
  return together;
}

/** At most: of whatever is not Latin each letter is taken for a wide one. */
function columnsOf(text: string): number {
  return text.length + (text.match(/[^\0-\u02ff]/g)?.length ?? 0);
}
