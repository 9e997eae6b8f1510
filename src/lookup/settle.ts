import type { Context } from '../context.ts';
import { decisiveRecord } from '../diagnosis/order.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { type Found, isRefused, type QueryFilter, tryQuery } from './query.ts';
import type { Seen } from './wait.ts';
import { windowAround } from './window.ts';

/** Before each try. An order can take a while to appear on the books after its request was cut off. */
const patient: readonly number[] = [500, 1000, 2000, 4000, 8000];

/** A money-moving call that gave no usable answer. */
export interface InDoubt {
  readonly out_trade_no: string;
  readonly sent_at: Date;
  /** Milliseconds before each try, where fewer will do: when the call may be sent again under the same number. */
  readonly pauses?: readonly number[];
  /** Which of the records under its number is its own, where the number alone does not tell; none to go on asking. */
  readonly choose?: (records: readonly Transaction[]) => Transaction | undefined;
}

/** `absent` where the books were read and do not know it, `unread` where they never could be. */
export type Settling = Seen | 'absent' | 'unread';

/**
 * What became of it: its record, whatever its state, and the answer that showed it. That the gateway does not know the number
 * is no proof that nothing happened. Only asks; never sends anything else.
 * @throws CancelledError interrupted
 */
export async function settle(
  gateway: Gateway,
  context: Pick<Context, 'clock'>,
  { out_trade_no, sent_at, pauses = patient, choose = decisiveRecord }: InDoubt,
): Promise<Settling> {
  const number = { out_trade_no: [out_trade_no] };
  let last: Settling = 'unread';
  for (const pause of pauses) {
    await context.clock.sleep(pause);
    const inWindow = await readBooks(gateway, { ...number, window: windowAround(sent_at) });
    // Should this machine's clock be far off, the window is wrong, and the gateway's own month is right.
    const found = inWindow?.records.length === 0 ? await readBooks(gateway, number) : inWindow;
    const record = choose(found?.records.filter((each) => each.out_trade_no === out_trade_no) ?? []);
    if (found && record) return { ...found, record };
    if (found) last = 'absent';
  }
  return last;
}

/** Undefined also where the query was refused, which says nothing about the order. */
async function readBooks(gateway: Gateway, filter: QueryFilter): Promise<Found | undefined> {
  const found = await tryQuery(gateway, filter);
  return found && !isRefused(found.answer) ? found : undefined;
}
