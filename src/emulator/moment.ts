import { formatGatewayTime } from '../transaction/txdtm.ts';

/** Within a second it is asked for again and again. */
const texts = new Map<number, string>();
const most = 1000;

/** Whether two times are of the same day in UTC+8, which QFPay settles by. */
export function isSameDay(one: number, other: number): boolean {
  return formatMoment(one).slice(0, 10) === formatMoment(other).slice(0, 10);
}

/** `sysdtm` and `paydtm` of a time on the books; empty where there is none. */
export function formatMoment(ms: number | undefined): string {
  if (ms === undefined) return '';
  const second = Math.floor(ms / 1000);
  const known = texts.get(second);
  if (known !== undefined) return known;
  if (texts.size >= most) texts.clear();
  const text = formatGatewayTime(new Date(ms));
  texts.set(second, text);
  return text;
}
