import { decisiveRecord } from '../../diagnosis/order.ts';
import { type Outcome, outcomeOfRecord } from '../../diagnosis/outcome.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { attemptsOf, type HistoryEntry } from '../../history/history-entry.ts';
import { isNothingYet, type QueryFilter, queryOnce } from '../../lookup/query.ts';
import { acceptedLookup } from '../../lookup/refusal.ts';
import { isAskedFor } from '../../lookup/wait.ts';
import { seenFrom, type Window, windowAround } from '../../lookup/window.ts';
import { isSameSum } from '../../payment/used-number.ts';
import { isRefundOf, outcomeOfRefund } from '../../refund/refund-record.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { stateOfOrder } from '../cancel/order.ts';

/** What the gateway's books say of a call. */
export interface Looked {
  readonly outcome: Outcome;
  /** The payment or refund itself; for a reversal or close, the order. */
  readonly record: Transaction;
}

/**
 * Asks what became of a call; undefined where the books do not know it, which is no proof that nothing happened. Only asks.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function lookUpEntry(entry: HistoryEntry, gateway: Gateway, now: Date): Promise<Looked | undefined> {
  for (const filter of filtersOf(entry, now)) {
    const { records, answer } = await queryOnce(gateway, filter);
    if (isNothingYet(answer, filter.window)) continue;
    const found = acceptedLookup({ records, answers: [answer] }).records.filter((record) => isAskedFor(record, filter));
    const looked = understand(entry, found);
    if (looked) return looked;
  }
  return undefined;
}

/**
 * QFPay's number where it is known: it needs no window. By the merchant's number around its sending, and, should this
 * machine's clock have been far off then, in the month that the gateway takes for the present one.
 */
function filtersOf(entry: HistoryEntry, now: Date): QueryFilter[] {
  const { endpoint, out_trade_no, orig_syssn, settled } = entry;
  const isCancel = endpoint === 'reversal' || endpoint === 'close';
  const syssn = isCancel ? orig_syssn : settled?.syssn;
  const number = { out_trade_no: [out_trade_no] };
  const windows = windowsOf(entry).map((window) => ({ ...number, window: seenFrom(now, window) }));
  return [...(syssn === undefined ? [] : [{ syssn: [syssn] }]), ...(out_trade_no === '' ? [] : [...windows, number])];
}

/** Around each sending, the latest first, where it is not in the window of a later one. */
function windowsOf(entry: HistoryEntry): Window[] {
  const windows: Window[] = [];
  for (const { time } of [...attemptsOf(entry)].reverse()) {
    const sent_at = new Date(time);
    if (Number.isNaN(sent_at.getTime())) continue;
    if (!windows.some(({ start, end }) => start < sent_at && sent_at < end)) windows.push(windowAround(sent_at));
  }
  return windows;
}

function understand(entry: HistoryEntry, records: readonly Transaction[]): Looked | undefined {
  switch (entry.endpoint) {
    case 'refund':
      return lookedAt(records, (record) => isThatRefund(entry, record), outcomeOfRefund);
    case 'payment':
      return lookedAt(records, (record) => isThatPayment(entry, record), outcomeOfRecord);
    default:
      return lookedAt(paymentsAmong(records), () => true, stateOfOrder);
  }
}

/** The call's own record before any other; where another one holds its number, it was not made: a number is held once. */
function lookedAt(
  records: readonly Transaction[],
  isThat: (record: Transaction) => boolean,
  outcomeOf: (record: Transaction) => Outcome,
): Looked | undefined {
  const own = decisiveRecord(records.filter(isThat));
  if (own) return { record: own, outcome: outcomeOf(own) };
  const other = decisiveRecord(records);
  return other && { record: other, outcome: 'declined' };
}

/** A close can stand on the books under the number of its order. */
function paymentsAmong(records: readonly Transaction[]): readonly Transaction[] {
  const payments = records.filter(({ order_type = 'payment' }) => order_type === 'payment');
  return payments.length === 0 ? records : payments;
}

function isThatRefund({ orig_syssn, txamt }: HistoryEntry, record: Transaction): boolean {
  return orig_syssn === undefined || isRefundOf(record, { syssn: orig_syssn }, txamt);
}

/** By number and sum: the pay type on the books may be another one than was asked for (QFPay tells the wallet it found). */
function isThatPayment({ out_trade_no, txamt = '', txcurrcd = '' }: HistoryEntry, record: Transaction): boolean {
  return isSameSum(record, [
    ['out_trade_no', out_trade_no],
    ['txamt', txamt],
    ['txcurrcd', txcurrcd],
  ]);
}
