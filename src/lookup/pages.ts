import type { Answer } from '../gateway/answer.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { isNothingYet, isRefused, type QueryFilter, queryOnce } from './query.ts';

/** What one or several requests brought. Stops at the first that the gateway refused, which is then the last answer. */
export interface Lookup {
  /** Each once. */
  readonly records: readonly Transaction[];
  readonly answers: readonly Answer[];
  /** There are more pages than were to be read. */
  readonly is_cut?: true;
}

/** The most that QFPay documents. */
const fullPage = 100;

/**
 * Every record of a filter, page by page. The end of a window has to be a fixed moment: an order that is made meanwhile would
 * move every record one place on.
 * @throws NetworkError no usable answer
 * @throws RateLimitedError still 429 after every back-off
 */
export async function queryAllPages(gateway: Gateway, filter: QueryFilter, most_pages = Infinity): Promise<Lookup> {
  let lookup: Lookup = { records: [], answers: [] };
  for (let page = 1; page <= most_pages; page += 1) {
    const { records, answer } = await queryOnce(gateway, { ...filter, page, page_size: fullPage });
    if (isNothingYet(answer, filter.window)) return lookup;
    const next = mergeLookups(lookup, { records, answers: [answer] });
    // A gateway that takes no heed of `page` brings the same records for ever.
    const isLast = records.length < pageSize(answer, fullPage) || next.records.length === lookup.records.length;
    if (isLast) return next;
    lookup = next;
  }
  return { ...lookup, is_cut: true };
}

/** The answer that ended a lookup before its time. */
export function refusalOf({ answers }: Lookup): Answer | undefined {
  return answers.findLast(isRefused);
}

/** A record that is in both stands once, as it was seen last. */
export function mergeLookups(earlier: Lookup, later: Lookup): Lookup {
  const records = new Map([...earlier.records, ...later.records].map((record) => [identify(record), record]));
  return { records: [...records.values()], answers: [...earlier.answers, ...later.answers] };
}

function identify(record: Transaction): string {
  return record.syssn ?? JSON.stringify([record.out_trade_no, record.order_type, record.txdtm, record.sysdtm]);
}

/** A gateway that gives less than was asked for says so in its answer. */
export function pageSize({ fields }: Answer, asked: number): number {
  const { page_size } = fields;
  const told = typeof page_size === 'string' ? Number(page_size) : 0;
  return told > 0 ? Math.min(told, asked) : asked;
}
