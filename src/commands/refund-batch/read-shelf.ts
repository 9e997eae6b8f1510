import type { Context } from '../../context.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { JournalEntry } from '../../journal/journal-entry.ts';
import { refundMonths } from '../../lookup/find-refunds.ts';
import { choosePayment } from '../../refund/choose-payment.ts';
import { refundNumber } from '../../refund/refund-number.ts';
import type { RefundablePayment } from '../../refund/refund-record.ts';
import { sumKey } from '../../refund/refund-sum.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { readPayments } from './read-payments.ts';
import { type AskedNumber, readRefundNumbers } from './read-refunds.ts';
import { isUntouched, type Shelf } from './shelf-books.ts';

/** A row that is not settled by the journal, and what the journal has of it. */
export interface OpenRow {
  readonly row: RefundRow;
  readonly entry?: JournalEntry | undefined;
}

/**
 * Reads what the gateway's books have of all these rows: the payments, and the refund numbers of those of which something was
 * given back already or may be on its way.
 */
export async function readShelf(open: readonly OpenRow[], gateway: Gateway, context: Context): Promise<Shelf> {
  const now = context.clock.now();
  const payments = unique(
    await readPayments(
      open.map(({ row }) => row.named),
      gateway,
      context,
    ),
  );
  const byName = indexPayments(payments);
  const touched = open.flatMap(
    ({ row, entry }): { payment: RefundablePayment; row: RefundRow; entry?: JournalEntry | undefined }[] => {
      const records = byName.get(`${row.named.field} ${row.named.value}`) ?? [];
      const choice = choosePayment(records, row.named);
      if (!('payment' in choice) || (isUntouched(choice.payment) && !entry)) return [];
      return [{ payment: choice.payment, row, entry }];
    },
  );
  const asked = touched.flatMap(({ payment, row, entry }): AskedNumber[] => {
    const from = refundMonths(payment, now).at(-1)?.start ?? now;
    const numbers = new Set([firstNumber(payment, row, gateway), ...(entry ? [entry.refund_no] : [])]);
    return [...numbers].map((out_trade_no) => ({ out_trade_no, from }));
  });
  const refunds = unique(await readRefundNumbers(asked, gateway, now));
  const [earliest] = touched.map(({ payment }) => refundMonths(payment, now)).sort((a, b) => b.length - a.length);
  return { payments, asked: new Set(asked.map(({ out_trade_no }) => out_trade_no)), refunds, months: earliest ?? [] };
}

/** The number that the row most probably has. Of a payment that was given back in part before it is another one. */
function firstNumber(payment: RefundablePayment, { sum, refund_no }: RefundRow, { settings }: Gateway): string {
  if (refund_no !== undefined) return refund_no;
  const { env, merchant } = settings;
  const txamt = sum === 'full' ? payment.txamt : sumKey(sum);
  const { app_code, mchid } = merchant;
  return refundNumber({ env, app_code, mchid, syssn: payment.syssn, txamt, refunded: '0' }, 0);
}

function indexPayments(payments: readonly Transaction[]): Map<string, Transaction[]> {
  const index = new Map<string, Transaction[]>();
  for (const payment of payments) {
    for (const field of ['syssn', 'out_trade_no'] as const) {
      const key = `${field} ${payment[field] ?? ''}`;
      const same = index.get(key);
      if (same) same.push(payment);
      else index.set(key, [payment]);
    }
  }
  return index;
}

/** Pages shift when an order is made while they are read, and bring a record twice. */
function unique(records: readonly Transaction[]): Transaction[] {
  const keyOf = (record: Transaction) => record.syssn ?? JSON.stringify(record);
  return [...new Map(records.map((record) => [keyOf(record), record])).values()];
}
