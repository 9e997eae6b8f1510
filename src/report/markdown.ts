import { visible } from '../language/visible.ts';

/** Words in Markdown that mean nothing but themselves: no markup, no HTML, no line of their own. */
export function words(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|&~#!$]/g, (letter) => `\\${letter}`);
}

/** A piece of code within a line. Code spans have no escapes: the marks around one are longer than any in it. */
export function code(text: string): string {
  const shown = visible(text);
  const marks = '`'.repeat(longestRun(shown) + 1);
  const needsRoom = /^[` ]|[` ]$|^$/.test(shown);
  return needsRoom ? `${marks} ${shown} ${marks}` : `${marks}${shown}${marks}`;
}

/** Lines of code. What cannot be seen is shown as an escape, as `\u200b`. */
export function codeBlock(lines: readonly string[]): string {
  const shown = lines.map(visible);
  const fence = '`'.repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}text`, ...shown, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
