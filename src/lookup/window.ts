import { gatewayOffset } from '../transaction/txdtm.ts';

/** A span of `sysdtm`, both ends in it. */
export interface Window {
  readonly start: Date;
  readonly end: Date;
}

const day = 24 * 3_600_000;

/** A day on either side of a moment: wide enough for every clock and zone that may be wrong, and for a month's end. */
export function windowAround(moment: Date): Window {
  return { start: new Date(moment.getTime() - day), end: new Date(moment.getTime() + day) };
}

/** The calendar month (UTC+8) `back` months before the one that `moment` is in. */
export function monthBefore(moment: Date, back: number): Window {
  const wall = new Date(moment.getTime() + gatewayOffset);
  const midnight = (months: number) => Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() - months, 1) - gatewayOffset;
  return { start: new Date(midnight(back)), end: new Date(midnight(back - 1) - 1000) };
}

/** The calendar months (UTC+8) from one moment to a day after another, the latest first; at most `most` of them. */
export function monthsBetween(from: Date, to: Date, most: number): Window[] {
  const ahead = new Date(to.getTime() + day);
  const found: Window[] = [];
  for (let back = 0; back < most; back += 1) {
    const { start, end } = monthBefore(ahead, back);
    if (end < from) break;
    found.push({ start: start < from ? from : start, end });
  }
  return found;
}
