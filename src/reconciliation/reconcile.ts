import { kindOfRecord } from '../diagnosis/money-sums.ts';
import {
  type BookDifference,
  type BookRecord,
  BookSums,
  type BooksToReconcile,
  centsOf,
  type DifferenceKind,
  groupBooks,
  type KnownRefund,
  type OrderBooks,
  type Reconciliation,
  type RefundNote,
  type ShopEntry,
  stateOf,
} from './books.ts';

/**
 * Holds a shop's list against the gateway's records and what this machine has sent. Every payment and refund of either side is
 * matched, or is a difference of one kind; nothing is told twice.
 */
export function reconcile(books: BooksToReconcile): Reconciliation {
  const desk = new Desk(books.sent, currencyOf(books));
  const orders = groupBooks(books);
  for (const [number, order] of orders) settleOrder(desk, number, order);
  return desk.result();
}

/** What a list without currencies is in, where the gateway has never heard of an order: the one that all others are in. */
function currencyOf({ gateway, shop }: BooksToReconcile): string {
  const found = new Set<string>();
  for (const side of [gateway, shop]) for (const { txcurrcd } of side) if (txcurrcd !== undefined) found.add(txcurrcd);
  const [only = '', ...others] = found;
  return others.length === 0 ? only : '';
}

/** Takes down what was found. */
class Desk {
  private matched = 0;
  private readonly differences: BookDifference[] = [];
  private readonly notes: RefundNote[] = [];
  private readonly sums = new BookSums();
  private readonly sent: ReadonlyMap<string, KnownRefund>;
  private readonly usual_currency: string;

  constructor(sent: readonly KnownRefund[], usual_currency: string) {
    this.sent = new Map(
      sent.flatMap((each) => [each.refund_no, each.syssn].flatMap((name) => (name ? [[name, each]] : []))),
    );
    this.usual_currency = usual_currency;
  }

  /** Both sides have it: in the same way where there is no kind. */
  both(shop: ShopEntry, gateway: BookRecord, kind?: DifferenceKind): void {
    const is_refund = shop.kind === 'refund';
    const sign = is_refund ? -1n : 1n;
    this.sums.move('shop', this.currencyOf(shop, gateway), sign * centsOf(shop), kind);
    this.sums.move('gateway', gateway.txcurrcd ?? '', sign * centsOf(gateway), kind);
    if (kind) this.tell({ kind, shop, gateway, is_refund });
    else this.matched += 1;
  }

  /** A refund of the list that the records come to together. */
  whole(shop: ShopEntry, parts: readonly BookRecord[]): void {
    this.sums.move('shop', this.currencyOf(shop, parts[0]), -centsOf(shop), undefined);
    for (const part of parts) this.sums.move('gateway', part.txcurrcd ?? '', -centsOf(part), undefined);
    this.matched += 1;
  }

  /** Money that only the shop has; the record, where there is one, moved none. */
  shopOnly(shop: ShopEntry, kind: DifferenceKind, gateway?: BookRecord): void {
    const is_refund = shop.kind === 'refund';
    this.sums.move('shop', this.currencyOf(shop, gateway), (is_refund ? -1n : 1n) * centsOf(shop), kind);
    this.tell({ kind, shop, ...(gateway ? { gateway } : {}), is_refund });
  }

  /** Money that only the gateway has; the row of the list, where there is one, has none. */
  gatewayOnly(gateway: BookRecord, kind: DifferenceKind, shop?: ShopEntry): void {
    const is_refund = kindOfRecord(gateway) === 'refund';
    this.sums.move('gateway', gateway.txcurrcd ?? '', (is_refund ? -1n : 1n) * centsOf(gateway), kind);
    this.tell({ kind, gateway, ...(shop ? { shop } : {}), is_refund });
  }

  /** Neither side has any money of it. */
  none(): void {
    this.matched += 1;
  }

  /** A payment and its refunds, which the gateway has undone before anything moved. */
  undone(payments: readonly ShopEntry[], refunds: readonly ShopEntry[], gateway: BookRecord): void {
    for (const entry of [...payments, ...refunds]) {
      const sign = entry.kind === 'refund' ? -1n : 1n;
      this.sums.move('shop', this.currencyOf(entry, gateway), sign * centsOf(entry), undefined);
      this.matched += 1;
    }
  }

  sentOf({ out_trade_no = '', syssn = '' }: BookRecord): KnownRefund | undefined {
    return this.sent.get(out_trade_no) ?? this.sent.get(syssn);
  }

  noted(gateway: BookRecord, sent: KnownRefund): void {
    this.sums.move('gateway', gateway.txcurrcd ?? '', -centsOf(gateway), 'journal_only');
    this.notes.push({ gateway, sent });
  }

  result(): Reconciliation {
    const { matched, differences, notes } = this;
    return { matched, differences, notes, totals: this.sums.totals() };
  }

  private currencyOf({ txcurrcd }: ShopEntry, gateway?: BookRecord): string {
    return txcurrcd ?? gateway?.txcurrcd ?? this.usual_currency;
  }

  private tell(difference: BookDifference): void {
    const { shop, gateway } = difference;
    const sent = gateway && this.sentOf(gateway);
    const out_trade_no = shop?.out_trade_no ?? gateway?.orig_out_trade_no ?? gateway?.out_trade_no;
    this.differences.push({
      ...difference,
      ...(out_trade_no === undefined ? {} : { out_trade_no }),
      ...(gateway?.syssn === undefined ? {} : { syssn: gateway.syssn }),
      ...(sent ? { sent } : {}),
    });
  }
}

function settleOrder(desk: Desk, number: string, order: OrderBooks): void {
  const failed = order.refunds.filter(({ state }) => state === 'unpaid');
  const given = order.refunds.filter(({ state }) => state !== 'unpaid');
  const implied = given.length > 0 ? [] : impliedRefunds(order);
  const ended = order.records.find((record) => stateOf(record) === 'ended');
  const has_moved = order.records.some((record) => stateOf(record) === 'moved');
  if (ended && !has_moved && order.refund_records.length === 0 && isUndone(order.payments, [...given, ...implied])) {
    desk.undone(order.payments, [...given, ...implied], ended);
    for (const _entry of failed) desk.none();
    return;
  }
  settlePayments(desk, order);
  const moved = order.refund_records.filter((record) => stateOf(record) === 'moved').sort(byWindow);
  const seen: BookRecord[] = [];
  const entries = [...given, ...implied.filter((entry) => !settleImplied(desk, entry, order, { moved, seen }))];
  settleRefunds(desk, number, entries, { moved, seen, records: order.refund_records });
  settleFailedRefunds(desk, failed, { moved, seen });
  settleExtraRefunds(
    desk,
    moved.filter(({ is_outside }) => !is_outside),
    seen,
  );
}

/** A row that says "refunded" is a payment and its refund, where the list has no row of its own for that. */
function impliedRefunds({ payments }: OrderBooks): ShopEntry[] {
  return payments.filter(({ state }) => state === 'refunded').map((entry) => ({ ...entry, kind: 'refund' }));
}

/** Refunds of one order that went through: `moved` are those that no row of the list is about so far, `seen` the others. */
interface RefundDesk {
  readonly moved: BookRecord[];
  readonly seen: BookRecord[];
}

/**
 * What a row that says "refunded" implies can have been given back in parts, or on a day that was not read: then the payment itself
 * says that all of it went back.
 * @returns whether it is so
 */
function settleImplied(desk: Desk, entry: ShopEntry, { records }: OrderBooks, { moved, seen }: RefundDesk): boolean {
  const has_currency = moved.every(({ txcurrcd }) => entry.txcurrcd === undefined || txcurrcd === entry.txcurrcd);
  const sum = moved.reduce((all, record) => all + centsOf(record), 0n);
  const whole = records.find((record) => record.cancel === '3' && stateOf(record) === 'moved');
  const is_whole = whole !== undefined && kindOfPair(entry, whole) === undefined && sum < centsOf(entry);
  const is_sum = moved.length > 1 && sum === centsOf(entry);
  if (!has_currency || !(is_whole || is_sum)) return false;
  const parts = moved.splice(0);
  seen.push(...parts);
  desk.whole(entry, is_sum || !whole ? parts : [whole]);
  return true;
}

/** The list has given all of it back: a payment that was voided the same day stands so at the gateway. */
function isUndone(payments: readonly ShopEntry[], refunds: readonly ShopEntry[]): boolean {
  const sum = (entries: readonly ShopEntry[]) => entries.reduce((all, entry) => all + centsOf(entry), 0n);
  const paid = payments.filter(({ state }) => state !== 'unpaid');
  return paid.length > 0 && sum(paid) === sum(refunds);
}

function settlePayments(desk: Desk, { payments, records }: OrderBooks): void {
  // What was made first is what was meant, unless a later one is what the list says.
  const moved = records.filter((record) => stateOf(record) === 'moved').sort(byTime);
  const paid = payments.filter(({ state }) => state !== 'unpaid');
  for (const entry of paid) {
    const record = takeLike(moved, entry) ?? (paid.length === 1 ? moved.shift() : undefined);
    if (record) desk.both(entry, record, kindOfPair(entry, record));
    else settleUnmoved(desk, entry, records, moved);
  }
  for (const entry of payments.filter(({ state }) => state === 'unpaid')) {
    const record = paid.length === 0 ? moved.shift() : undefined;
    if (record) desk.gatewayOnly(record, 'outcome', entry);
    else desk.none();
  }
  settleExtra(desk, moved, payments.length > 0);
}

/** The list says paid; the gateway has no money of it, or none that is left for this row. */
function settleUnmoved(desk: Desk, entry: ShopEntry, records: readonly BookRecord[], moved: BookRecord[]): void {
  const other = moved.shift();
  if (other) {
    desk.both(entry, other, kindOfPair(entry, other));
    return;
  }
  const unmoved = records.filter((record) => stateOf(record) !== 'moved').sort(byTime);
  const open = unmoved.find((record) => stateOf(record) === 'open');
  if (open) desk.shopOnly(entry, 'pending', open);
  else if (unmoved.length > 0) desk.shopOnly(entry, 'outcome', unmoved.at(-1));
  else desk.shopOnly(entry, 'missing_at_gateway');
}

/** Money that no row of the list is about. Of an order that is not in the list the first is what is missing there. */
function settleExtra(desk: Desk, moved: readonly BookRecord[], is_listed: boolean): void {
  // The day beside the window is another list's.
  const own = is_listed ? moved : moved.filter(({ is_outside }) => !is_outside);
  const has_earlier = is_listed || own.length < moved.length;
  for (const [at, record] of own.entries())
    desk.gatewayOnly(record, at === 0 && !has_earlier ? 'missing_in_shop' : 'paid_twice');
}

function settleRefunds(
  desk: Desk,
  number: string,
  entries: readonly ShopEntry[],
  { moved, seen, records }: RefundDesk & { readonly records: readonly BookRecord[] },
): void {
  const pairs = new Map<ShopEntry, BookRecord>();
  const left = () => entries.filter((entry) => !pairs.has(entry));
  const pair = (isPair: (record: BookRecord, entry: ShopEntry) => boolean) => {
    for (const entry of left()) {
      const at = moved.findIndex((record) => isPair(record, entry));
      const [record] = at === -1 ? [] : moved.splice(at, 1);
      if (!record) continue;
      pairs.set(entry, record);
      seen.push(record);
    }
  };
  pair((record, { out_trade_no }) => out_trade_no !== number && record.out_trade_no === out_trade_no);
  pair((record, entry) => kindOfPair(entry, record) === undefined);
  // What this machine has sent is known: another refund is likelier to be the row's with a mistaken amount.
  pair((record) => !record.is_outside && !desk.sentOf(record));
  pair((record) => !record.is_outside);
  for (const [entry, record] of pairs) desk.both(entry, record, kindOfPair(entry, record));
  const unmoved = records.filter((record) => stateOf(record) !== 'moved').sort(byTime);
  for (const entry of left()) settleUnmovedRefund(desk, entry, unmoved);
}

/** Refunds that the list calls failed: the gateway is to have none of them. */
function settleFailedRefunds(desk: Desk, entries: readonly ShopEntry[], { moved, seen }: RefundDesk): void {
  for (const entry of entries) {
    const record = takeLike(moved, entry);
    if (!record) desk.none();
    else {
      seen.push(record);
      desk.gatewayOnly(record, 'outcome', entry);
    }
  }
}

function settleUnmovedRefund(desk: Desk, entry: ShopEntry, unmoved: BookRecord[]): void {
  const place = unmoved.findIndex((record) => stateOf(record) === 'open');
  const [record] = unmoved.splice(Math.max(place, 0), 1);
  if (!record) desk.shopOnly(entry, 'missing_at_gateway');
  else desk.shopOnly(entry, stateOf(record) === 'open' ? 'pending' : 'outcome', record);
}

/** Refunds that no row of the list is about. One that equals another of the same payment was made twice. */
function settleExtraRefunds(desk: Desk, extra: readonly BookRecord[], seen: BookRecord[]): void {
  const unsent: BookRecord[] = [];
  for (const record of extra) {
    const sent = desk.sentOf(record);
    if (!sent) unsent.push(record);
    else {
      desk.noted(record, sent);
      seen.push(record);
    }
  }
  for (const record of unsent) {
    const is_second = seen.some(({ txamt, txcurrcd }) => txamt === record.txamt && txcurrcd === record.txcurrcd);
    desk.gatewayOnly(record, is_second ? 'refunded_twice' : 'refund_unknown');
    seen.push(record);
  }
}

/** How the two sides of one payment or refund differ; undefined where they do not. A currency that the list has not is not compared. */
function kindOfPair(entry: ShopEntry, record: BookRecord): 'amount' | 'currency' | undefined {
  if (entry.txcurrcd !== undefined && entry.txcurrcd !== record.txcurrcd) return 'currency';
  return entry.txamt === record.txamt ? undefined : 'amount';
}

function takeLike(records: BookRecord[], entry: ShopEntry): BookRecord | undefined {
  const place = records.findIndex((record) => kindOfPair(entry, record) === undefined);
  return place === -1 ? undefined : records.splice(place, 1)[0];
}

function byTime({ sysdtm: one = '' }: BookRecord, { sysdtm: other = '' }: BookRecord): number {
  return one < other ? -1 : Number(one > other);
}

/** What is in the window comes first. */
function byWindow(one: BookRecord, other: BookRecord): number {
  return Number(one.is_outside ?? false) - Number(other.is_outside ?? false) || byTime(one, other);
}
