import type { Gateway } from '../gateway/gateway.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';
import { type Lookup, mergeLookups, queryAllPages } from './pages.ts';
import { acceptedLookup } from './refusal.ts';
import { monthsBetween, type Window } from './window.ts';

/** QFPay looks within a month, and no wallet is known to give back after a year. */
const mostMonths = 13;

/** Pages of a hundred. A shop with thousands of transactions a day is not read from end to end for one refund. */
const mostPages = 50;

/** Where a refund of a payment can stand: the months from the payment's day on, the latest first. */
export function refundMonths(payment: Transaction, now: Date): Window[] {
  const from = dayOf(payment);
  // Should this machine's clock be very slow, the payment's own month is looked into all the same.
  return monthsBetween(from, from > now ? from : now, mostMonths);
}

/** The first second of the payment's day in UTC+8; QFPay's number begins with it too. */
function dayOf({ sysdtm = '', paydtm = '', syssn = '' }: Transaction): Date {
  const made = parseGatewayTime(sysdtm) ?? parseGatewayTime(paydtm);
  const day = made ? formatGatewayTime(made).slice(0, 10) : syssn.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
  return parseGatewayTime(`${day} 00:00:00`) ?? new Date(0);
}

/**
 * What stands under a number that a refund of the payment may have.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function findRefundNumber(
  gateway: Gateway,
  out_trade_no: string,
  months: readonly Window[],
): Promise<Lookup> {
  let lookup: Lookup = { records: [], answers: [] };
  for (const window of months) {
    lookup = acceptedLookup(await queryAllPages(gateway, { out_trade_no: [out_trade_no], window }));
    const records = lookup.records.filter((record) => record.out_trade_no === out_trade_no);
    if (records.length > 0) return { ...lookup, records };
  }
  return { ...lookup, records: [] };
}

/**
 * Every refund of a payment, from its day on. `is_cut` when there were too many transactions to look through.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function findRefunds(
  gateway: Gateway,
  { syssn }: Transaction,
  months: readonly Window[],
): Promise<Lookup> {
  const found = await findAllRefunds(gateway, months);
  return { ...found, records: found.records.filter(({ orig_syssn }) => orig_syssn === syssn) };
}

/** The same for every payment at once. */
export async function findAllRefunds(gateway: Gateway, months: readonly Window[]): Promise<Lookup> {
  let lookup: Lookup = { records: [], answers: [] };
  for (const window of months) {
    const left = mostPages - lookup.answers.length;
    const found = acceptedLookup(await queryAllPages(gateway, { window }, left));
    lookup = mergeLookups(lookup, found);
    if (found.is_cut) return { ...lookup, records: lookup.records.filter(isRefund), is_cut: true };
  }
  return { ...lookup, records: lookup.records.filter(isRefund) };
}

function isRefund({ orig_syssn }: Transaction): boolean {
  return orig_syssn !== undefined;
}
