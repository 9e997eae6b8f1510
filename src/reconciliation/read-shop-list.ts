import { findCurrency } from '../catalog/currencies.ts';
import { kindOfRecord } from '../diagnosis/money-sums.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { lostDigits, type SheetLine, type SheetTable, spreadsheetDamage } from '../spreadsheet/read-csv.ts';
import type { BookRecord, ShopEntry, ShopState } from './books.ts';
import {
  centsOfAmount,
  type DecimalMark,
  decimalMarkOf,
  doubtOf,
  isTotalWord,
  readWrittenAmount,
  stateOfWord,
  typeOfWord,
  type WrittenAmount,
} from './shop-cells.ts';
import { findShopHeader, type ShopHeader, type ShopMap, type ShopRole } from './shop-columns.ts';

/** What the amounts of a list count. */
export type AmountReading = 'cents' | 'major';

/** A row of the list whose amount is not a sum yet. */
export interface ShopRow {
  readonly line: number;
  readonly out_trade_no: string;
  readonly kind: 'payment' | 'refund';
  readonly state: ShopState;
  readonly amount: WrittenAmount;
  readonly txcurrcd?: string;
}

export interface ShopList {
  readonly rows: readonly ShopRow[];
  /** Undefined where only the gateway's books can tell. */
  readonly reading?: AmountReading;
  /** It has a currency for every row. */
  readonly has_currency: boolean;
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

/** What of the list is a payment or refund, what was left aside, and every cell that cannot be meant. */
export function readShopList({ lines, faults: broken, has_decimal_comma }: SheetTable, map: ShopMap): ShopList {
  const filled = lines.filter(({ values }) => values.some((value) => value !== ''));
  const header = findShopHeader(filled, map);
  if ('faults' in header) return { rows: [], has_currency: false, notes: [], faults: [...broken, ...header.faults] };
  const below = filled.slice(header.index + 1);
  const mark = decimalMarkOf(
    below.map((line) => cellIn(line, header, ...amountRoles)),
    has_decimal_comma,
  );
  const world: RowWorld = {
    header,
    mark,
    faults: [...broken],
    counts: new Map(),
    rows: [],
    orders: new Map(),
    seen: new Map(),
    amounts: new Map(),
  };
  for (const line of withoutTotals(below, world)) readRow(line, world);
  const { rows } = world;
  if (rows.length === 0 && world.faults.length === 0)
    world.faults.push({ field: 'file', rule: t`has no order below its header` });
  const reading = readingOf(header, rows);
  return {
    rows,
    ...(reading ? { reading } : {}),
    has_currency: rows.every(({ txcurrcd }) => txcurrcd !== undefined),
    notes: [...headerNotes(header, filled), ...countNotes(world)],
    faults: world.faults,
  };
}

type CountedThing = 'marked' | 'totals' | 'items' | 'zero' | `twice ${string}` | `state ${string}` | `type ${string}`;

interface RowWorld {
  readonly header: ShopHeader;
  readonly mark: DecimalMark;
  readonly faults: Fault[];
  /** What is to be said once, with the lines it was seen in. */
  readonly counts: Map<CountedThing, number[]>;
  readonly rows: ShopRow[];
  /** The place in `rows` of the first of a number, which nearly every order has one of. */
  readonly orders: Map<string, number>;
  /** What makes rows the same, with the place of the first of them: of refunds, and of payments that are not the first. */
  readonly seen: Map<string, number>;
  /** Of the prices that came first. */
  readonly amounts: Map<string, WrittenAmount>;
}

function count({ counts }: RowWorld, thing: CountedThing, line: number): void {
  const lines = counts.get(thing);
  if (lines) lines.push(line);
  else counts.set(thing, [line]);
}

function cellIn({ values }: SheetLine, { places }: ShopHeader, ...roles: ShopRole[]): string {
  const place = roles.map((role) => places[role]).find((at) => at !== undefined);
  return place === undefined ? '' : (values[place] ?? '');
}

function cellAt(line: SheetLine, { header }: RowWorld, ...roles: ShopRole[]): string {
  return cellIn(line, header, ...roles);
}

const amountRoles = ['txamt', 'amount', 'sum'] as const;

/** The orders, without what sums them up and without the lines at the end that are none: who exported the list when. */
function withoutTotals(lines: readonly SheetLine[], world: RowWorld): readonly SheetLine[] {
  const isSum = (line: SheetLine) => {
    const number = cellAt(line, world, 'out_trade_no');
    return isTotalWord(number) || (!/[^\d\s]/.test(number) && line.values.some(isTotalWord));
  };
  const isOrder = (line: SheetLine) =>
    !isSum(line) && cellAt(line, world, 'out_trade_no') !== '' && cellAt(line, world, ...amountRoles) !== '';
  const end = lines.findLastIndex(isOrder) + 1;
  return lines.filter((line, at) => {
    const is_read = at < end && !isSum(line);
    if (!is_read) count(world, 'totals', line.line);
    return is_read;
  });
}

function readRow(line: SheetLine, world: RowWorld): void {
  const out_trade_no = cellAt(line, world, 'out_trade_no');
  const written = cellAt(line, world, ...amountRoles);
  const place = world.header.places.out_trade_no ?? 0;
  // A line of an order's items names the order, and its sum only once.
  if (written === '' && world.orders.has(out_trade_no)) {
    count(world, 'items', line.line);
    return;
  }
  const amount = amountOf(written, world);
  const found = rowFaults(line, { out_trade_no, written, amount }, world);
  world.faults.push(...found);
  if (found.length > 0 || !amount) return;
  if (line.marked?.includes(place)) count(world, 'marked', line.line);
  if (!/[1-9]/.test(amount.whole + amount.fraction)) {
    count(world, 'zero', line.line);
    return;
  }
  const type = typeOfWord(cellAt(line, world, 'type'));
  const state = stateOfWord(cellAt(line, world, 'status'));
  if (!type) count(world, `type ${cellAt(line, world, 'type')}`, line.line);
  if (!state) count(world, `state ${cellAt(line, world, 'status')}`, line.line);
  const kind = amount.is_negative || type === 'refund' ? 'refund' : 'payment';
  const currency = cellAt(line, world, 'txcurrcd').toUpperCase() || amount.txcurrcd || world.header.txcurrcd;
  const row = { line: line.line, out_trade_no, kind, state: state ?? 'paid', amount } as const;
  keepOnce({ ...row, ...(currency ? { txcurrcd: currency } : {}) }, line, world);
}

/** A shop has few prices: each is read once, and is one amount in memory. */
function amountOf(written: string, { amounts, mark }: RowWorld): WrittenAmount | undefined {
  const known = amounts.get(written);
  if (known) return known;
  const amount = readWrittenAmount(written, mark);
  if (amount && amounts.size < 1000) amounts.set(written, amount);
  return amount;
}

interface ShopCells {
  readonly out_trade_no: string;
  readonly written: string;
  readonly amount: WrittenAmount | undefined;
}

function rowFaults(line: SheetLine, { out_trade_no, written, amount }: ShopCells, world: RowWorld): Fault[] {
  const { header, mark } = world;
  const at = header.places.out_trade_no ?? 0;
  const place = { line: line.line };
  const amount_at = header.places.txamt ?? header.places.amount ?? header.places.sum ?? 0;
  const field = header.places.txamt === amount_at ? 'txamt' : 'amount';
  if (line.lost?.includes(at)) return [lostDigits('out_trade_no', { ...place, at, value: out_trade_no })];
  if (line.lost?.includes(amount_at)) return [lostDigits(field, { ...place, at: amount_at, value: written })];
  const faults: Fault[] = [];
  const damage = spreadsheetDamage('out_trade_no', out_trade_no);
  if (damage) faults.push({ ...place, ...damage });
  else if (out_trade_no === '')
    faults.push({ ...place, field: 'out_trade_no', rule: t`is missing: the line has an amount and no order` });
  const doubt = mark === 'unclear' ? doubtOf(written) : undefined;
  if (!amount) faults.push({ ...place, field, value: written, rule: t`must be an amount, such as 1280 or 1,280.50` });
  else if (doubt)
    faults.push({
      ...{ ...place, field, value: written },
      rule: t`can be ${doubt[0]} or ${doubt[1]}: nothing in the list tells which mark its decimals have`,
    });
  const currency = cellAt(line, world, 'txcurrcd').toUpperCase();
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency))
    faults.push({ ...place, field: 'txcurrcd', value: currency, rule: t`must be a currency's code, such as HKD` });
  return faults;
}

/**
 * A payment's number is taken once, so that a second row of it with the same sum is the same, unless one of them failed; paid and
 * refunded are two times of one order. Two refunds can be equal, and are one where the whole line is.
 */
function keepOnce(row: ShopRow, { values }: SheetLine, world: RowWorld): void {
  const { out_trade_no, line, state, kind } = row;
  const { rows, orders, seen } = world;
  const key = kind === 'payment' ? paymentKey(row) : `refund ${values.join('\n')}`;
  const at = orders.get(out_trade_no);
  const opening = rows[at ?? -1];
  const is_opening = kind === 'payment' && opening?.kind === 'payment' && paymentKey(opening) === key;
  const place = is_opening ? at : seen.get(key);
  const first = rows[place ?? -1];
  if (place !== undefined && first) {
    count(world, `twice ${out_trade_no}`, line);
    if (state === 'refunded') rows[place] = { ...first, state };
    return;
  }
  if (at === undefined) orders.set(out_trade_no, rows.length);
  if (at !== undefined || kind === 'refund') seen.set(key, rows.length);
  rows.push(row);
}

function paymentKey({ out_trade_no, amount, txcurrcd, state }: ShopRow): string {
  const sum = [amount.whole, amount.fraction.replace(/0+$/, ''), txcurrcd, state === 'unpaid'].join(' ');
  return `payment ${out_trade_no} ${sum}`;
}

/** What the heading or a single cell tells of all amounts. */
function readingOf({ places }: ShopHeader, rows: readonly ShopRow[]): AmountReading | undefined {
  if (places.txamt !== undefined) return 'cents';
  return places.amount !== undefined || rows.some(({ amount }) => amount.has_mark) ? 'major' : undefined;
}

function headerNotes({ index, places }: ShopHeader, lines: readonly SheetLine[]): string[] {
  const header = lines[index];
  const named = (Object.entries(places) as [ShopRole, number][]).map(
    ([role, at]) => `${role === 'sum' ? 'amount' : role} = ${header?.values[at] ?? ''}`,
  );
  return [
    ...(index > 0 ? [t`the header is line ${header?.line ?? 1}: what stands above it is not read`] : []),
    t`columns: ${named.join(', ')}`,
  ];
}

function countNotes({ counts }: RowWorld): string[] {
  return [...counts].map(([thing, lines]) => {
    const [kind = '', ...rest] = thing.split(' ');
    const [what, where] = [rest.join(' '), linesText(lines)];
    if (kind === 'marked')
      return t`a mark for spreadsheets (backtick, apostrophe, tab or ="…") was taken off in ${lines.length} lines`;
    if (kind === 'totals') return t`no orders, but sums or remarks: ${where}`;
    if (kind === 'items') return t`items of an order that stands above, without a sum of their own: ${where}`;
    if (kind === 'zero') return t`an amount of 0, which no payment has: ${where}`;
    if (kind === 'twice') return t`order ${what} stands there again, and is counted once: ${where}`;
    if (kind === 'state') return t`status "${what}" is not known, and taken for paid: ${where}`;
    return t`type "${what}" is not known, and taken for a payment: ${where}`;
  });
}

function linesText(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(', ');
  return lines.length > 5 ? t`lines ${shown} and ${lines.length - 5} more` : t`lines ${shown}`;
}

/**
 * By what the gateway has: the reading under which nine of ten orders that it knows agree. Undefined where that is none, or where
 * both readings do and are not the same.
 */
export function agreedReading(list: ShopList, gateway: readonly BookRecord[]): AmountReading | undefined {
  if (list.reading) return list.reading;
  const known = new Map<string, BookRecord[]>();
  for (const record of gateway) {
    const { out_trade_no = '', respcd } = record;
    if (respcd !== '0000' || kindOfRecord(record) === 'refund') continue;
    const records = known.get(out_trade_no);
    if (records) records.push(record);
    else known.set(out_trade_no, [record]);
  }
  const found = list.rows.filter(({ kind, out_trade_no }) => kind === 'payment' && known.has(out_trade_no));
  const agreeing = (['cents', 'major'] as const).filter((reading) => {
    const count = found.filter(({ amount, out_trade_no }) =>
      known
        .get(out_trade_no)
        ?.some(({ txamt, txcurrcd }) => centsOfAmount(amount, reading, digitsOf(txcurrcd)) === txamt),
    ).length;
    return found.length > 0 && count * 10 >= found.length * 9;
  });
  const [only, other] = agreeing;
  if (other === undefined) return only;
  const is_same = list.rows.every(
    ({ txcurrcd, out_trade_no }) => digitsOf(txcurrcd ?? known.get(out_trade_no)?.[0]?.txcurrcd) === 0,
  );
  return is_same ? 'cents' : undefined;
}

function digitsOf(txcurrcd: string | undefined): number {
  // The won has no minor unit either, and is none of the currencies that QFPay's table has.
  return txcurrcd === 'KRW' ? 0 : (findCurrency(txcurrcd ?? '')?.minor_digits ?? 2);
}

/** The rows with their amounts in cents; a currency that the list has not is the order's own at the gateway. */
export function entriesOf(
  { rows }: ShopList,
  reading: AmountReading,
  gateway: readonly BookRecord[],
): { readonly entries: readonly ShopEntry[]; readonly faults: readonly Fault[] } {
  const found = new Set<string>();
  for (const { txcurrcd } of gateway) if (txcurrcd) found.add(txcurrcd);
  const usual = found.size === 1 ? [...found][0] : undefined;
  const currencies = new Map<string, string>();
  // Where there is one only, it need not be looked up.
  for (const { out_trade_no = '', txcurrcd } of found.size > 1 ? gateway : [])
    if (txcurrcd) currencies.set(out_trade_no, txcurrcd);
  const faults: Fault[] = [];
  const entries = rows.flatMap(({ amount, txcurrcd, ...row }): ShopEntry[] => {
    const currency = txcurrcd ?? currencies.get(row.out_trade_no) ?? usual;
    const txamt = centsOfAmount(amount, reading, digitsOf(currency));
    if (txamt !== undefined) return [{ ...row, txamt, ...(txcurrcd ? { txcurrcd } : {}) }];
    const value = `${amount.whole}.${amount.fraction}`;
    const rule =
      reading === 'cents' ? t`must be a whole number of cents` : t`has more decimals than ${currency ?? 'HKD'}`;
    faults.push({ line: row.line, field: 'amount', value, rule });
    return [];
  });
  return { entries, faults };
}
