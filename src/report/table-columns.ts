import { t } from '../language/t.ts';
import { escaped } from '../language/terminal-text.ts';
import { formatMoney } from '../transaction/money.ts';
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

/** Wire names; cents. */
interface AmountRow {
  readonly txamt?: string | undefined;
  readonly txcurrcd?: string | undefined;
}

/** Amounts, their currency in the heading where it is one. */
export function amountLook<Row extends AmountRow>(rows: readonly Row[]): ColumnLook<Row> {
  const currencies = new Set(rows.flatMap(({ txamt, txcurrcd = '' }) => (txamt === undefined ? [] : [txcurrcd])));
  const [currency = '', ...others] = currencies;
  const is_one = currency !== '' && others.length === 0;
  const cell = ({ txamt, txcurrcd = '' }: Row) => {
    const amount = txamt === undefined ? '' : formatMoney(txamt, txcurrcd);
    return is_one && amount.startsWith(`${currency} `) ? amount.slice(currency.length + 1) : amount;
  };
  return { title: is_one ? currency : t`amount`, align: 'right', cell };
}

/** What the drawing needs to know. */
function drawn<Row>({ id: _id, extra: _extra, cell: _cell, ...column }: TableColumn<Row>): Column {
  return column;
}

/**
 * A spreadsheet would run what begins so, a Chinese or Japanese one also with full-width signs, and most fields hold what others
 * wrote. A plain number is none.
 */
const formula = /^(?!-?\d+$)[\p{Cf}\s]*[=+\-@＝＋－＠\t\r\n]/u;
/** Would steer the terminal that somebody looks at the file on; a tab and line ends are for CSV to quote. */
const control = /(?![\t\r\n])\p{Cc}/gu;

/** Lines of CSV (RFC 4180, ended by LF, the last one left open). Numbers stay as they are, digit for digit. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(csvField).join(',')).join('\n');
}

function csvField(value: string): string {
  const shown = value.replace(control, escaped);
  const harmless = formula.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
