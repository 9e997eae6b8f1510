import type { Finality, RespcdCategory } from '../catalog/respcd.ts';
import type { Labels } from '../catalog/words/labels.ts';
import { type ColumnLook, namedColumns, type TableColumn } from './table-columns.ts';

/** A status code as it is listed. */
export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
  readonly category: RespcdCategory;
  readonly finality: Finality;
  readonly next_step: string;
  readonly also?: readonly string[];
}

export const codeColumnNames = ['code', 'name', 'finality', 'meaning', 'category', 'next_step', 'also'] as const;

export function codeColumns(labels: Labels): TableColumn<CodeEntry>[] {
  const looks: Readonly<Record<(typeof codeColumnNames)[number], ColumnLook<CodeEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    name: { title: labels.name, wraps: 20, cell: ({ name }) => name },
    finality: { title: labels.finality, wraps: 16, cell: ({ finality }) => labels[finality] },
    meaning: { title: labels.meaning, wraps: 24, cell: ({ meaning }) => meaning },
    category: { title: labels.category, extra: true, cell: ({ category }) => category },
    next_step: { title: labels.next_step, extra: true, wraps: 24, cell: ({ next_step }) => next_step },
    also: { title: labels.also, extra: true, wraps: 24, cell: ({ also = [] }) => also.join(' ') },
  };
  return namedColumns(codeColumnNames, looks);
}
