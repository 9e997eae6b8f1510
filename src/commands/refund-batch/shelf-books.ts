import type { Gateway } from '../../gateway/gateway.ts';
import { findAllRefunds } from '../../lookup/find-refunds.ts';
import type { Lookup } from '../../lookup/pages.ts';
import type { Window } from '../../lookup/window.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { RefundBooks } from '../refund/books.ts';

/** What was read of the gateway's books for all rows at once. */
export interface Shelf {
  readonly payments: readonly Transaction[];
  /** The refund numbers that were asked for, and what stands under them. */
  readonly asked: ReadonlySet<string>;
  readonly refunds: readonly Transaction[];
  /** The months from the first day on of which a refund may have to be looked for. */
  readonly months: readonly Window[];
}

/** Nothing has been given back of a payment with such a flag: 4 is a pre-authorisation that was captured. */
export function isUntouched({ cancel = '0' }: Transaction): boolean {
  return cancel === '0' || cancel === '4';
}

/**
 * Books that were read beforehand. Of a payment that nothing was given back of no number is asked for: should one be used all
 * the same, by a refund that was declined or is on its way, the gateway says so, and takes none twice.
 */
export function shelfBooks(shelf: Shelf, gateway: Gateway, slow: RefundBooks): RefundBooks {
  const payments = { syssn: index(shelf.payments, 'syssn'), out_trade_no: index(shelf.payments, 'out_trade_no') };
  const numbers = index(shelf.refunds, 'out_trade_no');
  let all: Promise<Lookup> | undefined;
  return {
    payment: async ({ named }) => lookup(payments[named.field].get(named.value)),
    refundNumber: async (out_trade_no, of) => {
      if (shelf.asked.has(out_trade_no)) return lookup(numbers.get(out_trade_no));
      return isUntouched(of.payment) ? lookup([]) : slow.refundNumber(out_trade_no, of);
    },
    async refunds({ payment }) {
      all ??= findAllRefunds(gateway, shelf.months);
      const found = await all;
      return { ...found, records: found.records.filter(({ orig_syssn }) => orig_syssn === payment.syssn) };
    },
    tells_left_of_standing: false,
  };
}

function lookup(records: readonly Transaction[] = []): Lookup {
  return { records, answers: [] };
}

function index(records: readonly Transaction[], field: 'syssn' | 'out_trade_no'): Map<string, Transaction[]> {
  const found = new Map<string, Transaction[]>();
  for (const record of records) {
    const { [field]: value = '' } = record;
    const same = found.get(value);
    if (same) same.push(record);
    else found.set(value, [record]);
  }
  return found;
}
