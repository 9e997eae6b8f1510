import type { Fault } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';

export interface ColumnOptions {
  /** Which columns, in this order; absent for the usual ones. */
  readonly columns?: readonly string[];
}

/** What is wrong with the columns; looked at before anything is sent. */
export function columnFaults({ columns, json }: ColumnOptions & GlobalOptions, names: readonly string[]): Fault[] {
  if (columns === undefined) return [];
  const list = names.join(', ');
  const unknown = columns.filter((name) => !names.includes(name));
  const faults: Fault[] = unknown.map((value, index) => ({
    field: 'columns',
    value,
    rule: index === 0 ? t`must be among ${list}` : t`must be among them, too`,
    ...didYouMean(value.toLowerCase().replaceAll('-', '_'), names),
  }));
  if (json) faults.push({ field: 'columns', rule: t`cannot be used with --json, which has every field` });
  return faults;
}
