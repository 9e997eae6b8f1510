import { loadWords } from '../catalog/words/load-words.ts';
import type { Context } from '../context.ts';
import { type Fault, refuse } from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import { findOrders, findSyssns, missingOrders, monthsBack } from '../lookup/find-orders.ts';
import {
  type Lookup,
  mergeLookups,
  pageSize,
  type QueryFilter,
  queryAllPages,
  queryOnce,
  refusalOf,
} from '../lookup/query.ts';
import { latestDeadline, waitForAll } from '../lookup/wait.ts';
import { monthTeller, type QueryWindow } from '../lookup/window.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import { checkPreferences } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import { findPayType, unknownPayType } from '../payment/resolve-pay-type.ts';
import { type Missing, type QueryFindings, queryReport } from '../report/query-report.ts';
import { recordColumnNames } from '../report/record-table.ts';
import type { Example, Report } from '../report/report.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import { columnFaults } from './columns.ts';
import { command, exits } from './command.ts';
import { columnsFlag } from './flag-groups.ts';
import { type FlagValues, flagFaults, list, needs, toggle, value } from './flags.ts';
import { connectionFlags, shellLine } from './resume-command.ts';
import { reportSession, simulationOf } from './session.ts';
import { readNumbers, readSeconds, readTime, readWhole } from './times.ts';

/** As typed. */
export const queryFlags = {
  out_trade_no: list('<list>', () => t`the same as a comma list (repeatable)`),
  syssn: list('<list>', () => t`QFPay's numbers, a comma list (repeatable)`),
  pay_type: list('<list>', () => t`only these, codes or aliases`, { values: 'pay-types' }),
  respcd: value('<code>', () => t`only records with this status code`, { values: 'codes' }),
  since: value('<time>', () => t`from this day or time on, UTC+8 unless it has an offset`),
  until: value('<time>', () => t`up to this day or time (default: now)`),
  page: value('<n>', () => t`which page of a window`, { default: '1' }),
  page_size: value('<n>', () => t`records a page, at most 100`, { default: '10' }),
  all: toggle(() => t`every page of the window`),
  wait: toggle(() => t`ask again until the answer is final`),
  wait_timeout: value('<seconds>', () => t`how long (default: until a QR order expires, 90 for CPM, 60 for a refund)`),
  exit_status: toggle(() => t`let the state decide the exit status`),
  csv: toggle(() => t`print CSV`),
  ...columnsFlag(
    recordColumnNames,
    () => t`columns of the table or of --csv, in this order; not with --json: ${recordColumnNames.join(', ')}`,
  ),
};

export const queryCommand = command({
  name: 'query',
  says: () =>
    t`Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid or refunded, 4 declined, reversed or closed, 5 pending, 8 unknown.`,
  arguments: [{ name: 'out_trade_no', repeats: true, says: () => t`orders, by your own numbers` }],
  flags: queryFlags,
  examples,
  exits: exits.asking,
  run: query,
});

function examples(): readonly Example[] {
  return [
    ['qfpay query A-1001 A-1002 --exit-status', t`orders by your own numbers; their state decides the exit status`],
    ['qfpay query QF20260302150405123ABCDEFGH', t`an order by a number that this tool made`],
    ['qfpay query A-1001 --wait --wait-timeout 120', t`wait until it is final`],
    ['qfpay query --since 2026-03-01 --until 2026-03-31 --all --csv > march.csv', t`all of a month, for a spreadsheet`],
    ['qfpay query --syssn 20260302180500020000000001 --json', t`by QFPay's number, for a script`],
  ];
}

/** @throws UsageError before anything is sent, with every fault at once */
async function query(
  options: QueryOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request] = await together([
    () => readQueryRequest(options, args, context.clock.now()),
    () => checkPreferences(options, context),
  ]);
  const lang = resolveLang(options, context);
  return reportSession(options, context, async (session) => {
    const findings = await runQuery(request, session.gateway, context, options);
    return queryReport({ ...findings, ...simulationOf(session) }, await loadWords(lang), lang);
  });
}

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

function describe({ start, end }: QueryWindow): string {
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

/**
 * Reads what was typed. A window without an end ends now.
 * @throws UsageError with every fault at once
 */
export function readQueryRequest(
  options: QueryOptions & GlobalOptions,
  args: readonly string[],
  now: Date,
): QueryRequest {
  const faults: Fault[] = [];
  const start = readTime(options.since, 'since', faults);
  const end = readTime(options.until, 'until', faults) ?? now;
  const request = {
    out_trade_no: readNumbers([...args, ...(options.out_trade_no ?? [])], 'out_trade_no', faults),
    syssn: readNumbers(options.syssn ?? [], 'syssn', faults),
    window: start && { start, end },
    filter: {
      pay_type: options.pay_type && readPayTypes(options.pay_type, faults),
      respcd: readRespcd(options.respcd, faults),
    },
    page: readWhole(options.page, 'page', 1_000_000, faults),
    page_size: readWhole(options.page_size, 'page_size', 100, faults),
    wait_seconds: readSeconds(options.wait_timeout, 'wait_timeout', faults),
  };
  faults.push(...combinationFaults(options, request), ...columnFaults(options, recordColumnNames));
  refuse(faults, 'qfpay query --help');
  return request;
}

function readPayTypes(texts: readonly string[], faults: Fault[]): string[] {
  return texts
    .flatMap((text) => text.split(','))
    .flatMap((text) => {
      const found = findPayType(text);
      if (!found) faults.push(unknownPayType(text));
      return found?.code ?? [];
    });
}

function readRespcd(text: string | undefined, faults: Fault[]): string | undefined {
  if (text !== undefined && !/^\d{4}$/.test(text))
    faults.push({ field: 'respcd', value: text, rule: t`must be four digits, such as 0000` });
  return text;
}

export type QueryOptions = FlagValues<typeof queryFlags>;

/** What is asked for, understood and checked. */
interface QueryRequest {
  readonly out_trade_no: readonly string[];
  readonly syssn: readonly string[];
  readonly window: QueryWindow | undefined;
  readonly filter: Pick<QueryFilter, 'pay_type' | 'respcd'>;
  readonly page: number | undefined;
  readonly page_size: number | undefined;
  /** How long to wait at most; absent for the default. */
  readonly wait_seconds: number | undefined;
}

/** What flags can be by themselves, but not together. */
function combinationFaults(options: QueryOptions & GlobalOptions, request: QueryRequest): Fault[] {
  return [...whatFaults(options, request), ...windowFaults(options, request), ...howFaults(options)];
}

/** QFPay wants one of own number, syssn and window. */
function whatFaults(options: QueryOptions, { out_trade_no, syssn }: QueryRequest): Fault[] {
  if (out_trade_no.length > 0 || syssn.length > 0 || options.since !== undefined) return [];
  if (options.until !== undefined) return flagFaults([needs('until', 'since')], options);
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

function howFaults(options: QueryOptions & GlobalOptions): Fault[] {
  const { csv, json } = options;
  const faults = flagFaults([needs('wait_timeout', 'wait')], options);
  if (csv && json) faults.push({ field: 'csv', rule: t`cannot be used with --json: both are the whole of stdout` });
  return faults;
}

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
