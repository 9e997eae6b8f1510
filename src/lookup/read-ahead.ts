import type { Gateway } from '../gateway/gateway.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { pageSize } from './pages.ts';
import { isNothingYet, queryOnce } from './query.ts';
import { acceptedLookup } from './refusal.ts';
import type { Window } from './window.ts';

/** Many transactions that are looked for in one window. */
export interface Wanted {
  readonly window: Window;
  readonly isWanted: (record: Transaction) => boolean;
  readonly count: number;
  /** How many of them one list of numbers would bring. */
  readonly per_list: number;
}

export interface ReadAhead {
  readonly records: readonly Transaction[];
  /** The window was read to its end, so that what was not found is not in it. */
  readonly is_whole: boolean;
}

const fullPage = 100;

/**
 * Reads a window page by page for as long as the pages bring more of what is wanted than lists of their numbers would: for a
 * day's returns of a small shop that is one page in place of 25 lists, and of a large one the attempt costs a page.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function readAhead(gateway: Gateway, { window, isWanted, count, per_list }: Wanted): Promise<ReadAhead> {
  const records: Transaction[] = [];
  let hits = 0;
  for (let page = 1; count > 2 * per_list; page += 1) {
    const { records: found, answer } = await queryOnce(gateway, { window, page, page_size: fullPage });
    if (isNothingYet(answer, window)) return { records, is_whole: true };
    acceptedLookup({ records: found, answers: [answer] });
    records.push(...found.filter(isWanted));
    hits += found.filter(isWanted).length;
    if (found.length < pageSize(answer, fullPage)) return { records, is_whole: true };
    if (hits >= count || hits < page * per_list) break;
  }
  return { records, is_whole: false };
}
