import type { PayType } from '../catalog/pay-types.ts';
import type { Labels } from '../catalog/words/labels.ts';
import { type ColumnLook, namedColumns, type TableColumn } from './table-columns.ts';

/** A pay type as it is listed. */
export interface PayTypeEntry extends Omit<PayType, 'documented'> {
  /** In the language of the person. */
  readonly name: string;
  readonly documented: boolean;
}

/** The usual ones stand first. */
export const payTypeColumnNames = [
  ...(['code', 'alias', 'region', 'required', 'name'] as const),
  ...(['wallet', 'flow', 'optional', 'result', 'refund', 'cancel', 'via', 'documented'] as const),
];

export function payTypeColumns(labels: Labels): TableColumn<PayTypeEntry>[] {
  const yesNo = (value: boolean) => (value ? labels.yes : labels.no);
  const looks: Readonly<Record<(typeof payTypeColumnNames)[number], ColumnLook<PayTypeEntry>>> = {
    code: { title: labels.code, cell: ({ code }) => code },
    alias: { title: labels.alias, cell: ({ alias }) => alias },
    region: { title: labels.region, cell: ({ region }) => region },
    required: { title: labels.required, wraps: 24, cell: ({ required }) => required.join(', ') || '-' },
    name: { title: labels.name, wraps: 24, cell: ({ name }) => name },
    wallet: { title: labels.wallet, extra: true, cell: ({ wallet }) => wallet },
    flow: { title: labels.flow, extra: true, cell: ({ flow }) => flow },
    optional: { title: labels.optional, extra: true, wraps: 24, cell: ({ optional }) => optional.join(', ') || '-' },
    result: { title: labels.result, extra: true, cell: ({ result }) => (result === 'none' ? labels.none : result) },
    refund: { title: labels.refund, extra: true, cell: ({ refund }) => yesNo(refund) },
    cancel: { title: labels.cancel, extra: true, cell: ({ cancel }) => cancel ?? labels.none },
    via: { title: labels.via, extra: true, cell: ({ via }) => via },
    documented: { title: labels.documented, extra: true, cell: ({ documented }) => yesNo(documented) },
  };
  return namedColumns(payTypeColumnNames, looks);
}
