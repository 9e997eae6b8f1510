import { kindOfRecord, outcomeInBook } from '../diagnosis/money-sums.ts';
import type { Outcome } from '../diagnosis/outcome.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** The nine ways in which a shop's list and the gateway's books can differ. */
export const differenceKinds = [
  ...(['missing_at_gateway', 'missing_in_shop', 'amount', 'currency', 'outcome'] as const),
  ...(['paid_twice', 'refunded_twice', 'refund_unknown', 'pending'] as const),
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** What a row of a shop's list says became of the money. `refunded` is a payment of which all was given back. */
export type ShopState = 'paid' | 'unpaid' | 'refunded';

/** A payment or refund as the shop's list has it. */
export interface ShopEntry {
  /** Where it stands in the list, from 1. */
  readonly line: number;
  /** A refund's is that of the payment, or the refund's own. */
  readonly out_trade_no: string;
  readonly kind: 'payment' | 'refund';
  /** Cents, as text; a refund's, too, is above zero. */
  readonly txamt: string;
  /** Absent where the list has none: then it is the order's own, and is not compared. */
  readonly txcurrcd?: string;
  /** A refund's is `unpaid` where the list says that it failed, else `paid`. */
  readonly state: ShopState;
}

/** A record of the gateway, without what is not compared: a month of them has to be held. */
export interface BookRecord
  extends Pick<
    Transaction,
    | 'out_trade_no'
    | 'syssn'
    | 'orig_syssn'
    | 'orig_out_trade_no'
    | 'txamt'
    | 'txcurrcd'
    | 'pay_type'
    | 'order_type'
    | 'respcd'
    | 'cancel'
    | 'sysdtm'
  > {
  /** Of the day before the window or after it: it can be what a row of the list means, and is no difference by itself. */
  readonly is_outside?: true;
}

/** A refund that this machine has sent. */
export interface KnownRefund {
  readonly refund_no: string;
  readonly source: 'journal' | 'history';
  readonly outcome: string;
  readonly syssn?: string;
  readonly txamt?: string;
}

export interface BookDifference {
  readonly kind: DifferenceKind;
  readonly out_trade_no?: string;
  readonly syssn?: string;
  readonly shop?: ShopEntry;
  readonly gateway?: BookRecord;
  readonly sent?: KnownRefund;
  /** What the gateway's side is about. */
  readonly is_refund: boolean;
}

/** A refund that only this machine's journal or history has, and not the list: worth a word, and no difference. */
export interface RefundNote {
  readonly gateway: BookRecord;
  readonly sent: KnownRefund;
}

/** Of one currency, cents as text: `shop` less `gateway` is the sum of `by_kind`. */
export interface BookTotal {
  readonly txcurrcd: string;
  readonly shop: string;
  readonly gateway: string;
  /** Only kinds that there are. `journal_only` are the refunds of the notes. */
  readonly by_kind: Readonly<Partial<Record<DifferenceKind | 'journal_only', string>>>;
}

export interface Reconciliation {
  /** Payments and refunds of the list that the gateway has in the same way. */
  readonly matched: number;
  readonly differences: readonly BookDifference[];
  readonly notes: readonly RefundNote[];
  readonly totals: readonly BookTotal[];
}

/** Sums by currency, of which each move is told once, so that they cannot but add up. */
export class BookSums {
  private readonly sums = new Map<
    string,
    { shop: bigint; gateway: bigint; kinds: Map<DifferenceKind | 'journal_only', bigint> }
  >();

  private at(txcurrcd: string) {
    const found = this.sums.get(txcurrcd) ?? { shop: 0n, gateway: 0n, kinds: new Map() };
    this.sums.set(txcurrcd, found);
    return found;
  }

  /** `side` has moved so much (refunds below zero), and by what kind the other side has not; none where both have. */
  move(
    side: 'shop' | 'gateway',
    txcurrcd: string,
    cents: bigint,
    kind: DifferenceKind | 'journal_only' | undefined,
  ): void {
    const sums = this.at(txcurrcd);
    sums[side] += cents;
    if (kind === undefined) return;
    sums.kinds.set(kind, (sums.kinds.get(kind) ?? 0n) + (side === 'shop' ? cents : -cents));
  }

  totals(): BookTotal[] {
    return [...this.sums]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([txcurrcd, { shop, gateway, kinds }]) => ({
        ...{ txcurrcd, shop: String(shop), gateway: String(gateway) },
        by_kind: Object.fromEntries([...kinds].map(([kind, cents]) => [kind, String(cents)])),
      }));
  }
}

/** What is held against each other. Each record once, in any order. */
export interface BooksToReconcile {
  readonly shop: readonly ShopEntry[];
  readonly gateway: readonly BookRecord[];
  readonly sent: readonly KnownRefund[];
}

/** What a record does to the merchant's money. */
export type RecordState = 'moved' | 'open' | 'ended' | 'failed';

/** All that is of one order, as the list and the gateway have it. */
export interface OrderBooks {
  readonly payments: ShopEntry[];
  readonly refunds: ShopEntry[];
  readonly records: BookRecord[];
  readonly refund_records: BookRecord[];
}

/** An amount that cannot be read moves nothing, and differs from every one that can. */
export function centsOf({ txamt = '' }: Pick<BookRecord, 'txamt'>): bigint {
  return /^\d+$/.test(txamt) ? BigInt(txamt) : 0n;
}

/** It is asked for several times of each of a hundred thousand records. */
const states = new WeakMap<BookRecord, RecordState>();

export function stateOf(record: BookRecord): RecordState {
  const known = states.get(record);
  if (known) return known;
  const state = stateOfOutcome(outcomeInBook(record));
  states.set(record, state);
  return state;
}

function stateOfOutcome(outcome: Outcome): RecordState {
  if (['paid', 'captured', 'refunded'].includes(outcome)) return 'moved';
  if (['pending', 'awaiting_payer', 'unknown'].includes(outcome)) return 'open';
  return ['reversed', 'closed'].includes(outcome) ? 'ended' : 'failed';
}

/**
 * By the payment's number as the shop has it. A capture belongs to its hold and a refund to its payment, unless the list has the
 * refund's or capture's own number.
 */
export function groupBooks({ shop, gateway }: BooksToReconcile): Map<string, OrderBooks> {
  const orders = new Map<string, OrderBooks>();
  const at = (number: string) => {
    const found = orders.get(number) ?? { payments: [], refunds: [], records: [], refund_records: [] };
    orders.set(number, found);
    return found;
  };
  const listed = new Set(shop.map(({ out_trade_no }) => out_trade_no));
  const numberOf = orderNumbers(gateway, listed);
  const refundNumbers = new Map<string, string>();
  for (const record of gateway) {
    const kind = kindOfRecord(record);
    const { out_trade_no = record.syssn ?? '' } = record;
    if (kind === 'refund') {
      if (listed.has(out_trade_no)) refundNumbers.set(out_trade_no, numberOf(record));
      at(numberOf(record)).refund_records.push(record);
    } else if (kind === 'capture') addCapture(at(numberOf(record)).records, record);
    else if (kind === 'payment' || kind === 'hold') at(out_trade_no).records.push(record);
  }
  for (const entry of shop) {
    const { kind, out_trade_no } = entry;
    if (kind === 'payment') at(out_trade_no).payments.push(entry);
    else at(refundNumbers.get(out_trade_no) ?? out_trade_no).refunds.push(entry);
  }
  return orders;
}

/** The number of the payment or hold that a refund or capture belongs to: a refund of a capture, too, is of the hold's order. */
function orderNumbers(gateway: readonly BookRecord[], listed: ReadonlySet<string>): (record: BookRecord) => string {
  const bySyssn = new Map<string, BookRecord>();
  for (const record of gateway) if (record.syssn) bySyssn.set(record.syssn, record);
  const numberOf = (record: BookRecord, depth = 0): string => {
    const { orig_syssn = '', syssn = '', out_trade_no = syssn, orig_out_trade_no } = record;
    const kind = kindOfRecord(record);
    if (kind !== 'refund' && (kind !== 'capture' || listed.has(out_trade_no))) return out_trade_no;
    const original = bySyssn.get(orig_syssn);
    // A record that names itself would never end.
    if (original && depth < 3) return numberOf(original, depth + 1);
    return orig_out_trade_no ?? (orig_syssn || out_trade_no);
  };
  return numberOf;
}

/** A hold can be captured in parts, which are one payment of their sum and none that was made twice; it has no syssn of its own then. */
function addCapture(records: BookRecord[], record: BookRecord): void {
  const { orig_syssn, txcurrcd } = record;
  const isPart = (other: BookRecord) =>
    kindOfRecord(other) === 'capture' && other.orig_syssn === orig_syssn && other.txcurrcd === txcurrcd;
  const place =
    stateOf(record) === 'moved' ? records.findIndex((each) => isPart(each) && stateOf(each) === 'moved') : -1;
  const other = records[place];
  if (!other || orig_syssn === undefined) {
    records.push(record);
    return;
  }
  const { syssn: _syssn, is_outside: was_outside, ...first } = other;
  const is_outside = was_outside && record.is_outside;
  const txamt = String(centsOf(other) + centsOf(record));
  records[place] = { ...first, txamt, ...(is_outside ? { is_outside } : {}) };
}
