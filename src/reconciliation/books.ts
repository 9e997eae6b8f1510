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
