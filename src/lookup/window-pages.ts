import { DeclinedError, NetworkError } from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { acceptedLookup, identify, isRefused, type Lookup, type QueryFilter, queryOnce } from './query.ts';
import { monthBefore, type QueryWindow } from './window.ts';

/** One page of a window. A refused one has no records, and is the last. */
export interface WindowPage {
  readonly records: readonly Transaction[];
  readonly answer: Answer;
}

export type WindowFilter = Pick<QueryFilter, 'pay_type' | 'respcd'> & {
  /** Its end has to be a fixed moment that has passed: an order that is made meanwhile would move every record one place on. */
  readonly window: QueryWindow;
};

/** The most that QFPay documents. */
const fullPage = 100;

/**
 * A window page by page, the latest first; none is held. QFPay looks in one month, so a longer window is asked for month by month.
 * @throws NetworkError no usable answer, or a gateway that takes no heed of `page`: what it has beyond the first cannot be read
 * @throws RateLimitedError still 429 after every back-off
 */
export async function* windowPages(
  gateway: Gateway,
  { window, ...filter }: WindowFilter,
  page_size = fullPage,
): AsyncGenerator<WindowPage> {
  for (const month of monthsOf(window)) {
    let last_seen: string | undefined;
    for (let page = 1; ; page += 1) {
      const { records, answer } = await queryOnce(gateway, { ...filter, window: month, page, page_size });
      const seen = JSON.stringify(records.map(({ syssn, out_trade_no }) => [syssn, out_trade_no]));
      // Past its end a gateway may give its last page again; but the first again may be all that it ever gives.
      if (records.length > 0 && seen === last_seen) {
        if (page === 2 && records.length >= page_size) throw sameAgain(records.length);
        break;
      }
      yield { records, answer };
      if (isRefused(answer)) return;
      if (isLastPage(records.length, answer, page_size)) break;
      last_seen = seen;
    }
  }
}

/**
 * The same for sums: a page that could not be read is none of them.
 * @throws NetworkError, RateLimitedError, SignatureError a page could not be read, whatever the reason
 */
export async function* readablePages(gateway: Gateway, filter: WindowFilter): AsyncGenerator<WindowPage> {
  for await (const { records, answer } of windowPages(gateway, filter)) {
    yield { records: readRecords(records, answer), answer };
  }
}

/** A refusal says nothing of any transaction: a final one is no declined payment, and another try may have other settings. */
function readRecords(records: readonly Transaction[], answer: Answer): readonly Transaction[] {
  try {
    return acceptedLookup({ records, answers: [answer] }).records;
  } catch (error) {
    throw error instanceof DeclinedError ? new NetworkError(error.message, error.facts) : error;
  }
}

/** A gateway that gives fewer than it was asked for says so; one that does not say is asked until it has no more. */
function isLastPage(count: number, { fields }: Answer, asked: number): boolean {
  const { page_size } = fields;
  const told = typeof page_size === 'string' ? Number(page_size) : 0;
  return told > 0 ? count < Math.min(told, asked) : count === 0;
}

function sameAgain(count: number): NetworkError {
  return new NetworkError(
    t`the gateway gave the same ${count} records for page 1 and page 2: the rest cannot be read`,
    {
      hint: t`name a shorter window, such as one day`,
    },
  );
}

/** What of a window is to be read: so many records that are wanted, in pages of such a size. */
export interface WindowWish {
  readonly most?: number;
  readonly page_size?: number | undefined;
  readonly isWanted?: (record: Transaction) => boolean;
}

/** `is_whole`: the window was read to its end, so that its records can be summed up. */
export type WindowRecords = Lookup & { readonly is_whole: boolean };

/**
 * The records of a window that are wanted, the latest first, each once; a page beyond the last that is shown tells whether there
 * are more. Stops at what the gateway refused, which is the last answer then.
 * @throws NetworkError, RateLimitedError as `windowPages`
 */
export async function readWindow(
  gateway: Gateway,
  filter: WindowFilter,
  { most = Number.POSITIVE_INFINITY, page_size, isWanted = () => true }: WindowWish,
): Promise<WindowRecords> {
  const found = new Map<string, Transaction>();
  const answers: Answer[] = [];
  for await (const { records, answer } of windowPages(gateway, filter, page_size)) {
    answers.push(answer);
    for (const record of records.filter(isWanted)) found.set(identify(record), record);
    if (isRefused(answer)) return { records: [...found.values()], answers, is_whole: false };
    if (found.size > most) return { records: [...found.values()].slice(0, most), answers, is_whole: false };
  }
  return { records: [...found.values()], answers, is_whole: true };
}

/** The calendar months (UTC+8) of a window, the latest first. */
export function monthsOf({ start, end }: QueryWindow): QueryWindow[] {
  const months: QueryWindow[] = [];
  for (let back = 0; ; back += 1) {
    const month = monthBefore(end, back);
    months.push({
      start: month.start < start ? start : month.start,
      end: month.end > end ? end : month.end,
    });
    if (month.start <= start) return months;
  }
}
