import type { Context } from '../context.ts';
import { sendingTimes } from '../history/history.ts';
import { monthOfNumber } from '../transaction/transaction.ts';
import { gatewayOffset } from '../transaction/txdtm.ts';

/** A span of `sysdtm`, both ends in it. */
export interface QueryWindow {
  readonly start: Date;
  readonly end: Date;
  /** It begins only after now, by this machine's clock: looked into should that be slow, and empty should it be right. */
  readonly is_ahead?: true;
}

const hour = 3_600_000;
const day = 24 * hour;

/** By how much this machine's clock may be slow before a month is left out. */
export function latestNow(now: Date): Date {
  return new Date(now.getTime() + hour);
}

/** A day on either side of a moment: wide enough for every clock and zone that may be wrong, and for a month's end. */
export function windowAround(moment: Date): QueryWindow {
  return { start: new Date(moment.getTime() - day), end: new Date(moment.getTime() + day) };
}

/** The same window, known to begin after now where it does. */
export function seenFrom(now: Date, { start, end }: QueryWindow): QueryWindow {
  return { start, end, ...(start > now ? { is_ahead: true as const } : {}) };
}

/** The calendar month (UTC+8) `back` months before the one that `moment` is in. */
export function monthBefore(moment: Date, back: number): QueryWindow {
  const wall = new Date(moment.getTime() + gatewayOffset);
  const midnight = (months: number) => Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() - months, 1) - gatewayOffset;
  return { start: new Date(midnight(back)), end: new Date(midnight(back - 1) - 1000) };
}

/** The calendar months (UTC+8) from one moment to now, the latest first, should the clock be slow; at most `most` of them. */
export function monthsBetween(from: Date, now: Date, most: number): QueryWindow[] {
  const ahead = latestNow(now);
  const found: QueryWindow[] = [];
  for (let back = 0; back < most; back += 1) {
    const { start, end } = monthBefore(ahead, back);
    if (end < from) break;
    found.push(seenFrom(now, { start: start < from ? from : start, end }));
  }
  return found;
}

/** The month in which an order was made, told by its number or by this machine's history; the latter is read when needed. */
export function monthTeller(context: Context): (out_trade_no: string) => QueryWindow | undefined {
  let timeOf: ReturnType<typeof sendingTimes> | undefined;
  return (out_trade_no) => {
    const month = monthOfNumber(out_trade_no);
    if (month) return month;
    timeOf ??= sendingTimes(context);
    const time = timeOf(out_trade_no);
    return time === undefined ? undefined : monthBefore(new Date(time), 0);
  };
}
