import type { Book, BookEntry } from './book.ts';
import type { Ledger } from './ledger.ts';
import { type State, stateOf } from './state.ts';

/** What a payer does with an order: pays it, declines it, or is asked for the password and has not typed it yet. */
export type PayerAction = 'paid' | 'declined' | 'password_pending';

export type PayerState = 'waiting' | 'password_pending' | 'paid' | 'declined' | 'expired' | 'cancelled';

/** An order as its payer sees it. */
export interface PayerOrder {
  readonly syssn: string;
  readonly out_trade_no: string;
  /** App code, and mchid where one was sent. */
  readonly app_code: string;
  readonly mchid: string;
  /** Cents. */
  readonly txamt: number;
  readonly txcurrcd: string;
  readonly pay_type: string;
  /** What the merchant wrote: anything at all may stand in it. */
  readonly goods_name: string;
  /** Where the merchant wants the payer back; anything at all may stand in it. */
  readonly return_url?: string | undefined;
  readonly made_at: Date;
  readonly expires_at?: Date | undefined;
  readonly state: PayerState;
  /** Cents, of what was paid. */
  readonly refunded: number;
}

/** The payer's side of the emulator's books. */
export interface Payer {
  /** Undefined where there is no such payment. */
  find(syssn: string): Promise<PayerOrder | undefined>;
  /** The order after the action, which changes only one that still waits for its payer. Undefined where there is none. */
  act(syssn: string, action: PayerAction): Promise<PayerOrder | undefined>;
}

export interface PayerOptions {
  readonly ledger: Ledger;
  now(): Date;
  /** Told of every order that an action changed. */
  onChange?(entry: BookEntry): void;
}

export function createPayer({ ledger, now, onChange }: PayerOptions): Payer {
  return {
    async find(syssn) {
      return orderOf(syssn, await ledger.read(), now());
    },
    async act(syssn, action) {
      const changed = await ledger.transact((book) => {
        const entry = changedEntry(orderOf(syssn, book, now()), action, book, now());
        return entry ? { answer: entry, entry } : { answer: undefined };
      });
      if (changed) onChange?.(changed);
      return orderOf(syssn, await ledger.read(), now());
    },
  };
}

function orderOf(syssn: string, book: Book, now: Date): PayerOrder | undefined {
  const entry = book.find(syssn);
  if (entry?.kind !== 'payment') return undefined;
  const [app_code = '', mchid = ''] = entry.owner.split('/');
  const state = stateOf(entry, book, now);
  return {
    ...{ syssn, out_trade_no: entry.out_trade_no, app_code, mchid },
    ...{ txamt: entry.txamt, txcurrcd: entry.txcurrcd, pay_type: entry.pay_type },
    goods_name: entry.goods_name ?? '',
    return_url: entry.return_url,
    made_at: new Date(entry.made_at),
    expires_at: entry.expires_at === undefined ? undefined : new Date(entry.expires_at),
    state: payerState(entry, state),
    refunded: state.refunded,
  };
}

function payerState({ at_password, respcd, fails_at }: BookEntry, state: State): PayerState {
  if (respcd !== undefined || (fails_at !== undefined && state.respcd === '1205')) return 'declined';
  if (state.cancellation) return 'cancelled';
  if (state.paid_at !== undefined) return 'paid';
  if (state.respcd === '1181') return 'expired';
  return at_password ? 'password_pending' : 'waiting';
}

/** A payer who acts by himself is not paid for by the clock any more. */
function changedEntry(
  order: PayerOrder | undefined,
  action: PayerAction,
  book: Book,
  now: Date,
): BookEntry | undefined {
  const found = order && book.find(order.syssn);
  if (!found || !['waiting', 'password_pending'].includes(order.state)) return undefined;
  const { pays_at: _by_itself, fails_at: _nor_declined, at_password: _before, ...entry } = found;
  if (action === 'paid') return { ...entry, pays_at: now.getTime() };
  return action === 'declined' ? { ...entry, respcd: '1205' } : { ...entry, at_password: true };
}
