import { parseGatewayTime } from '../transaction/txdtm.ts';
import type { Given } from './given.ts';
import { formatMoment } from './moment.ts';

/** Between two seconds, both of them included, else the present month; in UTC+8, as `sysdtm` is. */
export function windowOf(given: Given, now: Date): readonly [start: number, end: number] {
  const [start, end] = [given('start_time'), given('end_time')];
  if (start) return [msOf(start), msOf(end) + 999];
  return monthOf(now.getTime());
}

let latest: readonly [start: number, end: number] = [0, 0];

/** Kept, as nearly every query is about the same one. */
function monthOf(ms: number): readonly [start: number, end: number] {
  if (ms < latest[0] || ms > latest[1]) {
    const month = formatMoment(ms).slice(0, 7);
    latest = [msOf(`${month}-01 00:00:00`), startOfNextMonth(month) - 1];
  }
  return latest;
}

function msOf(text: string): number {
  return parseGatewayTime(text)?.getTime() ?? Number.NaN;
}

function startOfNextMonth(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [next_year, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return msOf(`${String(next_year).padStart(4, '0')}-${String(next).padStart(2, '0')}-01 00:00:00`);
}
