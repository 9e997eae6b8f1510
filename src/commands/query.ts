import { command, exits } from '../command/command.ts';
import { writeExcelFile, xlsxFaults, xlsxFlag } from '../command/excel-file.ts';
import {
  columnFaults,
  columnsFlag,
  type FlagValues,
  flagFaults,
  list,
  needs,
  readSeconds,
  readWhole,
  toggle,
  value,
  windowFlags,
} from '../command/flags.ts';
import { connectionFlags, holdCommands, reportSession, shellLine, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { outcomeInBook, recordOutcomes, totalsOf } from '../diagnosis/money-sums.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { type Fault, refuse } from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { type CatalogWords, loadWords } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { findOrders, findSyssns, missingOrders, monthsBack } from '../lookup/find-orders.ts';
import { type Lookup, mergeLookups, pageSize, type QueryFilter, queryOnce, refusalOf } from '../lookup/query.ts';
import { latestDeadline, waitForAll } from '../lookup/wait.ts';
import { monthTeller, type QueryWindow } from '../lookup/window.ts';
import { readWindow } from '../lookup/window-pages.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { findPayType, payTypeHint, unknownPayType } from '../payment/resolve-pay-type.ts';
import { type Missing, type QueryFindings, queryReport } from '../report/query-report.ts';
import { recordColumnNames } from '../report/record-table.ts';
import type { Example, Report } from '../report/report.ts';
import { readTimeSpan } from '../transaction/named-times.ts';
import { readNumbers, type Transaction } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';

/** As typed. */
export const queryFlags = {
  out_trade_no: list('<list>', () => t`the same as a comma list (repeatable)`),
  syssn: list('<list>', () => t`QFPay's numbers, a comma list (repeatable)`),
  pay_type: list('<list>', () => t`only these, codes or aliases`, { values: 'pay-types' }),
  respcd: value('<code>', () => t`only records with this status code`, { values: 'codes' }),
  outcome: list('<list>', () => t`only these: ${recordOutcomes.join(', ')}`, { values: recordOutcomes }),
  ...windowFlags,
  page: value('<n>', () => t`one page of a window, of 10 records unless --page-size is given`),
  page_size: value('<n>', () => t`records a page, at most 100`),
  all: toggle(() => t`all of the window, and not its first 100 records: only then are there totals of more`),
  wait: toggle(() => t`ask again until the answer is final`),
  wait_timeout: value('<seconds>', () => t`how long (default: until a QR order expires, 90 for CPM, 60 for a refund)`),
  exit_status: toggle(() => t`let the state decide the exit status`),
  csv: toggle(() => t`print CSV`),
  ...xlsxFlag,
  ...columnsFlag(
    recordColumnNames,
    () => t`columns of the table or of --csv, in this order; not with --json: ${recordColumnNames.join(', ')}`,
  ),
};

export const queryCommand = command({
  name: 'query',
  says: () =>
    t`Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid, refunded, authorized, captured or released, 4 declined, reversed or closed, 5 pending, 8 unknown.`,
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
    ['qfpay query --day today', t`today's records, with totals`],
    ['qfpay query --month last-month --outcome refunded --all', t`what was refunded last month`],
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
  const [request, , said] = await together([
    () => readQueryRequest(options, args, context.clock.now()),
    () => refuse(xlsxFaults(options, context), 'qfpay query --help'),
    () => readPreferences(options, context),
  ]);
  return reportSession(said, context, async (session) => {
    const findings = await runQuery(request, session.gateway, context, options);
    const words = await loadWords(session.settings.lang);
    await saveRecords(options, findings, words, context);
    return queryReport({ ...findings, ...simulationOf(session) }, words);
  });
}

/** `--xlsx`. The sheet's code is loaded only for it. */
async function saveRecords(
  { xlsx }: QueryOptions,
  { records, totals = [] }: QueryFindings,
  words: CatalogWords,
  context: Context,
): Promise<void> {
  if (xlsx === undefined) return;
  const { recordSheet } = await import('../report/workbook-sheets.ts');
  await writeExcelFile(xlsx, [recordSheet(records, totals, words)], context);
}

/** Does what the request asks for: look up, and wait where that is wanted. */
export async function runQuery(
  request: QueryRequest,
  gateway: Gateway,
  context: Context,
  options: QueryOptions & GlobalOptions,
): Promise<QueryFindings> {
  const resume = resumeOf(request, options);
  const found = await lookUp(request, gateway, context, options);
  const lookup = options.wait && !refusalOf(found) ? await wait(request, gateway, context, { found, resume }) : found;
  const refusal = refusalOf(lookup);
  return {
    env: gateway.settings.env,
    ...lookup,
    ...(refusal ? { refusal } : {}),
    missing: refusal ? [] : missingOf(request, lookup),
    ...(request.window
      ? { searched: describe(request.window), ...(isNamed(request) ? {} : { window_days: daysOf(request.window) }) }
      : {}),
    state_decides: Boolean(options.wait || options.exit_status),
    resume,
    csv: options.csv ?? false,
    columns: options.columns,
    ...(isNamed(request) ? {} : extentOf(request, { ...found, ...lookup }, options)),
    ...holdOf(lookup, options),
  };
}

/** How to go on with a hold, where it is all that was found. */
function holdOf({ records: [only, ...others] }: Lookup, options: GlobalOptions): Pick<QueryFindings, 'hold_commands'> {
  if (!only || others.length > 0 || outcomeOfRecord(only) !== 'authorized') return {};
  const { out_trade_no, syssn = '' } = only;
  return { hold_commands: holdCommands(out_trade_no === undefined ? ['--syssn', syssn] : [out_trade_no], options) };
}

/** Sums where the window was read to its end, else how to get what is behind. */
function extentOf(
  request: QueryRequest,
  lookup: Lookup & { readonly is_whole?: boolean; readonly count?: number },
  options: QueryOptions & GlobalOptions,
): Partial<QueryFindings> {
  if (isPaged(request, options)) return moreOf(request, lookup, options);
  if (lookup.is_whole) return { totals: totalsOf(lookup.records) };
  return refusalOf(lookup) ? {} : { more: { next: windowCommand(request, options, ['--all']) }, is_first: true };
}

/** One page is asked for, as QFPay counts them. */
function isPaged({ page, page_size }: QueryRequest, { all }: QueryOptions): boolean {
  return page !== undefined || (page_size !== undefined && !all);
}

/** A screen or two; who wants more asks for all. */
const mostShown = 100;

async function lookUp(
  request: QueryRequest,
  gateway: Gateway,
  context: Context,
  options: QueryOptions,
): Promise<Lookup & { readonly is_whole?: boolean; readonly count?: number }> {
  const { out_trade_no, syssn, window, filter } = request;
  if (window && !isNamed(request)) {
    const { page, page_size, outcome } = request;
    const isWanted = (record: Transaction) => outcome.length === 0 || outcome.includes(outcomeInBook(record));
    if (!isPaged(request, options))
      return readWindow(
        gateway,
        { ...filter, window },
        { page_size, isWanted, ...(options.all ? {} : { most: mostShown }) },
      );
    const { records, answer } = await queryOnce(gateway, { ...filter, window, page, page_size });
    return { records: records.filter(isWanted), answers: [answer], count: records.length };
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

function daysOf({ start, end }: QueryWindow): readonly [string, string] {
  return [formatGatewayTime(start).slice(0, 10), formatGatewayTime(end).slice(0, 10)];
}

function describe({ start, end }: QueryWindow): string {
  return t`${formatGatewayTime(start)} to ${formatGatewayTime(end)} (UTC+8)`;
}

function resumeOf({ out_trade_no, syssn, window }: QueryRequest, options: QueryOptions & GlobalOptions): string {
  const names = [...out_trade_no, ...(syssn.length > 0 ? ['--syssn', syssn.join(',')] : [])];
  const given = (['since', 'until'] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  // What is today now is yesterday when it is asked for again.
  const isFixed = given.length > 0 && given.every((text) => /^(?:--|\d{4}-)/.test(text));
  const times = window && !isFixed ? windowWords(window) : given;
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
  const request = {
    out_trade_no: readNumbers([...args, ...(options.out_trade_no ?? [])], 'out_trade_no', faults),
    syssn: readNumbers(options.syssn ?? [], 'syssn', faults),
    window: readTimeSpan(options, now, faults),
    filter: {
      pay_type: options.pay_type && readPayTypes(options.pay_type, faults),
      respcd: readRespcd(options.respcd, faults),
    },
    outcome: readOutcomes(options.outcome ?? [], faults),
    page: readWhole(options.page, 'page', 1_000_000, faults),
    page_size: readWhole(options.page_size, 'page_size', 100, faults),
    wait_seconds: readSeconds(options.wait_timeout, 'wait_timeout', faults),
  };
  faults.push(...combinationFaults(options, request), ...columnFaults(options, recordColumnNames));
  refuse(faults, payTypeHint(faults, 'qfpay query --help'));
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

function readOutcomes(texts: readonly string[], faults: Fault[]): string[] {
  const names = texts.flatMap((text) => text.split(',')).map((text) => text.trim().replaceAll('-', '_'));
  for (const value of names.filter((name) => !recordOutcomes.includes(name))) {
    const rule = t`must be one of ${recordOutcomes.join(', ')}`;
    faults.push({ field: 'outcome', value, rule, ...didYouMean(value, recordOutcomes) });
  }
  return names;
}

export type QueryOptions = FlagValues<typeof queryFlags>;

/** What is asked for, understood and checked. */
interface QueryRequest {
  readonly out_trade_no: readonly string[];
  readonly syssn: readonly string[];
  readonly window: QueryWindow | undefined;
  readonly filter: Pick<QueryFilter, 'pay_type' | 'respcd'>;
  /** Only records with one of them; any, where there is none. */
  readonly outcome: readonly string[];
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
  if (out_trade_no.length > 0 || syssn.length > 0 || hasWindow(options)) return [];
  return [
    { field: 'out_trade_no', rule: t`is missing: name an order, a --syssn, or a window: --day today, --since 7d` },
  ];
}

function hasWindow({ day, month, since, until }: QueryOptions): boolean {
  return [day, month, since, until].some((flag) => flag !== undefined);
}

function windowFaults(options: QueryOptions, request: QueryRequest): Fault[] {
  const is_alone = !isNamed(request) && hasWindow(options);
  const { page, all } = options;
  const given = (['page', 'page_size', 'outcome'] as const).filter((field) => options[field] !== undefined);
  const faults = (is_alone ? [] : given).map(
    (field): Fault => ({ field, value: String(options[field]), rule: t`goes with a window (--day, --since) alone` }),
  );
  if (is_alone && all && page !== undefined)
    faults.push({ field: 'page', value: page, rule: t`cannot be used with --all, which reads every page` });
  return faults;
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
  { records, answers: [answer], count = records.length }: Lookup & { readonly count?: number },
  options: QueryOptions & GlobalOptions,
): Pick<QueryFindings, 'more'> {
  const isFull = answer && count > 0 && count >= pageSize(answer, request.page_size ?? 10);
  const { page = 1, page_size } = request;
  const size = page_size === undefined ? [] : ['--page-size', String(page_size)];
  return isFull ? { more: { next: windowCommand(request, options, ['--page', String(page + 1), ...size]) } } : {};
}

/** With both ends of the window, so that an order that is made meanwhile does not move every record one place on. */
function windowCommand(
  { window, filter, outcome }: QueryRequest,
  options: QueryOptions & GlobalOptions,
  extent: readonly string[],
): string {
  const flags: readonly (readonly [string, string | undefined])[] = [
    ['--pay-type', filter.pay_type?.join(',')],
    ['--respcd', filter.respcd],
    ['--outcome', outcome.join(',') || undefined],
  ];
  const columns = options.columns === undefined ? [] : ['--columns', options.columns.join(',')];
  const given = flags.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
  const times = window ? windowWords(window) : [];
  return shellLine(['qfpay', 'query', ...times, ...given, ...extent, ...columns, ...connectionFlags(options)]);
}

function windowWords({ start, end }: QueryWindow): string[] {
  return ['--since', formatGatewayTime(start), '--until', formatGatewayTime(end)];
}
