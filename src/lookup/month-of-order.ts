import type { Context } from '../context.ts';
import { sendingTimes } from '../history/history.ts';
import { monthOfNumber } from '../transaction/out-trade-no.ts';
import { monthBefore, type Window } from './window.ts';

/** The month in which an order was made, told by its number or by this machine's history; the latter is read when needed. */
export function monthTeller(context: Context): (out_trade_no: string) => Window | undefined {
  let timeOf: ReturnType<typeof sendingTimes> | undefined;
  return (out_trade_no) => {
    const month = monthOfNumber(out_trade_no);
    if (month) return month;
    timeOf ??= sendingTimes(context);
    const time = timeOf(out_trade_no);
    return time === undefined ? undefined : monthBefore(new Date(time), 0);
  };
}
