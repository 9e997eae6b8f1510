import { payTypes } from '../catalog/pay-types.ts';
import { decisiveRecord } from '../diagnosis/order.ts';
import { type Outcome, outcomeOfRecord } from '../diagnosis/outcome.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { type QueryFilter, queryOnce } from '../lookup/query.ts';
import { acceptedLookup } from '../lookup/refusal.ts';
import { isAskedFor } from '../lookup/wait.ts';
import { windowAround } from '../lookup/window.ts';
import { isSameOrder } from '../payment/used-number.ts';
import { isRefundOf, outcomeOfRefund } from '../refund/refund-record.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { stateOfOrder } from './cancel-order.ts';

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
export async function lookUpEntry(entry: HistoryEntry, gateway: Gateway): Promise<Looked | undefined> {
  for (const filter of filtersOf(entry)) {
    const { records, answer } = await queryOnce(gateway, filter);
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
function filtersOf({ endpoint, out_trade_no, orig_syssn, settled, time }: HistoryEntry): QueryFilter[] {
  const isCancel = endpoint === 'reversal' || endpoint === 'close';
  const syssn = isCancel ? orig_syssn : settled?.syssn;
  const sent_at = new Date(time);
  const window = Number.isNaN(sent_at.getTime()) ? {} : { window: windowAround(sent_at) };
  const number = { out_trade_no: [out_trade_no] };
  return [
    ...(syssn === undefined ? [] : [{ syssn: [syssn] }]),
    ...(out_trade_no === '' ? [] : [{ ...number, ...window }, number]),
  ];
}

function understand(entry: HistoryEntry, records: readonly Transaction[]): Looked | undefined {
  // A close can stand on the books under the number of its order.
  const payments = records.filter(({ order_type = 'payment' }) => order_type === 'payment');
  const record = decisiveRecord(entry.endpoint === 'refund' || payments.length === 0 ? records : payments);
  if (!record) return undefined;
  switch (entry.endpoint) {
    case 'refund':
      return { record, outcome: isThatRefund(entry, record) ? outcomeOfRefund(record) : 'declined' };
    case 'payment':
      return { record, outcome: isThatPayment(entry, record) ? outcomeOfRecord(record) : 'declined' };
    default:
      return { record, outcome: stateOfOrder(record) };
  }
}

/** A number is held once: where another refund holds it, this one was not made. */
function isThatRefund({ orig_syssn, txamt }: HistoryEntry, record: Transaction): boolean {
  return orig_syssn === undefined || isRefundOf(record, { syssn: orig_syssn }, txamt);
}

function isThatPayment({ txamt = '', txcurrcd = '', pay_type }: HistoryEntry, record: Transaction): boolean {
  const payType = payTypes.find(({ code }) => code === pay_type);
  if (!payType) return true;
  return isSameOrder(
    record,
    [
      ['txamt', txamt],
      ['txcurrcd', txcurrcd],
    ],
    payType,
  );
}
