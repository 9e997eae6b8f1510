import type { Context } from '../../context.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { findOrders, findSyssns, missingOrders, monthsBack } from '../../lookup/find-orders.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import { type Lookup, mergeLookups, queryAllPages, refusalOf } from '../../lookup/pages.ts';
import { queryOnce } from '../../lookup/query.ts';
import { latestDeadline, waitForAll } from '../../lookup/wait-for-all.ts';
import type { Window } from '../../lookup/window.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { Missing, QueryFindings } from '../../report/query-findings.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';
import { moreOf } from './more.ts';
import type { QueryOptions, QueryRequest } from './request.ts';

/** Does what the request asks for: look up, and wait where that is wanted. */
export async function runQuery(
  request: QueryRequest,
  gateway: Gateway,
  context: Context,
  options: QueryOptions & GlobalOptions,
): Promise<QueryFindings> {
  const resume = resumeOf(request, options);
  const found = await lookUp(request, gateway, context, options.all ?? false);
  const lookup = options.wait && !refusalOf(found) ? await wait(request, gateway, context, { found, resume }) : found;
  const refusal = refusalOf(lookup);
  return {
    env: gateway.settings.env,
    ...lookup,
    ...(refusal ? { refusal } : {}),
    missing: refusal ? [] : missingOf(request, lookup),
    ...(request.window ? { searched: describe(request.window) } : {}),
    state_decides: Boolean(options.wait || options.exit_status),
    resume,
    csv: options.csv ?? false,
    columns: options.columns,
    ...(isNamed(request) || options.all ? {} : moreOf(request, lookup, options)),
  };
}

async function lookUp(request: QueryRequest, gateway: Gateway, context: Context, all: boolean): Promise<Lookup> {
  const { out_trade_no, syssn, window, filter } = request;
  if (window && !isNamed(request)) {
    if (all) return queryAllPages(gateway, { ...filter, window });
    const { page, page_size } = request;
    const { records, answer } = await queryOnce(gateway, { ...filter, window, page, page_size });
    return { records, answers: [answer] };
  }
  const orders = await findOrders(gateway, {
    out_trade_no,
    window,
    filter,
    now: context.clock.now(),
    monthOf: monthTeller(context),
  });
  return refusalOf(orders) ? orders : mergeLookups(orders, await findSyssns(gateway, syssn, filter));
}

function isNamed({ out_trade_no, syssn }: QueryRequest): boolean {
  return out_trade_no.length + syssn.length > 0;
}

async function wait(
  request: QueryRequest,
  gateway: Gateway,
  context: Context,
  { found, resume }: { found: Lookup; resume: string },
): Promise<Lookup> {
  const now = context.clock.now();
  const { wait_seconds, out_trade_no } = request;
  const deadline =
    wait_seconds === undefined ? latestDeadline(found.records, now) : new Date(now.getTime() + wait_seconds * 1000);
  const [first, ...others] = out_trade_no;
  const only = first !== undefined && others.length === 0 ? first : undefined;
  return waitForAll(gateway, context, found, {
    deadline,
    label: only ?? t`the orders`,
    resume: { command: resume, ...(only === undefined ? {} : { out_trade_no: only }) },
  });
}

function missingOf({ out_trade_no, syssn, window }: QueryRequest, lookup: Lookup): Missing[] {
  const searched = window ? describe(window) : t`this month and the ${monthsBack} before it`;
  const known = new Set(lookup.records.map((record) => record.syssn));
  return [
    ...missingOrders(out_trade_no, lookup).map((value) => ({ field: 'out_trade_no' as const, value, searched })),
    ...syssn
      .filter((value) => !known.has(value))
      .map((value) => ({ field: 'syssn' as const, value, searched: t`this merchant's transactions` })),
  ];
}

function describe({ start, end }: Window): string {
  return t`${formatGatewayTime(start)} to ${formatGatewayTime(end)} (UTC+8)`;
}

function resumeOf({ out_trade_no, syssn }: QueryRequest, options: QueryOptions & GlobalOptions): string {
  const names = [...out_trade_no, ...(syssn.length > 0 ? ['--syssn', syssn.join(',')] : [])];
  const times = (['since', 'until'] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  return shellLine(['qfpay', 'query', ...names, ...times, ...connectionFlags(options)]);
}
