import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';

/** The first moment of a day in UTC+8; undefined for what is none. */
export function parseDay(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseGatewayTime(`${text} 00:00:00`)?.getTime() : undefined;
}

/** Within a second it is asked for again and again. */
const texts = new Map<number, string>();
const most = 1000;

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
