import { endpoints } from '../catalog/endpoints.ts';
import { findRespcd } from '../catalog/respcd.ts';
import { NetworkError, RateLimitedError } from '../errors.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { readTransaction, type Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { Window } from './window.ts';

/** What to look for. The gateway demands one of `syssn`, `out_trade_no` and `window`, and ignores the window beside a syssn. */
export interface QueryFilter {
  readonly syssn?: readonly string[] | undefined;
  readonly out_trade_no?: readonly string[] | undefined;
  /** Without one the gateway looks in the current month (UTC+8) only. */
  readonly window?: Window | undefined;
  readonly pay_type?: readonly string[] | undefined;
  /** Of the records. */
  readonly respcd?: string | undefined;
  readonly page?: number | undefined;
  readonly page_size?: number | undefined;
}

/** One answer to a query, and its records. A refused query has none: its `answer.respcd` is not 0000. */
export interface Found {
  readonly records: readonly Transaction[];
  readonly answer: Answer;
}

/**
 * One request. The outer `respcd` tells whether the query worked (see `isRefused`), each record's own the state of that
 * transaction; a 0000 without records means that nothing was found.
 * @throws NetworkError no usable answer
 * @throws RateLimitedError still 429 after every back-off
 */
export async function queryOnce(gateway: Gateway, filter: QueryFilter): Promise<Found> {
  const answer = await gateway.send(endpoints.query, queryParameters(filter));
  return { records: isRefused(answer) ? [] : readRecords(answer), answer };
}

/** The same, undefined where the gateway could not be asked just now: the next try may have more luck. */
export async function tryQuery(gateway: Gateway, filter: QueryFilter): Promise<Found | undefined> {
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
export function isNothingYet({ respcd }: Answer, window: Window | undefined): boolean {
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
