import type { Transaction } from '../transaction/transaction.ts';

/** What a notification says otherwise than QFPay's books do. */
export interface Difference {
  readonly field: string;
  readonly notified: string;
  /** Empty where the record has no such field. */
  readonly queried: string;
}

/** What a notification must have in common with the record that a query finds. */
const compared = [
  'out_trade_no',
  'txamt',
  'txcurrcd',
  'pay_type',
  'respcd',
  'orig_syssn',
] as const satisfies readonly (keyof Transaction)[];

/**
 * Holds a notification against the record that `query` found under its `syssn`. A field counts where the notification has
 * it. `cancel` does not: the transaction may have gone on since it was notified.
 */
export function compareWithRecord(fields: Readonly<Record<string, string>>, record: Transaction): Difference[] {
  return compared.flatMap((field) => {
    const [notified = '', queried = ''] = [fields[field], record[field]];
    return notified === '' || notified === queried ? [] : [{ field, notified, queried }];
  });
}
