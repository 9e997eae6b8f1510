import { type PayType, payTypes } from '../catalog/pay-types.ts';
import { type Book, type BookEntry, codeAt, isCancellation, paysAt, turnsOf } from './book.ts';

/** How a transaction stands at a moment. */
export interface State {
  readonly respcd: string;
  /** 0 untouched, 1 CPM reversed, 2 other order cancelled, 3 refunded or let go, 4 a hold that was captured, 5 partly refunded. */
  readonly cancel: '0' | '1' | '2' | '3' | '4' | '5';
  readonly paid_at?: number | undefined;
  /** Cents. */
  readonly refunded: number;
  /** Cents that a hold still has; undefined of what is none. */
  readonly held?: number;
  /** The reversal or close that ended it. */
  readonly cancellation?: BookEntry | undefined;
}

/** The state is derived from the entry, the entries about it and the time, so no two of them can disagree. */
export function stateOf(entry: BookEntry, book: Book, now: Date): State {
  const failed = failedWith(entry, now);
  if (failed !== undefined) return { respcd: failed, cancel: '0', refunded: 0 };
  const about = book.about(entry.syssn);
  if (entry.kind === 'capture') return captureState(entry, about, now);
  if (entry.kind !== 'payment') return settledState(entry, now);
  const cancellation = about.find(isCancellation);
  if (isHold(entry)) return holdState(entry, { about, cancellation }, now);
  const refunded = about.reduce((sum, each) => (isMoneyBack(each, now) ? sum + each.txamt : sum), 0);
  const paid_at = paidAt(entry, cancellation, now.getTime());
  const cancel = cancellation ? cancelledFlag(entry) : refundedFlag(entry, refunded);
  return { respcd: respcdAt(entry, cancellation, now), cancel, paid_at, refunded, cancellation };
}

/** The code of `stateOf` alone. */
export function respcdAt(entry: BookEntry, cancellation: BookEntry | undefined, now: Date): string {
  return codeAt(turnsOf(entry, cancellation), now.getTime());
}

/** Holds have rules of their own here; a list that came from the client would share its mistakes. */
const holdCodes: ReadonlySet<string> = new Set(['801801', '801802', '801808', '801810', '801814']);

export function isHold({ kind, pay_type }: Pick<BookEntry, 'kind' | 'pay_type'>): boolean {
  return kind === 'payment' && holdCodes.has(pay_type);
}

const dayMs = 24 * 3_600_000;
/** Hotels and rentals have 28. */
const heldFor = 7 * dayMs;

interface HoldNeighbours {
  readonly about: readonly BookEntry[];
  readonly cancellation: BookEntry | undefined;
}

/** What is captured is taken from it; what is left is let go by the merchant, or by itself after seven days. */
function holdState(entry: BookEntry, { about, cancellation }: HoldNeighbours, now: Date): State {
  const paid_at = paidAt(entry, cancellation, now.getTime());
  const respcd = respcdAt(entry, cancellation, now);
  if (paid_at === undefined || cancellation) {
    return { respcd, cancel: cancellation ? cancelledFlag(entry) : '0', paid_at, refunded: 0, held: 0, cancellation };
  }
  const taken = about.filter((each) => each.kind === 'capture' && failedWith(each, now) === undefined);
  const captured = taken.reduce((sum, { txamt }) => sum + txamt, 0);
  const is_over = about.some(({ kind }) => kind === 'unfreeze') || now.getTime() >= paid_at + heldFor;
  const held = is_over ? 0 : entry.txamt - captured;
  const cancel = captured === entry.txamt ? '4' : is_over ? '3' : '0';
  return { respcd, cancel, paid_at, refunded: 0, held };
}

/** Money that came in: it can be given back as a payment can. */
function captureState(entry: BookEntry, about: readonly BookEntry[], now: Date): State {
  const refunded = about.reduce((sum, each) => (isMoneyBack(each, now) ? sum + each.txamt : sum), 0);
  return { ...settledState(entry, now), refunded, cancel: refundedFlag(entry, refunded) };
}

/** How it finally failed, if it has. */
function failedWith({ respcd, fails_at }: BookEntry, now: Date): string | undefined {
  return respcd ?? (fails_at !== undefined && fails_at <= now.getTime() ? '1205' : undefined);
}

/** What is no payment. */
function settledState(entry: BookEntry, now: Date): State {
  const turns = turnsOf(entry, undefined);
  const respcd = codeAt(turns, now.getTime());
  return { respcd, cancel: '0', refunded: 0, ...(respcd === '0000' ? { paid_at: turns.second_at } : {}) };
}

/** A refund in progress counts already: its money cannot be given back twice. */
function isMoneyBack(entry: BookEntry, now: Date): boolean {
  return entry.kind === 'refund' && failedWith(entry, now) === undefined;
}

function paidAt(entry: BookEntry, cancellation: BookEntry | undefined, now: number): number | undefined {
  const paid_at = paysAt(entry, cancellation);
  return paid_at === undefined || paid_at > now ? undefined : paid_at;
}

/** A card that was paid is voided: reversed, as a scanned code is. */
function cancelledFlag({ pay_type, cardcd }: BookEntry): State['cancel'] {
  return payTypeOf(pay_type)?.flow === 'cpm' || cardcd !== undefined ? '1' : '2';
}

function refundedFlag({ txamt }: BookEntry, refunded: number): State['cancel'] {
  if (refunded === 0) return '0';
  return refunded < txamt ? '5' : '3';
}

const byCode: ReadonlyMap<string, PayType> = new Map(payTypes.map((payType) => [payType.code, payType]));

export function payTypeOf(code: string): PayType | undefined {
  return byCode.get(code);
}
