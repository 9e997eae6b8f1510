import type { Fault } from '../errors.ts';
import { nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type ListColumn, listColumns } from './refund-row.ts';

/** Which column of a file is which. */
export interface Heading {
  readonly columns: Readonly<Partial<Record<ListColumn, number>>>;
  /** How many values a line has at most. */
  readonly width: number;
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

/** What stands under a heading, which tells whether a column without a name holds anything. */
export interface Beneath {
  readonly line: number;
  readonly records: readonly (readonly string[])[];
}

/** Names count without regard to case, spaces and dashes. A name that is nearly one of ours is a fault and never left aside. */
export function readHeading(titles: readonly string[], { line, records }: Beneath): Heading {
  const names = titles.map((title) =>
    title
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  const found = names.flatMap((name, at) => (isColumn(name) ? [[name, at] as const] : []));
  const others = names.flatMap((name, at) => (isColumn(name) ? [] : [{ name, title: titles[at]?.trim() ?? '', at }]));
  const unnamed = others.filter(({ name, at }) => name === '' && records.some((record) => record[at]?.trim()));
  const faults = [
    ...others.flatMap(({ name, title }) => misspelt(name, title, line)),
    ...twice(
      found.map(([name]) => name),
      line,
    ),
    ...lacking(
      found.map(([name]) => name),
      line,
    ),
  ];
  const ignored = [
    ...others.filter(({ name }) => name !== '').map(({ title }) => title),
    ...unnamed.map(({ at }) => t`the ${at + 1}th, which has no name`),
  ];
  return {
    columns: Object.fromEntries(found),
    width: titles.length,
    notes: ignored.length > 0 ? [t`columns that are not looked at: ${ignored.join(', ')}`] : [],
    faults,
  };
}

export function isColumn(name: string): name is ListColumn {
  return listColumns.some((column) => column === name);
}

/** A name that was probably meant to be one of ours. */
export function misspelt(name: string, title: string, line: number): Fault[] {
  const [near] = name.length > 2 ? nearNames(name.replaceAll('_', ''), [...meant.keys()], 1) : [];
  if (near === undefined) return [];
  return [
    {
      line,
      field: 'header',
      value: title,
      rule: t`is not a column of a batch`,
      next: t`${meant.get(near)}, if that is meant`,
    },
  ];
}

/** Without their `_`, and what others call them. */
const meant = new Map<string, ListColumn>([
  ...listColumns.map((name): [string, ListColumn] => [name.replaceAll('_', ''), name]),
  ['refundnumber', 'refund_no'],
  ['refundid', 'refund_no'],
]);

function twice(names: readonly string[], line: number): Fault[] {
  const doubled = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...doubled].map((value) => ({ line, field: 'header', value, rule: t`stands there twice` }));
}

function lacking(names: readonly ListColumn[], line: number): Fault[] {
  const has = (...wanted: ListColumn[]) => wanted.some((name) => names.includes(name));
  return [
    ...(has('syssn', 'out_trade_no')
      ? []
      : [{ line, field: 'header', rule: t`must have a column syssn or out_trade_no` }]),
    ...(has('txamt', 'amount', 'full') ? [] : [{ line, field: 'header', rule: amountRule() }]),
  ];
}

function amountRule() {
  return t`must have a column txamt (cents), amount (such as 12.80) or full (yes)`;
}
