import { formatGatewayTime } from '../transaction/txdtm.ts';

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
