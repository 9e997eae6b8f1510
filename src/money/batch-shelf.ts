import type { Context } from '../context.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import { findAllRefunds, findOrders, findSyssns, missingOrders, refundMonths } from '../lookup/find-orders.ts';
import { acceptedLookup, commaLists, type Lookup, queryAllPages, readAhead } from '../lookup/query.ts';
import { monthBefore, monthsBetween, monthTeller, type QueryWindow } from '../lookup/window.ts';
import { choosePayment, type NamedPayment } from '../refund/choose-payment.ts';
import { refundNumber, sumKey } from '../refund/refund-number.ts';
import type { RefundablePayment } from '../refund/refund-record.ts';
import type { RefundRow } from '../refund-list/refund-row.ts';
import type { RowSum } from '../report/batch-findings.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import type { RefundBooks } from './refund-plan.ts';

/** A row that is not settled by the journal, and what the journal has of it. */
export interface OpenRow {
  readonly row: RefundRow;
  readonly entry?: JournalEntry | undefined;
}

/**
 * Reads what the gateway's books have of all these rows: the payments, and the refund numbers of those of which something was
 * given back already or may be on its way.
 */
export async function readShelf(open: readonly OpenRow[], gateway: Gateway, context: Context): Promise<Shelf> {
  const now = context.clock.now();
  const payments = unique(
    await readPayments(
      open.map(({ row }) => row.named),
      gateway,
      context,
    ),
  );
  const byName = indexPayments(payments);
  const touched = open.flatMap(
    ({ row, entry }): { payment: RefundablePayment; row: RefundRow; entry?: JournalEntry | undefined }[] => {
      const records = byName.get(`${row.named.field} ${row.named.value}`) ?? [];
      const choice = choosePayment(records, row.named);
      if (!('payment' in choice) || (isUntouched(choice.payment) && !entry)) return [];
      return [{ payment: choice.payment, row, entry }];
    },
  );
  const asked = touched.flatMap(({ payment, row, entry }): AskedNumber[] => {
    const from = refundMonths(payment, now).at(-1)?.start ?? now;
    const numbers = new Set([firstNumber(payment, row, gateway), ...(entry ? [entry.refund_no] : [])]);
    return [...numbers].map((out_trade_no) => ({ out_trade_no, from }));
  });
  const refunds = unique(await readRefundNumbers(asked, gateway, now));
  const [earliest] = touched.map(({ payment }) => refundMonths(payment, now)).sort((a, b) => b.length - a.length);
  return { payments, asked: new Set(asked.map(({ out_trade_no }) => out_trade_no)), refunds, months: earliest ?? [] };
}

/** The number that the row most probably has. Of a payment that was given back in part before it is another one. */
function firstNumber(payment: RefundablePayment, { sum, refund_no }: RefundRow, { settings }: Gateway): string {
  if (refund_no !== undefined) return refund_no;
  const { env, merchant } = settings;
  const txamt = sum === 'full' ? payment.txamt : sumKey(sum);
  const { app_code, mchid } = merchant;
  return refundNumber({ env, app_code, mchid, syssn: payment.syssn, txamt, refunded: '0' }, 0);
}

function indexPayments(payments: readonly Transaction[]): Map<string, Transaction[]> {
  const index = new Map<string, Transaction[]>();
  for (const payment of payments) {
    for (const field of ['syssn', 'out_trade_no'] as const) {
      const key = `${field} ${payment[field] ?? ''}`;
      const same = index.get(key);
      if (same) same.push(payment);
      else index.set(key, [payment]);
    }
  }
  return index;
}

/** Pages shift when an order is made while they are read, and bring a record twice. */
function unique(records: readonly Transaction[]): Transaction[] {
  const keyOf = (record: Transaction) => record.syssn ?? JSON.stringify(record);
  return [...new Map(records.map((record) => [keyOf(record), record])).values()];
}

/**
 * What the other runners' rows come to: a limit is for the whole file, else each runner would give back as much. Whatever is wrong
 * with such a row its own runner refuses.
 */
export async function readOthers(others: readonly RefundRow[], gateway: Gateway, context: Context): Promise<RowSum[]> {
  const payments = await readPayments(
    others.map(({ named }) => named),
    gateway,
    context,
  );
  return others.flatMap(({ named, sum }) => {
    const choice = choosePayment(
      payments.filter(({ [named.field]: number }) => number === named.value),
      named,
    );
    if (!('payment' in choice)) return [];
    const { txamt, txcurrcd } = choice.payment;
    return [{ txamt: sum === 'full' ? txamt : sumKey(sum), txcurrcd, outcome: 'refunded' as const }];
  });
}

/**
 * What stands under the names of many payments, with as few requests as can be: pages of a hundred where most of a page is
 * wanted, else lists of numbers.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
async function readPayments(
  named: readonly NamedPayment[],
  gateway: Gateway,
  context: Context,
): Promise<readonly Transaction[]> {
  const valuesOf = (field: NamedPayment['field']) => [
    ...new Set(named.flatMap((name) => (name.field === field ? [name.value] : []))),
  ];
  const bySyssn = await readSyssns(valuesOf('syssn'), gateway);
  return [...bySyssn, ...(await readOrders(valuesOf('out_trade_no'), gateway, context))];
}

/** QFPay's number begins with its day; a window does not reach beyond a month. */
async function readSyssns(numbers: readonly string[], gateway: Gateway): Promise<Transaction[]> {
  const records: Transaction[] = [];
  const wanted = new Set(numbers);
  for (const [month, group] of grouped(numbers, (syssn) => /^20\d{4}(?=\d{8,})/.exec(syssn)?.[0])) {
    const window = month === undefined ? undefined : daysOf(group);
    if (!window) continue;
    const isWanted = ({ syssn = '' }: Transaction) => wanted.has(syssn);
    records.push(
      ...(await readAhead(gateway, { window, isWanted, count: group.length, per_list: perList(group) })).records,
    );
  }
  const known = new Set(records.map(({ syssn }) => syssn));
  const missing = numbers.filter((syssn) => !known.has(syssn));
  return [...records, ...acceptedLookup(await findSyssns(gateway, missing, undefined)).records];
}

/** From the first to the last day of numbers of one month. */
function daysOf(syssns: readonly string[]): QueryWindow | undefined {
  const days = syssns.map((syssn) => syssn.slice(0, 8).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')).sort();
  const [start, end] = [parseGatewayTime(`${days[0]} 00:00:00`), parseGatewayTime(`${days.at(-1)} 23:59:59`)];
  return start && end && { start, end };
}

/** One number can have several records, so pages count only where their window was read to its end. */
async function readOrders(numbers: readonly string[], gateway: Gateway, context: Context): Promise<Transaction[]> {
  const now = context.clock.now();
  const monthOf = monthTeller(context);
  const wanted = new Set(numbers);
  let records: Transaction[] = [];
  for (const group of grouped(numbers, (number) => monthOf(number)?.start.getTime()).values()) {
    const window = monthOf(group[0] ?? '') ?? { ...monthBefore(now, 0), end: now };
    const isWanted = ({ out_trade_no = '' }: Transaction) => wanted.has(out_trade_no);
    const found = await readAhead(gateway, { window, isWanted, count: group.length, per_list: perList(group) });
    if (found.is_whole) records = [...records, ...found.records];
  }
  const missing = missingOrders(numbers, { records, answers: [] });
  if (missing.length === 0) return records;
  return [...records, ...acceptedLookup(await findOrders(gateway, { out_trade_no: missing, now, monthOf })).records];
}

function perList(numbers: readonly string[]): number {
  return numbers.length / commaLists(numbers).length;
}

function grouped<K>(numbers: readonly string[], keyOf: (number: string) => K): Map<K, string[]> {
  const groups = new Map<K, string[]>();
  for (const number of numbers) {
    const group = groups.get(keyOf(number));
    if (group) group.push(number);
    else groups.set(keyOf(number), [number]);
  }
  return groups;
}

/** A refund's number that is asked for, and from when on it can stand on the books. */
interface AskedNumber {
  readonly out_trade_no: string;
  readonly from: Date;
}

/** As far back as a refund can lie. */
const mostMonths = 13;

/**
 * What stands under many refund numbers, the latest month first.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
async function readRefundNumbers(
  asked: readonly AskedNumber[],
  gateway: Gateway,
  now: Date,
): Promise<readonly Transaction[]> {
  const missing = new Map(asked.map((number) => [number.out_trade_no, number]));
  const records: Transaction[] = [];
  const earliest = new Date(Math.min(now.getTime(), ...asked.map(({ from }) => from.getTime())));
  for (const window of monthsBetween(earliest, now, mostMonths)) {
    const names = [...missing.values()]
      .filter(({ from }) => from <= window.end)
      .map(({ out_trade_no }) => out_trade_no);
    for (const found of await readWindow(names, window)) {
      records.push(found);
      missing.delete(found.out_trade_no ?? '');
    }
  }
  return records;

  async function readWindow(names: readonly string[], window: QueryWindow): Promise<Transaction[]> {
    if (names.length === 0) return [];
    const wanted = new Set(names);
    const isWanted = ({ out_trade_no = '' }: Transaction) => wanted.has(out_trade_no);
    const lists = commaLists(names);
    const count = names.length;
    const ahead = await readAhead(gateway, { window, isWanted, count, per_list: count / lists.length });
    const found = [...ahead.records];
    if (ahead.is_whole) return found;
    const known = new Set(found.map(({ out_trade_no }) => out_trade_no));
    for (const out_trade_no of commaLists(names.filter((name) => !known.has(name)))) {
      found.push(...acceptedLookup(await queryAllPages(gateway, { out_trade_no, window })).records.filter(isWanted));
    }
    return found;
  }
}

/** What was read of the gateway's books for all rows at once. */
interface Shelf {
  readonly payments: readonly Transaction[];
  /** The refund numbers that were asked for, and what stands under them. */
  readonly asked: ReadonlySet<string>;
  readonly refunds: readonly Transaction[];
  /** The months from the first day on of which a refund may have to be looked for. */
  readonly months: readonly QueryWindow[];
}

/** Nothing has been given back of a payment with such a flag: 4 is a pre-authorisation that was captured. */
function isUntouched({ cancel = '0' }: Transaction): boolean {
  return cancel === '0' || cancel === '4';
}

/**
 * Books that were read beforehand. Of a payment that nothing was given back of no number is asked for: should one be used all
 * the same, by a refund that was declined or is on its way, the gateway says so, and takes none twice.
 */
export function shelfBooks(shelf: Shelf, gateway: Gateway, slow: RefundBooks): RefundBooks {
  const payments = { syssn: index(shelf.payments, 'syssn'), out_trade_no: index(shelf.payments, 'out_trade_no') };
  const numbers = index(shelf.refunds, 'out_trade_no');
  let all: Promise<Lookup> | undefined;
  return {
    payment: async ({ named }) => lookup(payments[named.field].get(named.value)),
    refundNumber: async (out_trade_no, of) => {
      if (shelf.asked.has(out_trade_no)) return lookup(numbers.get(out_trade_no));
      return isUntouched(of.payment) ? lookup([]) : slow.refundNumber(out_trade_no, of);
    },
    async refunds({ payment }) {
      all ??= findAllRefunds(gateway, shelf.months);
      const found = await all;
      return { ...found, records: found.records.filter(({ orig_syssn }) => orig_syssn === payment.syssn) };
    },
    tells_left_of_standing: false,
  };
}

function lookup(records: readonly Transaction[] = []): Lookup {
  return { records, answers: [] };
}

function index(records: readonly Transaction[], field: 'syssn' | 'out_trade_no'): Map<string, Transaction[]> {
  const found = new Map<string, Transaction[]>();
  for (const record of records) {
    const { [field]: value = '' } = record;
    const same = found.get(value);
    if (same) same.push(record);
    else found.set(value, [record]);
  }
  return found;
}
