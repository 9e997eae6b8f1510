import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import type { QueryOptions, QueryRequest } from './request.ts';

/** What flags can be by themselves, but not together. */
export function combinationFaults(options: QueryOptions & GlobalOptions, request: QueryRequest): Fault[] {
  return [...whatFaults(options, request), ...windowFaults(options, request), ...howFaults(options)];
}

/** QFPay wants one of own number, syssn and window. */
function whatFaults(options: QueryOptions, { out_trade_no, syssn }: QueryRequest): Fault[] {
  if (out_trade_no.length > 0 || syssn.length > 0 || options.since !== undefined) return [];
  if (options.until !== undefined) return [{ field: 'until', value: options.until, rule: t`needs --since beside it` }];
  return [{ field: 'out_trade_no', rule: t`is missing: name an order, a --syssn or a window that begins at --since` }];
}

function windowFaults(options: QueryOptions, { window, out_trade_no, syssn }: QueryRequest): Fault[] {
  const faults: Fault[] = [];
  if (window && window.end < window.start) faults.push(orderFault(options, window));
  const isNamed = out_trade_no.length > 0 || syssn.length > 0;
  for (const field of ['page', 'page_size'] as const) {
    const value = options[field];
    if (value === undefined) continue;
    if (isNamed || options.since === undefined)
      faults.push({ field, value, rule: t`goes with a window (--since) alone` });
    else if (options.all) faults.push({ field, value, rule: t`cannot be used with --all, which reads every page` });
  }
  return faults;
}

function orderFault({ since = '', until }: QueryOptions, { end }: { end: Date }): Fault {
  if (until !== undefined) return { field: 'until', value: until, rule: t`must not be before since ${since}` };
  return { field: 'since', value: since, rule: t`must not be after now (${formatGatewayTime(end)} UTC+8)` };
}

function howFaults({ wait, wait_timeout, csv, json }: QueryOptions & GlobalOptions): Fault[] {
  const faults: Fault[] = [];
  if (wait_timeout !== undefined && !wait) {
    faults.push({ field: 'wait_timeout', value: wait_timeout, rule: t`needs --wait beside it` });
  }
  if (csv && json) faults.push({ field: 'csv', rule: t`cannot be used with --json: both are the whole of stdout` });
  return faults;
}
