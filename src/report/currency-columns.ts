import type { Currency } from '../catalog/currencies.ts';
import type { Labels } from '../catalog/words/labels.ts';
import { formatMoney } from '../transaction/money.ts';
import { type ColumnLook, namedColumns, type TableColumn } from './table-columns.ts';

/** A currency as it is listed, its name in the language of the person. */
export type CurrencyEntry = Currency & { readonly name: string };

export const currencyColumnNames = ['code', 'name', 'minor_digits', 'example'] as const;

/** The example says more than "cents": for JPY the same txamt is a hundred times as much. */
export function currencyColumns(labels: Labels): TableColumn<CurrencyEntry>[] {
  const looks: Readonly<Record<(typeof currencyColumnNames)[number], ColumnLook<CurrencyEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    name: { title: labels.name, wraps: 12, cell: ({ name }) => name },
    minor_digits: { title: labels.minor_digits, align: 'right', cell: ({ minor_digits }) => String(minor_digits) },
    example: { title: labels.example, align: 'right', cell: ({ code }) => formatMoney('1280', code) },
  };
  return namedColumns(currencyColumnNames, looks);
}
