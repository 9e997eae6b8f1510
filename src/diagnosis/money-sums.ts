import type { Transaction } from '../transaction/transaction.ts';
import { type Outcome, outcomeOfRecord } from './outcome.ts';

/** What a record of a query is about. `other` moves no money by itself: a reversal, a close, whatever is not known. */
export type RecordKind = 'payment' | 'hold' | 'capture' | 'release' | 'refund' | 'other';

/** What records are summed by. */
export type SumKey = 'pay-type' | 'day' | 'outcome';

/** Sums of one currency; amounts are text in its smallest unit (cents). */
export interface MoneySums {
  readonly txcurrcd: string;
  /** Payments that went through and captures, whatever was refunded since; no holds, and nothing that was reversed or closed. */
  readonly paid: string;
  readonly paid_count: number;
  /** Refunds that went through, at the time of the refund. */
  readonly refunded: string;
  readonly refunded_count: number;
  /** `paid` less `refunded`. */
  readonly net: string;
  readonly declined_count: number;
  readonly pending_count: number;
  /** Records of which nobody can say what became of them. */
  readonly unknown_count: number;
  /** Payments that were reversed or closed (`cancel` 1 and 2), paid before or not: not in `paid`. */
  readonly cancelled_count: number;
  /** Money that was frozen and has not moved: not in `paid`. What has ended (`cancel` 3 and 4) is not held. */
  readonly held: string;
  readonly held_count: number;
  /** Records that belong into a sum and have no amount that can be read. */
  readonly unread_count: number;
}

/** Sums of one group and currency. */
export type SumRow = MoneySums & { readonly by: string };

/** Sums that grow a record at a time, so that a long window need not be held. */
export interface MoneyBook {
  /** Whether it is new: a record that came before, by its syssn, is not counted again. */
  add(record: Transaction): boolean;
  /** A row for each group and currency, in the order of both. */
  rows(): SumRow[];
  /** One for each currency. */
  totals(): MoneySums[];
  /** What may still change: pending, unknown, and held money that no record captures or releases. */
  open(): Transaction[];
}

/** Pay types that freeze money; it moves with the capture. */
const holdTypes: readonly string[] = ['801801', '801802', '801808', '801810', '801814'];

const captures: readonly string[] = ['capture', 'authtrade', 'auth_capture', 'preauth_capture'];
const holds: readonly string[] = ['auth', 'authorization', 'authorisation', 'preauth', 'pre_auth', 'hold', 'freeze'];
const releases: readonly string[] = ['unfreeze', 'release'];

/**
 * What a record is about. A capture may be called a payment, as in its notification: then it has the pay type of a hold and
 * names that. A record that names no type but a payment that it belongs to is a refund.
 */
export function kindOfRecord({ order_type, orig_syssn, pay_type = '' }: Transaction): RecordKind {
  const type = order_type?.toLowerCase().replaceAll('-', '_');
  const is_hold_type = holdTypes.includes(pay_type);
  if (type === 'refund') return 'refund';
  if (type !== undefined && captures.includes(type)) return 'capture';
  if (type !== undefined && holds.includes(type)) return 'hold';
  if (type !== undefined && releases.includes(type)) return 'release';
  if (type !== undefined && type !== 'payment') return 'other';
  if (is_hold_type) return orig_syssn === undefined ? 'hold' : 'capture';
  return type === undefined && orig_syssn !== undefined ? 'refund' : 'payment';
}

/** The day of the gateway's books (UTC+8), as windows are compared with it; empty where a record has no time. */
export function dayOfRecord({ sysdtm, paydtm }: Transaction): string {
  return (sysdtm ?? paydtm ?? '').slice(0, 10);
}

/** What became of it. A hold or capture that went through has no word of the payment's. */
function stateOf(record: Transaction, kind: RecordKind): Outcome {
  if (kind === 'other') return outcomeOfRecord(record);
  return outcomeOfRecord({ ...record, order_type: kind === 'refund' ? 'refund' : 'payment' });
}

/** What a record of the books can have become. */
export type BookOutcome = Outcome | 'authorized' | 'captured' | 'released';

/** What became of a record, in the contract's words: of money that was only held no word says that it moved. */
export function outcomeInBook(record: Transaction): BookOutcome {
  const kind = kindOfRecord(record);
  const state = stateOf(record, kind);
  const words: Partial<Record<RecordKind, BookOutcome>> = {
    hold: 'authorized',
    capture: 'captured',
    release: 'released',
  };
  return (isThrough(record, state) && words[kind]) || state;
}

/** Every word that `outcomeInBook` has for a record of the books. */
export const recordOutcomes: readonly string[] = [
  ...['paid', 'captured', 'authorized', 'released', 'refunded', 'reversed', 'closed', 'pending', 'declined', 'unknown'],
];

/** It went through, and no call of the merchant's has ended it. */
function isThrough({ respcd }: Transaction, state: Outcome): boolean {
  return respcd === '0000' && !['unknown', 'reversed', 'closed'].includes(state);
}

/** The group that a record is summed in. */
export function groupOfRecord(record: Transaction, by: SumKey): string {
  if (by === 'pay-type') return record.pay_type ?? '';
  return by === 'day' ? dayOfRecord(record) : outcomeInBook(record);
}

class CurrencyTally {
  paid = 0n;
  paid_count = 0;
  refunded = 0n;
  refunded_count = 0;
  declined_count = 0;
  pending_count = 0;
  unknown_count = 0;
  cancelled_count = 0;
  held = 0n;
  held_count = 0;
  unread_count = 0;

  add(record: Transaction, kind: RecordKind): void {
    const state = stateOf(record, kind);
    if (state === 'declined') this.declined_count += 1;
    else if (state === 'pending' || state === 'awaiting_payer') this.pending_count += 1;
    else if (state === 'unknown') this.unknown_count += 1;
    else if (kind !== 'refund' && (state === 'reversed' || state === 'closed'))
      this.cancelled_count += Number(kind !== 'other');
    else if (kind !== 'other' && kind !== 'release') this.move(record, kind);
  }

  private move({ txamt = '', cancel }: Transaction, kind: 'payment' | 'hold' | 'capture' | 'refund'): void {
    if (kind === 'hold' && hasEnded(cancel)) return;
    if (!/^\d+$/.test(txamt)) {
      this.unread_count += 1;
      return;
    }
    const name = kind === 'refund' ? 'refunded' : kind === 'hold' ? 'held' : 'paid';
    this[name] += BigInt(txamt);
    this[`${name}_count`] += 1;
  }

  sums(txcurrcd: string): MoneySums {
    const { paid, refunded, held, ...counts } = this;
    return {
      ...{ txcurrcd, paid: String(paid), paid_count: counts.paid_count },
      ...{ refunded: String(refunded), refunded_count: counts.refunded_count, net: String(paid - refunded) },
      ...{ declined_count: counts.declined_count, pending_count: counts.pending_count },
      ...{ unknown_count: counts.unknown_count, cancelled_count: counts.cancelled_count },
      ...{ held: String(held), held_count: counts.held_count, unread_count: counts.unread_count },
    };
  }
}

function hasEnded(cancel: string | undefined): boolean {
  return cancel === '3' || cancel === '4';
}

/** Sums over records in any order, by groups and as a whole. */
export function createMoneyBook(by: SumKey): MoneyBook {
  const groups = new Map<string, Map<string, CurrencyTally>>();
  const whole = new Map<string, CurrencyTally>();
  const seen = new Set<string>();
  const open: Transaction[] = [];
  const named = new Set<string>();
  return {
    add(record) {
      if (record.syssn !== undefined && seen.has(record.syssn)) return false;
      if (record.syssn !== undefined) seen.add(record.syssn);
      const { txcurrcd = '', orig_syssn } = record;
      const kind = kindOfRecord(record);
      const group = valueAt(groups, groupOfRecord(record, by), () => new Map<string, CurrencyTally>());
      for (const sums of [group, whole]) valueAt(sums, txcurrcd, () => new CurrencyTally()).add(record, kind);
      if (isOpenRecord(record, kind)) open.push(record);
      if (orig_syssn !== undefined && record.respcd === '0000' && kind !== 'refund') named.add(orig_syssn);
      return true;
    },
    rows: () =>
      sorted(groups).flatMap(([name, sums]) =>
        sorted(sums).map(([txcurrcd, tally]) => ({ by: name, ...tally.sums(txcurrcd) })),
      ),
    totals: () => sorted(whole).map(([txcurrcd, tally]) => tally.sums(txcurrcd)),
    open: () => open.filter((record) => kindOfRecord(record) !== 'hold' || !named.has(record.syssn ?? '')),
  };
}

/** Sums per currency of records that are there. */
export function totalsOf(records: readonly Transaction[]): MoneySums[] {
  const book = createMoneyBook('outcome');
  for (const record of records) book.add(record);
  return book.totals();
}

function isOpenRecord(record: Transaction, kind: RecordKind): boolean {
  const state = stateOf(record, kind);
  const is_held = kind === 'hold' && isThrough(record, state) && !hasEnded(record.cancel);
  return is_held || state === 'pending' || state === 'awaiting_payer' || state === 'unknown';
}

function valueAt<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
