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

/** Fields of a record that say one of a few words, with those that do not. */
const wordFields = ['txcurrcd', 'pay_type', 'order_type', 'respcd', 'cancel', 'txstatus'] as const;
const ownFields = ['out_trade_no', 'syssn', 'orig_syssn', 'orig_out_trade_no', 'txamt', 'sysdtm'] as const;

/** A record of the gateway, without what is not compared: a month of them has to be held. */
export interface BookRecord extends Pick<Transaction, (typeof wordFields | typeof ownFields)[number]> {
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

/** Takes records down as they are held: each of a few words stands in memory once, and not a hundred thousand times. */
export function createBookKeeper(): (record: Transaction, is_outside: boolean) => BookRecord {
  const words = new Map<string, string>();
  return (record, is_outside) => {
    const found: { -readonly [Name in keyof BookRecord]: BookRecord[Name] } = {};
    for (const name of ownFields) if (record[name] !== undefined) found[name] = record[name];
    for (const name of wordFields) {
      const text = record[name];
      if (text === undefined) continue;
      const word = words.get(text) ?? text;
      words.set(text, word);
      found[name] = word;
    }
    if (is_outside) found.is_outside = true;
    return found;
  };
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

/** By all that decides it: it is asked for several times of each of a hundred thousand records, which differ in little of this. */
const states = new Map<string, RecordState>();

export function stateOf(record: BookRecord): RecordState {
  const { order_type, pay_type, respcd, cancel, txstatus, orig_syssn } = record;
  const key = `${order_type} ${pay_type} ${respcd} ${cancel} ${txstatus} ${orig_syssn === undefined}`;
  const known = states.get(key);
  if (known) return known;
  const state = stateOfOutcome(outcomeInBook(record));
  states.set(key, state);
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
  const orders = new Map<string, MutableOrder>();
  const at = (number: string) => {
    const known = orders.get(number);
    if (known) return known;
    const found: MutableOrder = { payments: none, refunds: none, records: none, refund_records: none };
    orders.set(number, found);
    return found;
  };
  const listed = listedNumbers(gateway, shop);
  const numberOf = orderNumbers(gateway, listed);
  const refundNumbers = new Map<string, string>();
  for (const record of gateway) {
    const kind = kindOfRecord(record);
    const { out_trade_no = record.syssn ?? '' } = record;
    if (kind === 'refund') {
      if (listed.has(out_trade_no)) refundNumbers.set(out_trade_no, numberOf(record));
      put(at(numberOf(record)), 'refund_records', record);
    } else if (kind === 'capture') addCapture(at(numberOf(record)), record);
    else if (kind === 'payment' || kind === 'hold') put(at(out_trade_no), 'records', record);
  }
  for (const entry of shop) {
    const { kind, out_trade_no } = entry;
    if (kind === 'payment') put(at(out_trade_no), 'payments', entry);
    else put(at(refundNumbers.get(out_trade_no) ?? out_trade_no), 'refunds', entry);
  }
  return orders;
}

type MutableOrder = { -readonly [Name in keyof OrderBooks]: OrderBooks[Name] };

/** Of nearly every order there is one row, one record and nothing else: only what is there has a list, which is as long as it is. */
const none: never[] = [];

function put<Name extends keyof OrderBooks>(order: MutableOrder, name: Name, item: OrderBooks[Name][number]): void {
  const list: (ShopEntry | BookRecord)[] = order[name];
  if (list.length > 0) list.push(item);
  else order[name] = [item] as MutableOrder[Name];
}

/** Numbers of refunds and captures that the list names as they are. */
function listedNumbers(gateway: readonly BookRecord[], shop: readonly ShopEntry[]): ReadonlySet<string> {
  const own = new Set<string>();
  for (const record of gateway) {
    const kind = kindOfRecord(record);
    if (kind === 'refund' || kind === 'capture') own.add(record.out_trade_no ?? record.syssn ?? '');
  }
  return new Set(shop.flatMap(({ out_trade_no }) => (own.has(out_trade_no) ? [out_trade_no] : [])));
}

/** The number of the payment or hold that a refund or capture belongs to: a refund of a capture, too, is of the hold's order. */
function orderNumbers(gateway: readonly BookRecord[], listed: ReadonlySet<string>): (record: BookRecord) => string {
  const originals = new Set(gateway.flatMap(({ orig_syssn }) => orig_syssn ?? []));
  const bySyssn = new Map<string, BookRecord>();
  for (const record of gateway) if (record.syssn && originals.has(record.syssn)) bySyssn.set(record.syssn, record);
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
function addCapture(order: MutableOrder, record: BookRecord): void {
  const { records } = order;
  const { orig_syssn, txcurrcd } = record;
  const isPart = (other: BookRecord) =>
    kindOfRecord(other) === 'capture' && other.orig_syssn === orig_syssn && other.txcurrcd === txcurrcd;
  const place =
    stateOf(record) === 'moved' ? records.findIndex((each) => isPart(each) && stateOf(each) === 'moved') : -1;
  const other = records[place];
  if (!other || orig_syssn === undefined) {
    put(order, 'records', record);
    return;
  }
  const { syssn: _syssn, is_outside: was_outside, ...first } = other;
  const is_outside = was_outside && record.is_outside;
  const txamt = String(centsOf(other) + centsOf(record));
  records[place] = { ...first, txamt, ...(is_outside ? { is_outside } : {}) };
}
