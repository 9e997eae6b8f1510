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

/** The numbers under which money came in more than once: paid twice, or captured twice. */
export function doublePayments(records: readonly Transaction[]): string[] {
  return groupByOrder(records)
    .filter((order) => count(order, isPaid) > 1 || count(order, isCaptured) > 1)
    .flatMap(([first]) => first?.out_trade_no ?? []);
}

function count(order: readonly Transaction[], is: (record: Transaction) => boolean): number {
  return order.filter(is).length;
}

function isPaid(record: Transaction): boolean {
  return outcomeOfRecord(record) === 'paid';
}

/** A hold brings no money in, whatever became of it: what is captured of it has a record of its own. */
function isCaptured(record: Transaction): boolean {
  return outcomeOfRecord(record) === 'captured' && kindOfTransaction(record) === 'capture';
}
