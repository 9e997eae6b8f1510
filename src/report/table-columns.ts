import type { Block, Column } from './report.ts';

/** What is shown of a row in one place; where it stands in the table is told by its id. */
export interface ColumnLook<Row> extends Column {
  /** Shown only when it is asked for. */
  readonly extra?: true;
  cell(row: Row): string;
}

/** A column that a command knows; its id is what `--columns` calls it. */
export interface TableColumn<Row> extends ColumnLook<Row> {
  readonly id: string;
}

/** Every id with its look, in the order of the ids. */
export function namedColumns<Row, Id extends string>(
  ids: readonly Id[],
  looks: Readonly<Record<Id, ColumnLook<Row>>>,
): TableColumn<Row>[] {
  return ids.map((id) => ({ ...looks[id], id }));
}

/** A table of the columns that were chosen, in that order; whoever chose gets all of them, however narrow the screen. */
export function tableOf<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  chosen?: readonly string[],
): Block {
  const shown = chosen
    ? chosen.flatMap((id) => columns.filter((column) => column.id === id).map(withoutSpare))
    : columns.filter(({ extra }) => !extra);
  return { kind: 'table', columns: shown.map(drawn), rows: rows.map((row) => shown.map(({ cell }) => cell(row))) };
}

function withoutSpare<Row>({ spare: _, ...column }: TableColumn<Row>): TableColumn<Row> {
  return column;
}

/** What the drawing needs to know. */
function drawn<Row>({ id: _id, extra: _extra, cell: _cell, ...column }: TableColumn<Row>): Column {
  return column;
}
