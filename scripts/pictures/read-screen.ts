import type { Terminal } from '@xterm/headless';
import { type Cell, cellsOf, type Style } from './read-cells.ts';

/** Characters in a row that look alike and stand in equally wide cells: 1, or 2 as Chinese does. */
export interface Run {
  readonly row: number;
  readonly column: number;
  readonly cells: number;
  readonly text: string;
  readonly style: Style;
}

/** Half a line of cells that is filled: a background, or a block character of a QR code. */
export interface Fill {
  readonly half_row: number;
  readonly column: number;
  readonly cells: number;
  readonly colour: string;
}

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly runs: readonly Run[];
  readonly fills: readonly Fill[];
}

/** Which halves of its cell a block character inks. */
const blocks: Readonly<Record<string, readonly [upper: boolean, lower: boolean]>> = {
  '█': [true, true],
  '▀': [true, false],
  '▄': [false, true],
};

/** All that the terminal shows and has scrolled out, from the first line to the last that is not empty. */
export function readScreen(terminal: Terminal): Screen {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, row) => cellsOf(terminal, row));
  const rows = lines.findLastIndex((cells) => cells.some(({ text, background }) => text.trim() || background)) + 1;
  const used = lines.slice(0, rows);
  return {
    columns: terminal.cols,
    rows,
    runs: used.flatMap((cells, row) => runsOf(cells, row)),
    fills: used.flatMap((cells, row) => [0, 1].flatMap((half) => fillsOf(cells, 2 * row + half))),
  };
}

/** One space between two words belongs to a run; more end it, so that columns stand where they stood in any font. */
function runsOf(cells: readonly Cell[], row: number): Run[] {
  const runs: Run[] = [];
  let pending = '';
  for (const { column, text, width, style } of cells) {
    const last = runs.at(-1);
    if (text === ' ' || text in blocks) {
      pending += text;
      continue;
    }
    const joins = last && pending.length < 2 && pending.trim() === '' && isAlike(last, width, style);
    if (joins && (width === 1 || pending === '')) {
      const cellsMore = pending.length + width;
      runs[runs.length - 1] = { ...last, text: last.text + pending + text, cells: last.cells + cellsMore };
    } else runs.push({ row, column, cells: width, text, style });
    pending = '';
  }
  return runs;
}

function isAlike(run: Run, width: number, style: Style): boolean {
  const is_wide = run.cells > [...run.text].length;
  return is_wide === width > 1 && JSON.stringify(run.style) === JSON.stringify(style);
}

function fillsOf(cells: readonly Cell[], half_row: number): Fill[] {
  const fills: Fill[] = [];
  for (const { column, text, width, style, background } of cells) {
    const colour = blocks[text]?.[half_row % 2] ? style.colour : background;
    const last = fills.at(-1);
    if (colour === undefined) continue;
    if (last?.colour === colour && last.column + last.cells === column)
      fills[fills.length - 1] = { ...last, cells: last.cells + width };
    else fills.push({ half_row, column, cells: width, colour });
  }
  return fills;
}
