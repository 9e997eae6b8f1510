import { endpoints } from '../catalog/endpoints.ts';
import { findRespcd } from '../catalog/respcd.ts';
import {
  DeclinedError,
  NetworkError,
  type QfpayError,
  RateLimitedError,
  refusedSignatureText,
  SignatureError,
  signatureHint,
} from '../errors.ts';
import type { Answer, Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import { readTransaction, type Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { QueryWindow } from './window.ts';

/** What to look for. The gateway demands one of `syssn`, `out_trade_no` and `window`, and ignores the window beside a syssn. */
export interface QueryFilter {
  readonly syssn?: readonly string[] | undefined;
  readonly out_trade_no?: readonly string[] | undefined;
  /** Without one the gateway looks in the current month (UTC+8) only. */
  readonly window?: QueryWindow | undefined;
  readonly pay_type?: readonly string[] | undefined;
  /** Of the records. */
  readonly respcd?: string | undefined;
  readonly page?: number | undefined;
  readonly page_size?: number | undefined;
}

/** One answer to a query, and its records. A refused query has none: its `answer.respcd` is not 0000. */
export interface FoundRecords {
  readonly records: readonly Transaction[];
  readonly answer: Answer;
}

/**
 * One request. The outer `respcd` tells whether the query worked (see `isRefused`), each record's own the state of that
 * transaction; a 0000 without records means that nothing was found.
 * @throws NetworkError no usable answer
 * @throws RateLimitedError still 429 after every back-off
 */
export async function queryOnce(gateway: Gateway, filter: QueryFilter): Promise<FoundRecords> {
  const answer = await gateway.send(endpoints.query, queryParameters(filter));
  return { records: isRefused(answer) ? [] : readRecords(answer), answer };
}

/** The same, undefined where the gateway could not be asked just now: the next try may have more luck. */
export async function tryQuery(gateway: Gateway, filter: QueryFilter): Promise<FoundRecords | undefined> {
  try {
    return await queryOnce(gateway, filter);
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return undefined;
    throw error;
  }
}

/** Whether the gateway did not do the query at all, which says nothing about any transaction. */
export function isRefused({ respcd }: Answer): boolean {
  return respcd !== '0000';
}

/**
 * Whether a gateway refused to look into time that has not come: no source says that it does, and there is nothing there. Not where it
 * refuses the signature, or may look another time.
 */
export function isNothingYet({ respcd }: Answer, window: QueryWindow | undefined): boolean {
  if (!window?.is_ahead || respcd === '1108' || respcd === '0000') return false;
  return respcd === '1297' || findRespcd(respcd)?.finality === 'final';
}

/** Pure: the parameters as they are sent. */
export function queryParameters(filter: QueryFilter): Parameter[] {
  const { syssn, out_trade_no, window, pay_type, respcd, page, page_size } = filter;
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ['syssn', syssn?.join(',')],
    ['out_trade_no', out_trade_no?.join(',')],
    ['start_time', window && formatGatewayTime(window.start)],
    ['end_time', window && formatGatewayTime(window.end)],
    ['pay_type', pay_type?.join(',')],
    ['respcd', respcd],
    ['page', page?.toString()],
    ['page_size', page_size?.toString()],
  ];
  return parameters.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

/**
 * The records of `data`; also a single one that is no array. A flat answer's `respcd` is the query's own, and would turn any
 * state into a success if it were taken for the record's.
 */
function readRecords({ records, fields, data }: Answer): Transaction[] {
  if (records) return records.map(readTransaction);
  const { respcd: _outer, ...rest } = fields;
  const single = readTransaction({ ...rest, ...data });
  return single.syssn === undefined ? [] : [single];
}

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

/** Two records of one transaction have the same. */
export function identify(record: Transaction): string {
  return record.syssn ?? JSON.stringify([record.out_trade_no, record.order_type, record.txdtm, record.sysdtm]);
}

/** A gateway that gives less than was asked for says so in its answer. */
export function pageSize({ fields }: Answer, asked: number): number {
  const { page_size } = fields;
  const told = typeof page_size === 'string' ? Number(page_size) : 0;
  return told > 0 ? Math.min(told, asked) : asked;
}

/**
 * The same lookup, where the gateway did what it was asked. For whoever must know before money moves: a refused read says
 * nothing about any transaction.
 * @throws SignatureError (1108), DeclinedError (finally refused), NetworkError (another try may be served)
 */
export function acceptedLookup(lookup: Lookup): Lookup {
  const refusal = refusalOf(lookup);
  if (!refusal) return lookup;
  throw refusedQuery(refusal.respcd, refusal.message);
}

export function refusedQuery(respcd: string, message: string): QfpayError {
  if (respcd === '1108') return new SignatureError(refusedSignatureText(message, 'query'), { hint: signatureHint() });
  const told = [t`the gateway refused the query (${respcd})`, message].filter((text) => text !== '').join(': ');
  const hint = `qfpay codes ${respcd}`;
  if (findRespcd(respcd)?.finality === 'final') return new DeclinedError(told, { hint });
  return new NetworkError(told, { hint });
}

/** QFPay gives `syssn` and `out_trade_no` 128 characters, and nobody knows what becomes of a longer list. */
const limit = 127;

/** The values in as few comma lists as fit, in their order, each once. A value that is longer alone stands alone. */
export function commaLists(values: Iterable<string>): string[][] {
  const lists: string[][] = [];
  let room = 0;
  for (const value of new Set(values)) {
    const last = lists.at(-1);
    if (last && value.length + 1 <= room) {
      last.push(value);
      room -= value.length + 1;
    } else {
      lists.push([value]);
      room = limit - value.length;
    }
  }
  return lists;
}

/** Many transactions that are looked for in one window. */
interface Wanted {
  readonly window: QueryWindow;
  readonly isWanted: (record: Transaction) => boolean;
  readonly count: number;
  /** How many of them one list of numbers would bring. */
  readonly per_list: number;
}

interface ReadAhead {
  readonly records: readonly Transaction[];
  /** The window was read to its end, so that what was not found is not in it. */
  readonly is_whole: boolean;
}

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
