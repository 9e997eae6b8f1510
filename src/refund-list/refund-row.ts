import type { Fault } from '../errors.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import type { RefundSum } from '../refund/refund-number.ts';

/** One refund that a file asks for. */
export interface RefundRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly named: NamedPayment;
  /** Where both numbers were given: the payment's own has to be this. */
  readonly out_trade_no?: string;
  readonly sum: RefundSum;
  readonly refund_no?: string;
}

/** What a file asks for: refunds, what was left aside, and what cannot be meant. */
export interface RefundList {
  readonly rows: readonly RefundRow[];
  /** For a person: columns that were not looked at. */
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

/** A line of the file with its values by column, trimmed; an empty one is absent. */
export interface RawRow {
  readonly line: number;
  readonly fields: Readonly<Partial<Record<ListColumn, string>>>;
}

export const listColumns = ['syssn', 'out_trade_no', 'txamt', 'amount', 'full', 'refund_no'] as const;
export type ListColumn = (typeof listColumns)[number];

/** What a notation makes of a text. */
export interface RawList extends Omit<RefundList, 'rows'> {
  readonly rows: readonly RawRow[];
  /** Where `;` separates the columns, a spreadsheet writes decimals with a comma. */
  readonly has_decimal_comma: boolean;
}
