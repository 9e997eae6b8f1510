import { joinParameters, type Notation, type ReadParameters, readPair } from './read-parameters.ts';

/** `name=value`, one a line, values raw: nothing is decoded or trimmed, only line ends go. */
export const lines: Notation = {
  name: 'lines',
  title: 'name=value lines',
  fits: (text) => text.trim().includes('\n') || !/&|%[\da-f]{2}/i.test(text),
  read: (text) => {
    const parts: ReadParameters[] = [];
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() !== '') parts.push(readPair(line.replace(/\r$/, ''), `line ${index + 1}`));
    }
    return joinParameters(parts);
  },
};

export function withoutLineEnds(text: string): string {
  let end = text.length;
  while ('\r\n'.includes(text[end - 1] ?? '|')) end--;
  return text.slice(0, end);
}
