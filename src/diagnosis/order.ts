import type { Transaction } from '../transaction/transaction.ts';
import { kindOfTransaction, type Outcome, outcomeOfRecord } from './outcome.ts';

/** What stands for an order with several records: that it was paid, then whatever may still become a payment. */
const weight: readonly Outcome[] = [
  'paid',
  'captured',
  'authorized',
  'unknown',
  'pending',
  'awaiting_payer',
  'refunded',
  'released',
  'reversed',
  'closed',
  'declined',
];

/**
 * The record that decides about an order with several: a checkout makes one for every attempt, and an order is paid as soon
 * as one of them is. Undefined without records.
 */
export function decisiveRecord(records: readonly Transaction[]): Transaction | undefined {
  const rank = (record: Transaction) => weight.indexOf(outcomeOfRecord(record));
  return [...records].sort((a, b) => rank(a) - rank(b))[0];
}

/** The records of each order, by the merchant's number; a record without one stands alone. */
export function groupByOrder(records: readonly Transaction[]): Transaction[][] {
  const orders = new Map<string, Transaction[]>();
  for (const record of records) {
    const name = record.out_trade_no ?? `syssn ${record.syssn}`;
    orders.set(name, [...(orders.get(name) ?? []), record]);
  }
  return [...orders.values()];
}

/** The outcome of each order. */
export function orderOutcomes(records: readonly Transaction[]): Outcome[] {
  return groupByOrder(records)
    .flatMap((order) => decisiveRecord(order) ?? [])
    .map(outcomeOfRecord);
}

/** The numbers under which money came in more than once. */
export function doublePayments(records: readonly Transaction[]): string[] {
  return groupByOrder(records)
    .filter((order) => order.filter(isIncome).length > 1)
    .flatMap(([first]) => first?.out_trade_no ?? []);
}

/** A hold brings none in, whatever became of it: what is captured of it has a record of its own. */
function isIncome(record: Transaction): boolean {
  const outcome = outcomeOfRecord(record);
  return outcome === 'paid' || (outcome === 'captured' && kindOfTransaction(record) === 'capture');
}
