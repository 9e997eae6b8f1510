import { canAsk } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import { readTableFile, writeExcelFile, xlsxFaults, xlsxFlag } from '../command/excel-file.ts';
import { type FlagValues, list, value, windowFlags } from '../command/flags.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { kindOfRecord, outcomeInBook } from '../diagnosis/money-sums.ts';
import { ConfigError, type Fault, faultsMessage, refuse, UsageError } from '../errors.ts';
import { readHistory } from '../history/history.ts';
import { readJournal } from '../journal/journal.ts';
import { t } from '../language/t.ts';
import { monthsOf, readablePages } from '../lookup/window-pages.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { journalKeeper } from '../money/batch-plan.ts';
import { type BookRecord, createBookKeeper, type KnownRefund, type Reconciliation } from '../reconciliation/books.ts';
import {
  type AmountReading,
  agreedReading,
  entriesOf,
  readShopList,
  type ShopList,
} from '../reconciliation/read-shop-list.ts';
import { reconcile } from '../reconciliation/reconcile.ts';
import { mappedRoles, type ShopMap } from '../reconciliation/shop-columns.ts';
import { durationText } from '../report/batch-report.ts';
import { type RefundCsv, reconcileReport, reconcileSheets } from '../report/reconcile-report.ts';
import type { Example, Report } from '../report/report.ts';
import { csvText } from '../report/table-columns.ts';
import { readTimeSpan, type TimeSpan } from '../transaction/named-times.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';

/** As typed. */
export const reconcileFlags = {
  ...windowFlags,
  map: list('<role=heading,…>', () => t`which column is which: ${mappedRoles.join(', ')} (repeatable)`),
  sheet: value('<name>', () => t`the sheet of a workbook (default: its first)`),
  journal: list('<file>', () => t`a journal of refund-batch whose refunds count as known (repeatable)`, {
    values: 'files',
  }),
  refund_csv: value('<file>', () => t`write what was paid twice for refund-batch; refunds nothing`, {
    values: 'files',
  }),
  ...xlsxFlag,
};

export const reconcileCommand = command({
  name: 'reconcile',
  says: () =>
    t`Hold a shop's list of orders (CSV or .xlsx) against QFPay's records of the same days and what this machine has sent. It changes nothing and refunds nothing. Exits 0 where all agrees and 4 where something differs; where a page of QFPay's books cannot be read there is no verdict (9, 7 or 6).`,
  arguments: [{ name: 'shop', says: () => t`the shop's list, or - for stdin`, values: 'files' }],
  flags: reconcileFlags,
  examples,
  exits: [...exits.reading, 'declined'],
  run: reconcileBooks,
});

export type ReconcileOptions = FlagValues<typeof reconcileFlags>;

function examples(): readonly Example[] {
  return [
    ['qfpay reconcile orders.xlsx --day yesterday', t`the day that is over`],
    ['qfpay reconcile orders.csv --month last-month --map out_trade_no=Ref,amount=Sum', t`columns of other names`],
    [
      'qfpay reconcile orders.csv --day yesterday --refund-csv twice.csv --json',
      t`for a script, with what was paid twice`,
    ],
  ];
}

interface ReconcileRequest {
  readonly file: string;
  readonly window: TimeSpan;
  readonly map: ShopMap;
}

/** @throws UsageError before anything is asked, with every fault of the command line, then of the list, at once */
async function reconcileBooks(
  options: ReconcileOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const [request, said] = await together([
    () => readReconcileRequest(options, args, context),
    () => readPreferences(options, context),
  ]);
  const table = await readTableFile(request.file, options.sheet, context);
  const shop =
    'fault' in table
      ? { rows: [], notes: [], has_currency: false, faults: [table.fault] }
      : readShopList(table.table, request.map);
  refuseList(request.file, shop.faults);
  for (const note of shop.notes) tell(context, t`note: ${note}`);
  return reportSession(said, context, (session) => holdAgainst(shop, request, options, { session, context }));
}

/** @throws UsageError with every fault at once */
export function readReconcileRequest(
  options: ReconcileOptions & GlobalOptions,
  [file = '']: readonly string[],
  context: Context,
): ReconcileRequest {
  const faults: Fault[] = [];
  const now = context.clock.now();
  const { day, month, since, until, refund_csv } = options;
  if (file === '') faults.push({ field: 'shop', rule: t`is missing: name the shop's list, a CSV file or a workbook` });
  const is_given = [day, month, since, until].some((flag) => flag !== undefined);
  if (!is_given)
    faults.push({ field: 'day', rule: t`is missing: say which days the list is of`, next: t`--day yesterday` });
  const window = is_given ? readTimeSpan(options, now, faults) : undefined;
  const map = readMap(options.map ?? [], faults);
  if (refund_csv !== undefined) {
    const found = context.files.hasFolder(refund_csv)
      ? context.files.writeFault(refund_csv, 'nothing')
      : t`its folder is not there`;
    if (found !== undefined)
      faults.push({ field: 'refund_csv', value: refund_csv, rule: t`cannot be written: ${found}` });
  }
  faults.push(...xlsxFaults(options, context));
  refuse(faults, 'qfpay reconcile --help');
  return { file, map, window: window ?? { start: now, end: now } };
}

function readMap(texts: readonly string[], faults: Fault[]): ShopMap {
  const pairs = texts.flatMap((text) => text.split(/,(?=\s*[a-z_]+=)/));
  const map: Record<string, string> = {};
  for (const text of pairs) {
    const [role = '', ...heading] = text.split('=');
    const name = role.trim().replaceAll('-', '_');
    const rule = t`must be role=heading, where the role is one of ${mappedRoles.join(', ')}`;
    if (heading.join('=').trim() === '' || !mappedRoles.some((each) => each === name))
      faults.push({ field: 'map', value: text, rule });
    else map[name] = heading.join('=').trim();
  }
  if (map['txamt'] !== undefined && map['amount'] !== undefined)
    faults.push({ field: 'map', rule: t`must name txamt (cents) or amount (major units), and not both` });
  return map;
}

/** Each fault names the file and its line. @throws UsageError */
function refuseList(file: string, faults: readonly Fault[]): void {
  const [first] = faults;
  if (!first) return;
  const place = first.line === undefined ? file : t`${file}, line ${first.line}`;
  const message = faultsMessage(
    faults,
    `${place}: ${first.field} ${first.value ?? ''} ${first.rule}`.replace('  ', ' '),
  );
  throw new UsageError(message, {
    details: faults,
    hint: t`nothing was asked; the list is ${file === '-' ? 'stdin' : file}`,
  });
}

interface ReconcileWorld {
  readonly session: Session;
  readonly context: Context;
}

async function holdAgainst(
  shop: ShopList,
  { window, file }: ReconcileRequest,
  options: ReconcileOptions & GlobalOptions,
  world: ReconcileWorld,
): Promise<Report> {
  const { session, context } = world;
  const gateway = await readBooks(window, shop.rows.length, world);
  const reading = agreedReading(shop, gateway) ?? (await askReading(options, context));
  const { entries, faults } = entriesOf(shop, reading, gateway);
  refuseList(file, faults);
  const found = reconcile({ shop: entries, gateway, sent: await sentRefunds(options, file, world) });
  const warnings: string[] = [];
  const refund_csv =
    options.refund_csv === undefined
      ? undefined
      : writeRefundCsv(options.refund_csv, found, gateway, context, warnings);
  await writeExcelFile(options.xlsx, reconcileSheets(found), context);
  for (const warning of warnings) tell(context, t`warning: ${warning}`);
  return reconcileReport({
    ...{ env: session.settings.env, ...simulationOf(session), since: window.start, until: window.end },
    ...{ rows: shop.rows.length, records: gateway.length, found, is_currency_compared: shop.has_currency },
    ...{ ...(refund_csv ? { refund_csv } : {}), warnings },
  });
}

const day = 86_400_000;

/**
 * Every record of the window and of a day on both sides.
 * @throws NetworkError, RateLimitedError, SignatureError a page could not be read: there is no verdict of the others
 */
async function readBooks(window: TimeSpan, rows: number, { session, context }: ReconcileWorld): Promise<BookRecord[]> {
  const now = context.clock.now();
  const end = new Date(Math.min(window.end.getTime() + day, now.getTime()));
  const wide = { start: new Date(window.start.getTime() - day), end };
  tell(context, lengthNote(wide, window, rows));
  const [first, last] = [formatGatewayTime(window.start), formatGatewayTime(window.end)];
  const seen = new Set<string>();
  const keep = createBookKeeper();
  const found: BookRecord[] = [];
  const progress = context.progress(() => t`reading the books: ${found.length} records`);
  try {
    for await (const { records } of readablePages(session.gateway, { window: wide })) {
      for (const record of records) {
        const { syssn, sysdtm = record.paydtm } = record;
        if (syssn !== undefined && seen.has(syssn)) continue;
        if (syssn !== undefined) seen.add(syssn);
        const is_outside = sysdtm !== undefined && (sysdtm < first || sysdtm > last);
        found.push(keep({ ...record, ...(sysdtm === undefined ? {} : { sysdtm }) }, is_outside));
      }
    }
  } finally {
    progress.stop();
  }
  return found;
}

/**
 * How long it will take, by what QFPay lets through: 100 records a request, 400 requests a minute. The list says how many there
 * are in its own days. Of the day before and the day after nobody knows: they have none, or as many each.
 */
function lengthNote(wide: TimeSpan, own: TimeSpan, rows: number): string {
  const lengthOf = ({ start, end }: TimeSpan) => end.getTime() - start.getTime() + 1000;
  const requestsOf = (records: number) => Math.ceil(records / 100) + monthsOf(wide).length;
  const [least, most] = [requestsOf(rows), requestsOf(rows * (lengthOf(wide) / Math.max(lengthOf(own), day / 4)))];
  const secondsOf = (requests: number) => Math.max(requests * 0.3, requests > 400 ? (requests / 400) * 60 : 0);
  const requests = least === most ? String(least) : t`${least} to ${most}`;
  const [shortest, longest] = [durationText(secondsOf(least)), durationText(secondsOf(most))];
  const time = shortest === longest ? longest : t`${shortest}, or ${longest} where the days beside them have as many`;
  return t`reading QFPay's books from ${formatGatewayTime(wide.start)} to ${formatGatewayTime(wide.end)}: about ${requests} requests, ${time}`;
}

/** @throws UsageError nobody can be asked */
async function askReading(options: ReconcileOptions & GlobalOptions, context: Context): Promise<AmountReading> {
  const rule = t`cannot be told from the list: cents, or major units (12.80)? The orders that QFPay has do not settle it`;
  if (!canAsk(options, context))
    throw new UsageError(`amount ${rule}`, {
      details: [{ field: 'amount', rule, next: t`--map txamt=…` }],
      hint: t`--map txamt=<heading> for cents, --map amount=<heading> for major units`,
    });
  const typed = await context.prompt.ask(t`Do the amounts count cents? Type cents or major:`);
  if (typed.trim() === 'cents' || typed.trim() === 'major') return typed.trim() as AmountReading;
  throw new UsageError(`amount ${rule}`, {
    hint: t`--map txamt=<heading> for cents, --map amount=<heading> for major units`,
  });
}

/** What this machine sent: its history, the journals that are named, and those that stand beside the list. */
async function sentRefunds(
  { journal = [] }: ReconcileOptions,
  file: string,
  { session, context }: ReconcileWorld,
): Promise<KnownRefund[]> {
  const { env, merchant } = session.settings;
  const sent = readHistory(context)
    .entries.filter((entry) => entry.endpoint === 'refund' && entry.env === env && entry.app_code === merchant.app_code)
    .map(
      ({ out_trade_no, txamt, settled }): KnownRefund => ({
        ...{ refund_no: out_trade_no, source: 'history', outcome: settled?.outcome ?? 'unknown' },
        ...(settled?.syssn ? { syssn: settled.syssn } : {}),
        ...(txamt ? { txamt } : {}),
      }),
    );
  const beside = file === '-' ? [] : journalsBeside(file, context).filter((path) => !journal.includes(path));
  if (journal.length + beside.length === 0) return sent;
  const keeper = await journalKeeper(session);
  const read = (path: string) => {
    for (const { refund_no, txamt, settled } of readJournal(context, path, keeper).entries.values())
      sent.push({
        ...{ refund_no, source: 'journal', outcome: settled?.outcome ?? 'unknown', txamt },
        ...(settled?.syssn ? { syssn: settled.syssn } : {}),
      });
  };
  journal.forEach(read);
  for (const path of beside) {
    try {
      read(path);
      tell(context, t`note: ${t`the refunds of ${path} count as known`}`);
    } catch (error) {
      // Nobody named it: it may be of another merchant.
      if (!(error instanceof ConfigError)) throw error;
      tell(context, t`note: ${error.message}`);
    }
  }
  return sent;
}

/** Where `refund-batch` leaves them: beside the file of refunds, which is where lists are. */
function journalsBeside(file: string, { files }: Context): readonly string[] {
  const folder = /^.*[\\/]/.exec(file)?.[0] ?? '';
  return files
    .beginningWith(folder)
    .filter((path) => path.endsWith('.journal.ndjson'))
    .toSorted();
}

/** What is left of every payment that was one too many, for `refund-batch`, which asks before it sends anything. */
function writeRefundCsv(
  file: string,
  { differences }: Reconciliation,
  gateway: readonly BookRecord[],
  { files }: Context,
  warnings: string[],
): RefundCsv {
  const refunded = new Map<string, bigint>();
  for (const record of gateway) {
    const { orig_syssn = '', txamt = '' } = record;
    if (kindOfRecord(record) === 'refund' && outcomeInBook(record) !== 'declined' && /^\d+$/.test(txamt))
      refunded.set(orig_syssn, (refunded.get(orig_syssn) ?? 0n) + BigInt(txamt));
  }
  const totals = new Map<string, bigint>();
  const rows = differences.flatMap(({ kind, gateway: record }): string[][] => {
    const { syssn = '', out_trade_no = '', txamt = '0', txcurrcd = '', cancel } = record ?? {};
    if (kind !== 'paid_twice' || cancel === '3') return [];
    const given = refunded.get(syssn) ?? 0n;
    if (cancel === '5' && given === 0n)
      warnings.push(t`${syssn} was refunded in part before these days: it is not in ${file}`);
    const left = BigInt(txamt) - given;
    if (left <= 0n || syssn === '' || (cancel === '5' && given === 0n)) return [];
    totals.set(txcurrcd, (totals.get(txcurrcd) ?? 0n) + left);
    return [[syssn, out_trade_no, String(left)]];
  });
  files.write(file, `${csvText([['syssn', 'out_trade_no', 'txamt'], ...rows])}\n`, undefined, 'nothing');
  return {
    file,
    rows: rows.length,
    totals: [...totals].map(([txcurrcd, txamt]) => ({ txcurrcd, txamt: String(txamt) })),
  };
}
