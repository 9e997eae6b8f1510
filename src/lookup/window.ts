import { formatGatewayTime } from '../transaction/txdtm.ts';

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
  const [year = 0, month = 0] = formatGatewayTime(moment).split('-').map(Number);
  const midnight = (index: number) => Date.UTC(year, index, 1, -8);
  return { start: new Date(midnight(month - 1 - back)), end: new Date(midnight(month - back) - 1000) };
}

/** The calendar months (UTC+8) from one moment to a day after another, the latest first; at most `most` of them. */
export function monthsBetween(from: Date, to: Date, most: number): Window[] {
  const ahead = new Date(to.getTime() + day);
  const all = Array.from({ length: most }, (_, back) => monthBefore(ahead, back));
  return all
    .filter(({ end }) => end.getTime() >= from.getTime())
    .map(({ start, end }) => ({ start: new Date(Math.max(start.getTime(), from.getTime())), end }));
}
