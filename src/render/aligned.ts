import type { Screen } from '../context/terminal.ts';
import type { AlignedLine } from '../report/report.ts';
import { widthOf } from './wrap-text.ts';

const gap = '  ';

/**
 * Each text with a line of marks beneath it, which a terminal without colour shows too. A text that is wider than the screen
 * would take its marks to another place: it is cut around them.
 */
export function renderAligned(lines: readonly AlignedLine[], { is_tty, columns }: Screen): string {
  const label_width = Math.max(0, ...lines.map(({ label }) => widthOf(label)));
  const room = is_tty ? Math.max(20, columns - label_width - gap.length) : Number.POSITIVE_INFINITY;
  return lines
    .flatMap((line) => {
      const fitting = fitted(line, room);
      const text = padded(fitting.label, label_width) + gap + fitting.text;
      return fitting.mark ? [text, padded('', label_width) + gap + marks(fitting.text, fitting.mark)] : [text];
    })
    .join('\n');
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function marks(text: string, { start, end }: { start: number; end: number }): string {
  const width = widthOf(text.slice(start, end));
  return ' '.repeat(widthOf(text.slice(0, start))) + '^'.repeat(Math.max(1, width));
}

/** Of UTF-16 in a column of text; more is not looked at. */
const mostUnits = 4;

/** The window of a text that its marks are in; without marks its beginning. */
function fitted(line: AlignedLine, room: number): AlignedLine {
  const { label, text, mark = { start: 0, end: 0 } } = line;
  if (widthOf(text) <= room) return line;
  let from = Math.max(0, mark.start - Math.floor(room / 3));
  const lead = from > 0 ? '…' : '';
  let to = Math.min(text.length, from + mostUnits * room);
  while (to > from && widthOf(`${lead}${text.slice(from, to)}…`) > room) to--;
  if (from > 0 && to === text.length) while (widthOf(`${lead}${text.slice(from)}`) < room - 1 && from > 0) from--;
  const shown = lead + text.slice(from, to) + (to < text.length ? '…' : '');
  const shift = lead.length - from;
  const marked = { start: mark.start + shift, end: Math.min(mark.end + shift, shown.length) };
  return { label, text: shown, ...(line.mark ? { mark: marked } : {}) };
}
