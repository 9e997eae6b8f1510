import { type Fault, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';

const hour = 3_600_000;

/** The gateway's clock: `sysdtm`, `paydtm` and query windows are in UTC+8, which Hong Kong has kept all year since 1980. */
export const gatewayOffset = 8 * hour;
const withoutSummerTime = Date.UTC(1980, 0, 1);

/** `YYYY-MM-DD HH:mm:ss` in UTC+8, for query windows. */
export function formatGatewayTime(date: Date): string {
  return new Date(date.getTime() + gatewayOffset).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * `YYYY-MM-DD HH:mm:ss` in the merchant's zone, whatever the zone of this machine; 24 hours (the documents write `hh`, and
 * a client that took it at its word had afternoon orders in the night). Hong Kong is reckoned, since Intl costs start-up.
 * @param zone an IANA name that was checked before; Intl throws a RangeError on any other
 */
export function formatTxdtm(date: Date, zone: string): string {
  if (zone === 'Asia/Hong_Kong' && date.getTime() >= withoutSummerTime) return formatGatewayTime(date);
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
}

/** Reads `sysdtm` and `paydtm`; undefined for what is no time, an empty `paydtm` for one. */
export function parseGatewayTime(text: string): Date | undefined {
  const wall = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? readWallClock(text) : undefined;
  return wall === undefined ? undefined : new Date(wall - gatewayOffset);
}

/** A typed `txdtm`: the one format the gateway knows, and a day that is in the calendar. */
export function checkTxdtm(text: string): Fault | undefined {
  if (parseGatewayTime(text)) return undefined;
  return { field: 'txdtm', value: text, rule: t`must be a real time written YYYY-MM-DD hh:mm:ss, 24 hours` };
}

const timeOption =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * `--since` and `--until`: a day, a day with a time, or ISO 8601 with an offset; UTC+8 without one. A day alone is its first
 * second for `since` and its last for `until`, so that the same day in both means that day.
 * @throws UsageError
 */
export function parseTimeOption(name: 'since' | 'until', text: string): Date {
  const { date, time, offset } = timeOption.exec(text)?.groups ?? {};
  const wall =
    date === undefined ? undefined : readWallClock(`${date} ${time ?? (name === 'until' ? '23:59:59' : '00:00')}`);
  const shift = readOffset(offset);
  if (wall !== undefined && shift !== undefined) return new Date(wall - shift);
  const rule = t`must be a real day or time: 2026-03-02, "2026-03-02 15:04:05" (UTC+8) or 2026-03-02T07:04:05Z`;
  throw new UsageError(`${name} ${rule}`, { details: [{ field: name, value: text, rule }] });
}

/** Milliseconds as if the clock on the wall showed UTC; undefined where the calendar has no such moment. */
function readWallClock(text: string): number | undefined {
  const whole = text.length === 16 ? `${text}:00` : text;
  const ms = Date.parse(`${whole.replace(' ', 'T')}Z`);
  // The 30th of February and 24 o'clock are taken for a later day; whatever else is no time is none for Date either.
  return new Date(ms).getUTCDate() === Number(whole.slice(8, 10)) ? ms : undefined;
}

function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return gatewayOffset;
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * hour + minutes * 60_000);
}
