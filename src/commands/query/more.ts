import { type Lookup, pageSize } from '../../lookup/pages.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { QueryFindings } from '../../report/query-findings.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';
import type { QueryOptions, QueryRequest } from './request.ts';

/** How to get the next page, where this one is full. QFPay gives ten records a page unless it is asked for more. */
export function moreOf(
  request: QueryRequest,
  { records, answers: [answer] }: Lookup,
  options: QueryOptions & GlobalOptions,
): Pick<QueryFindings, 'more'> {
  const isFull = answer && records.length > 0 && records.length >= pageSize(answer, request.page_size ?? 10);
  return isFull ? { more: { next: nextPage(request, options) } } : {};
}

/** With both ends of the window, so that an order that is made meanwhile does not move every record one place on. */
function nextPage(
  { window, filter, page = 1, page_size }: QueryRequest,
  options: QueryOptions & GlobalOptions,
): string {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['--since', window && formatGatewayTime(window.start)],
    ['--until', window && formatGatewayTime(window.end)],
    ['--pay-type', filter.pay_type?.join(',')],
    ['--respcd', filter.respcd],
    ['--page', String(page + 1)],
    ['--page-size', page_size?.toString()],
    ['--columns', options.columns?.join(',')],
  ];
  const given = flags.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  return shellLine(['qfpay', 'query', ...given, ...connectionFlags(options)]);
}
