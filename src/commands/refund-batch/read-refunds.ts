import type { Gateway } from '../../gateway/gateway.ts';
import { commaLists } from '../../lookup/comma-lists.ts';
import { queryAllPages } from '../../lookup/pages.ts';
import { readAhead } from '../../lookup/read-ahead.ts';
import { acceptedLookup } from '../../lookup/refusal.ts';
import { monthsBetween, type Window } from '../../lookup/window.ts';
import type { Transaction } from '../../transaction/transaction.ts';

/** A refund's number that is asked for, and from when on it can stand on the books. */
export interface AskedNumber {
  readonly out_trade_no: string;
  readonly from: Date;
}

/** As far back as a refund can lie. */
const mostMonths = 13;

/**
 * What stands under many refund numbers, the latest month first.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function readRefundNumbers(
  asked: readonly AskedNumber[],
  gateway: Gateway,
  now: Date,
): Promise<readonly Transaction[]> {
  const missing = new Map(asked.map((number) => [number.out_trade_no, number]));
  const records: Transaction[] = [];
  const earliest = new Date(Math.min(now.getTime(), ...asked.map(({ from }) => from.getTime())));
  for (const window of monthsBetween(earliest, now, mostMonths)) {
    const names = [...missing.values()]
      .filter(({ from }) => from <= window.end)
      .map(({ out_trade_no }) => out_trade_no);
    for (const found of await readWindow(names, window)) {
      records.push(found);
      missing.delete(found.out_trade_no ?? '');
    }
  }
  return records;

  async function readWindow(names: readonly string[], window: Window): Promise<Transaction[]> {
    if (names.length === 0) return [];
    const wanted = new Set(names);
    const isWanted = ({ out_trade_no = '' }: Transaction) => wanted.has(out_trade_no);
    const lists = commaLists(names);
    const count = names.length;
    const ahead = await readAhead(gateway, { window, isWanted, count, per_list: count / lists.length });
    const found = [...ahead.records];
    if (ahead.is_whole) return found;
    const known = new Set(found.map(({ out_trade_no }) => out_trade_no));
    for (const out_trade_no of commaLists(names.filter((name) => !known.has(name)))) {
      found.push(...acceptedLookup(await queryAllPages(gateway, { out_trade_no, window })).records.filter(isWanted));
    }
    return found;
  }
}
