import type { Gateway } from '../gateway/gateway.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';
import {
  acceptedLookup,
  commaLists,
  type Lookup,
  mergeLookups,
  type QueryFilter,
  queryAllPages,
  refusalOf,
} from './query.ts';
import { isAskedFor } from './wait.ts';
import { latestNow, monthBefore, monthsBetween, type QueryWindow, seenFrom } from './window.ts';

/** Orders by the merchant's numbers. */
interface OrderSearch {
  readonly out_trade_no: readonly string[];
  /** Where to look, and nowhere else. */
  readonly window?: QueryWindow | undefined;
  readonly filter?: Pick<QueryFilter, 'pay_type' | 'respcd'>;
  readonly now: Date;
  /** The month that a number itself, or what is known of it, tells. */
  readonly monthOf?: (out_trade_no: string) => QueryWindow | undefined;
}

/** How far back an order is looked for whose month nobody knows. */
export const monthsBack = 12;

/** One place to look, and the numbers it is for. */
interface SearchPlace {
  readonly window?: QueryWindow;
  readonly holds: (out_trade_no: string) => boolean;
}

/**
 * Looks where each order is likeliest, and goes on backwards until all are found. QFPay looks in one month: the current one
 * (UTC+8) when no window is named.
 * @throws NetworkError no usable answer
 * @throws RateLimitedError still 429 after every back-off
 */
export async function findOrders(gateway: Gateway, search: OrderSearch): Promise<Lookup> {
  let lookup: Lookup = { records: [], answers: [] };
  for (const { window, holds } of places(search)) {
    const wanted = missingOrders(search.out_trade_no, lookup).filter(holds);
    for (const out_trade_no of commaLists(wanted)) {
      lookup = mergeLookups(lookup, await queryNamed(gateway, { ...search.filter, out_trade_no, window }));
      if (refusalOf(lookup)) return lookup;
    }
  }
  return lookup;
}

/** Transactions by QFPay's numbers, which need no window. */
export async function findSyssns(
  gateway: Gateway,
  numbers: readonly string[],
  filter: OrderSearch['filter'],
): Promise<Lookup> {
  let lookup: Lookup = { records: [], answers: [] };
  for (const syssn of commaLists(numbers)) {
    lookup = mergeLookups(lookup, await queryNamed(gateway, { ...filter, syssn }));
    if (refusalOf(lookup)) break;
  }
  return lookup;
}

/** Without what was not asked for, which must neither end a search nor be told as its result. */
async function queryNamed(gateway: Gateway, filter: QueryFilter): Promise<Lookup> {
  const lookup = await queryAllPages(gateway, filter);
  return { ...lookup, records: lookup.records.filter((record) => isAskedFor(record, filter)) };
}

/** The numbers that no record has. */
export function missingOrders(numbers: readonly string[], { records }: Lookup): string[] {
  const found = new Set(records.map(({ out_trade_no }) => out_trade_no));
  return numbers.filter((number) => !found.has(number));
}

function places({ out_trade_no, window, now, monthOf }: OrderSearch): SearchPlace[] {
  const everything = () => true;
  if (window) return [{ window, holds: everything }];
  const months = new Map(out_trade_no.map((number) => [number, monthOf?.(number)]));
  const told = new Map([...months.values()].flatMap((month) => (month ? [[month.start.getTime(), month]] : [])));
  const ahead = latestNow(now);
  return [
    ...[...told.values()].map((month) => ({
      window: seenFrom(now, month),
      holds: (number: string) => months.get(number)?.start.getTime() === month.start.getTime(),
    })),
    { holds: everything },
    ...Array.from({ length: monthsBack }, (_, index) => ({ window: monthBefore(ahead, index + 1), holds: everything })),
  ];
}

/** QFPay looks within a month, and no wallet is known to give back after a year. */
const mostMonths = 13;

/** Pages of a hundred. A shop with thousands of transactions a day is not read from end to end for one refund. */
const mostPages = 50;

/** Where a refund of a payment can stand: the months from the payment's day on, the latest first. */
export function refundMonths(payment: Transaction, now: Date): QueryWindow[] {
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
  months: readonly QueryWindow[],
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
  months: readonly QueryWindow[],
): Promise<Lookup> {
  const found = await findAllRefunds(gateway, months);
  return { ...found, records: found.records.filter(({ orig_syssn }) => orig_syssn === syssn) };
}

/** The same for every payment at once. */
export async function findAllRefunds(gateway: Gateway, months: readonly QueryWindow[]): Promise<Lookup> {
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
