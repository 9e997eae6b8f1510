import { joinParameters, type Notation, readPair } from './read-parameters.ts';

/** `name=value`, one a line, values raw: nothing is decoded or trimmed, only line ends go. */
export const lines: Notation = {
  name: 'lines',
  title: 'name=value lines',
  fits: (text) => text.trim().includes('\n') || !/&|%[\da-f]{2}/i.test(text),
  read: (text) =>
    joinParameters(
      text
        .split(/\r?\n/)
        .map((line, index) => [line, `line ${index + 1}`] as const)
        .filter(([line]) => line.trim() !== '')
        .map(([line, where]) => readPair(line, where)),
    ),
};

export function withoutLineEnds(text: string): string {
  let end = text.length;
  while ('\r\n'.includes(text[end - 1] ?? '|')) end--;
  return text.slice(0, end);
}
