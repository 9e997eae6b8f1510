import stringWidth from 'fast-string-width';
import type { Column } from '../report/report.ts';

export interface Cells {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** What of a table there is room for. */
export interface Fitting extends Cells {
  /** Of each column, in columns of the screen. */
  readonly widths: readonly number[];
  /** The titles of those that had to go. */
  readonly left_out: readonly string[];
}

export const gap = '  ';

/**
 * As much of a table as stands in `width`: columns that can be spared go first, then sentences wrap. Undefined where even so a
 * line would break.
 */
export function fitColumns(cells: Cells, width: number): Fitting | undefined {
  const natural = cells.columns.map(({ title }, index) =>
    cells.rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), stringWidth(title)),
  );
  const least = natural.map((each, index) => Math.min(each, cells.columns[index]?.wraps ?? each));
  const kept = keptColumns(cells.columns, natural, width);
  if (lineWidth(kept.map((index) => least[index] ?? 0)) > width) return undefined;
  const pick = <T>(list: readonly T[]) => kept.flatMap((index) => list.slice(index, index + 1));
  return {
    columns: pick(cells.columns),
    rows: kept.length === natural.length ? cells.rows : cells.rows.map(pick),
    widths: shrunk(pick(natural), pick(least), width),
    left_out: cells.columns.flatMap(({ title }, index) => (kept.includes(index) ? [] : [title])),
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

/** The widest column gives way first, none beyond its least. */
function shrunk(natural: readonly number[], least: readonly number[], width: number): number[] {
  const widths = [...natural];
  for (let excess = lineWidth(widths) - width; excess > 0; excess--) {
    const able = widths.map((each, index) => (each > (least[index] ?? 0) ? each : 0));
    const widest = able.indexOf(Math.max(...able));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
