import Table from 'cli-table3';
import tableUtils from 'cli-table3/src/utils.js';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { Block, Column } from '../report/report.ts';
import { plainEmoji, renderRows, widthOf, wrapText } from './wrap-text.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

// The library measures by an older table of widths, and would cut what it takes for too wide: our width is the one that counts.
Object.assign(tableUtils, { strlen: widestLine, truncate: (text: string) => text, pad });

function widestLine(text: string): number {
  return Math.max(0, ...text.split('\n').map(widthOf));
}

function pad(text: string, width: number, _blank: string, align: string): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

const gap = '  ';

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: gap,
};

/**
 * A table without lines, so that it can be read, grepped and copied; in a window that is too narrow for it a list, a record a
 * block. Without a width (a pipe) it is whole.
 */
export function renderTable({ columns, rows }: TableBlock, width: number): string {
  const shown = { columns, rows: rows.map((row) => row.map((cell) => visible(plainEmoji(cell)))) };
  const fitting = fitColumns(shown, width);
  if (!fitting) return renderList(shown, width);
  const { widths, left_out, meanings } = fitting;
  const titles = fitting.columns.map(({ title }) => title);
  const note = left_out.length > 0 ? [t`(too narrow here for: ${left_out.join(t`, `)})`] : [];
  return [...drawn([titles, ...fitting.rows], fitting.columns, widths), ...meanings, ...note].join('\n');
}

/** So many rows are drawn at a time: the library's work grows faster than their number. */
const rows_at_once = 50;

/** Cells come broken into their lines: the library puts them side by side, and breaks nothing. */
function drawn(rows: readonly (readonly string[])[], columns: readonly Column[], widths: readonly number[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < rows.length; at += rows_at_once) {
    const table = new Table({
      chars: noLines,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
      colWidths: [...widths],
      colAligns: columns.map(({ align = 'left' }) => align),
      wordWrap: false,
    });
    for (const row of rows.slice(at, at + rows_at_once))
      table.push(row.map((cell, index) => brokenCell(cell, columns[index], widths[index] ?? 0)));
    lines.push(...table.toString().split('\n'));
  }
  return lines.map((line) => line.trimEnd());
}

function brokenCell(cell: string, column: Column | undefined, width: number): string {
  return column?.cuts === undefined ? wrapText(cell, width, { hard: true }).join('\n') : withoutMiddle(cell, width);
}

/** What has no value is left out of its record. */
function renderList({ columns, rows }: Cells, width: number): string {
  const titles = columns.map(({ title }) => title);
  return rows
    .map((row) => titles.map((title, index) => [title, row[index] ?? ''] as const).filter(([, cell]) => cell !== ''))
    .map((pairs) => `${renderRows(pairs, width)}\n`)
    .join('\n');
}

function withoutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const letters = [...text];
  let [head, tail] = [Math.ceil((width - 1) / 2), Math.floor((width - 1) / 2)];
  const cut = () => `${letters.slice(0, head).join('')}…${tail > 0 ? letters.slice(-tail).join('') : ''}`;
  while (widthOf(cut()) > width && head + tail > 0) [head, tail] = head > tail ? [head - 1, tail] : [head, tail - 1];
  return cut();
}

interface Cells {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** What of a table there is room for. */
interface Fitting extends Cells {
  /** Of each column, in columns of the screen. */
  readonly widths: readonly number[];
  /** The titles of those that had to go. */
  readonly left_out: readonly string[];
  /** What the marks say that had to stand for words. */
  readonly meanings: readonly string[];
}

/**
 * As much of a table as stands in `width`: columns that can be spared go first, then words that have a mark become it, then
 * sentences wrap. Undefined where even so a line would break.
 */
export function fitColumns(cells: Cells, width: number): Fitting | undefined {
  const whole = fittedCells(cells, width);
  if (whole?.is_unbroken || cells.columns.every(({ marks }) => marks === undefined)) return whole;
  const meanings = cells.columns.flatMap(({ marks }, index) =>
    marks && cells.rows.some((row) => row[index]?.includes(marks.words)) ? [`${marks.mark} ${marks.means}`] : [],
  );
  const fitting = fittedCells({ ...cells, rows: cells.rows.map((row) => marked(row, cells.columns)) }, width);
  return fitting && { ...fitting, meanings };
}

function marked(row: readonly string[], columns: readonly Column[]): string[] {
  return row.map((cell, index) => {
    const marks = columns[index]?.marks;
    return marks ? cell.replace(marks.words, () => marks.mark) : cell;
  });
}

function fittedCells(cells: Cells, width: number): (Fitting & { readonly is_unbroken: boolean }) | undefined {
  const cell_widths = cells.columns.map((_, index) => cells.rows.map((row) => widthOf(row[index] ?? '')));
  const natural = cells.columns.map(({ title }, index) =>
    (cell_widths[index] ?? []).reduce((most, each) => Math.max(most, each), widthOf(title)),
  );
  const least = natural.map((each, index) =>
    Math.min(each, cells.columns[index]?.wraps ?? cells.columns[index]?.cuts ?? each),
  );
  const kept = keptColumns(cells.columns, natural, width);
  if (lineWidth(kept.map((index) => least[index] ?? 0)) > width) return undefined;
  const pick = <T>(list: readonly T[]) => kept.flatMap((index) => list.slice(index, index + 1));
  return {
    columns: pick(cells.columns),
    rows: kept.length === natural.length ? cells.rows : cells.rows.map(pick),
    // A cell that is cut takes one line, however narrow.
    widths: shrunk(
      pick(cell_widths.map((each, at) => (cells.columns[at]?.cuts === undefined ? each : each.map(() => 0)))),
      { natural: pick(natural), least: pick(least), width },
    ),
    left_out: cells.columns.flatMap(({ title }, index) => (kept.includes(index) ? [] : [title])),
    meanings: [],
    is_unbroken: lineWidth(kept.map((index) => natural[index] ?? 0)) <= width,
  };
}

function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, Math.max(0, widths.length - 1) * gap.length);
}

/** The places of those columns that stay. */
function keptColumns(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const spares = [...columns.entries()]
    .filter(([, { spare }]) => spare !== undefined)
    .sort(([, a], [, b]) => (a.spare ?? 0) - (b.spare ?? 0));
  let kept = [...columns.keys()];
  for (const [spare] of spares) {
    if (lineWidth(kept.map((index) => natural[index] ?? 0)) <= width) break;
    kept = kept.filter((index) => index !== spare);
  }
  return kept;
}

interface Room {
  readonly natural: readonly number[];
  readonly least: readonly number[];
  readonly width: number;
}

/** So many rows tell how high a table becomes. */
const most_looked_at = 100;

/** What makes the fewest lines gives way first, the widest column of such, none beyond its least: one long word and not every time of day. */
function shrunk(cell_widths: readonly (readonly number[])[], { natural, least, width }: Room): number[] {
  const rows = (cell_widths[0] ?? [])
    .slice(0, most_looked_at)
    .map((_, row) => cell_widths.map((cells) => cells[row] ?? 0));
  let widths = [...natural];
  for (let excess = lineWidth(widths) - width; excess > 0; excess--) {
    const narrower = [...widths.entries()]
      .filter(([column, each]) => each > (least[column] ?? 0))
      .sort(([, a], [, b]) => b - a)
      .map(([column]) => widths.map((each, index) => (index === column ? each - 1 : each)));
    const heights = narrower.map((each) => height(rows, each));
    widths = narrower[heights.indexOf(Math.min(...heights))] ?? widths;
  }
  return widths;
}

/** In lines, as far as widths alone tell. */
function height(rows: readonly (readonly number[])[], widths: readonly number[]): number {
  return rows.reduce(
    (lines, row) => lines + Math.max(1, ...row.map((cell, column) => Math.ceil(cell / (widths[column] ?? cell)))),
    0,
  );
}
