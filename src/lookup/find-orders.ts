import type { Gateway } from '../gateway/gateway.ts';
import { commaLists } from './comma-lists.ts';
import { type Lookup, mergeLookups, queryAllPages, refusalOf } from './pages.ts';
import type { QueryFilter } from './query.ts';
import { isAskedFor } from './wait.ts';
import { latestNow, monthBefore, seenFrom, type Window } from './window.ts';

/** Orders by the merchant's numbers. */
export interface OrderSearch {
  readonly out_trade_no: readonly string[];
  /** Where to look, and nowhere else. */
  readonly window?: Window | undefined;
  readonly filter?: Pick<QueryFilter, 'pay_type' | 'respcd'>;
  readonly now: Date;
  /** The month that a number itself, or what is known of it, tells. */
  readonly monthOf?: (out_trade_no: string) => Window | undefined;
}

/** How far back an order is looked for whose month nobody knows. */
export const monthsBack = 12;

/** One place to look, and the numbers it is for. */
interface Place {
  readonly window?: Window;
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

function places({ out_trade_no, window, now, monthOf }: OrderSearch): Place[] {
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
