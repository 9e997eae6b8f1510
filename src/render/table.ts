import { t } from '../language/t.ts';
import { visible } from '../language/visible.ts';
import type { Block, Column } from '../report/report.ts';
import { type Cells, fitColumns, gap } from './fit-columns.ts';
import { renderRows } from './rows.ts';
import { plainEmoji, widthOf } from './width.ts';
import { wrapText } from './wrap-text.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

/**
 * A table without lines, so that it can be read, grepped and copied; in a window that is too narrow for it a list, a record a
 * block. Without a width (a pipe) it is whole.
 */
export function renderTable({ columns, rows }: TableBlock, width: number): string {
  const shown = { columns, rows: rows.map((row) => row.map((cell) => visible(plainEmoji(cell)))) };
  const fitting = fitColumns(shown, width);
  if (!fitting) return renderList(shown, width);
  const { widths, left_out } = fitting;
  const titles = fitting.columns.map(({ title }) => title);
  const lines = [titles, ...fitting.rows].flatMap((row) => rowLines(row, fitting.columns, widths));
  const note = left_out.length > 0 ? [t`(too narrow here for: ${left_out.join(', ')})`] : [];
  return [...lines, ...note].join('\n');
}

/** What has no value is left out of its record. */
function renderList({ columns, rows }: Cells, width: number): string {
  const titles = columns.map(({ title }) => title);
  return rows
    .map((row) => titles.map((title, index) => [title, row[index] ?? ''] as const).filter(([, cell]) => cell !== ''))
    .map((pairs) => `${renderRows(pairs, width)}\n`)
    .join('\n');
}

/** A row is as many lines as its longest cell. */
function rowLines(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] {
  const cells = row.map((cell, index) => wrapText(cell, widths[index] ?? 0, { hard: true }));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, index) => padded(lines[line] ?? '', widths[index] ?? 0, columns[index]?.align))
      .join(gap)
      .trimEnd(),
  );
}

function padded(text: string, width: number, align: Column['align'] = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}
