import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatGatewayTime, gatewayOffset, parseTimeOption } from './txdtm.ts';

/** The flags that a span of time can be named with, as they were typed. */
export interface TimeFlags {
  readonly day?: string;
  readonly month?: string;
  readonly since?: string;
  readonly until?: string;
}

/** From its first second to its last, both in it. */
export interface TimeSpan {
  readonly start: Date;
  readonly end: Date;
}

export type TimeFlag = keyof TimeFlags;

const day = 86_400_000;

/**
 * Words for days and months, read in UTC+8; a day is so many days before today. The Chinese ones are what a shop says: 今日 in
 * Hong Kong, 今天 on the mainland.
 */
const dayWords: Readonly<Record<string, number>> = {
  today: 0,
  yesterday: 1,
  今天: 0,
  今日: 0,
  昨天: 1,
  昨日: 1,
  尋日: 1,
};

const monthWords: Readonly<Record<string, number>> = {
  'this-month': 0,
  'last-month': 1,
  本月: 0,
  這個月: 0,
  这个月: 0,
  上月: 1,
  上個月: 1,
  上个月: 1,
};

/** What every one of the four flags takes. */
export function timeForms(): string {
  return t`today, yesterday, 7d (seven days ago), 2026-10-05, this-month, last-month or 2026-10, read in UTC+8`;
}

/**
 * The span that the flags name, whose end is never after `now`: what is made meanwhile would move the gateway's pages. A form
 * names a day or a month: `--since` begins at its first second, `--until` ends at its last, `--day` and `--month` are the whole
 * of it. Without `until` it ends now. Undefined where no flag was given, or where one is wrong: then `faults` has all that is.
 */
export function readTimeSpan(flags: TimeFlags, now: Date, faults: Fault[]): TimeSpan | undefined {
  const before = faults.length;
  faults.push(...togetherFaults(flags));
  const start = readTimeFlag('since', flags.since, now, faults)?.start;
  const until = readTimeFlag('until', flags.until, now, faults)?.end;
  const whole = readTimeFlag('day', flags.day, now, faults) ?? readTimeFlag('month', flags.month, now, faults);
  const span = whole ?? (start && { start, end: until ?? now });
  if (!span || faults.length > before) return undefined;
  if (span.start > now) faults.push(aheadFault(flags, now));
  else if (span.end < span.start) faults.push(turnedFault(flags));
  return faults.length > before ? undefined : { start: span.start, end: span.end > now ? now : span.end };
}

/** One flag by itself; undefined where it was not given, or is a fault. */
export function readTimeFlag(
  field: TimeFlag,
  text: string | undefined,
  now: Date,
  faults: Fault[],
): TimeSpan | undefined {
  if (text === undefined) return undefined;
  const named = readNamedTime(text, now);
  const found = field === 'month' ? (named?.day ? undefined : named) : (named ?? readMoment(field, text));
  if (!found) faults.push(timeFault(field, text, named !== undefined, faults));
  return found;
}

type NamedTime = TimeSpan & { readonly day?: true };

/** A day, or a month; `day` where it is a day of the calendar, which is no month. */
function readNamedTime(text: string, now: Date): NamedTime | undefined {
  const word = text.trim().toLowerCase();
  const back = Object.hasOwn(dayWords, word) ? dayWords[word] : daysBack(word);
  if (back !== undefined) return dayAt(wallOf(now) - back * day);
  const months = Object.hasOwn(monthWords, word) ? monthWords[word] : undefined;
  const wall = new Date(wallOf(now));
  if (months !== undefined) return monthAt(wall.getUTCFullYear(), wall.getUTCMonth() - months);
  const [, year, month] = /^([12]\d{3})-(\d{2})$/.exec(word) ?? [];
  if (month !== undefined) return isMonth(month) ? monthAt(Number(year), Number(month) - 1) : undefined;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(word) ? Date.parse(`${word}T00:00:00Z`) : Number.NaN;
  // The 30th of February is taken for a later day.
  const is_real = !Number.isNaN(date) && new Date(date).toISOString().startsWith(word);
  return is_real ? { ...dayAt(date), day: true } : undefined;
}

function isMonth(month: string): boolean {
  return Number(month) >= 1 && Number(month) <= 12;
}

/** `7d` is the day seven days before today. */
function daysBack(word: string): number | undefined {
  const [, days] = /^(\d{1,4})(?:d|天|日)$/.exec(word) ?? [];
  return days === undefined ? undefined : Number(days);
}

/** The clock on the wall in UTC+8, as if it showed UTC. */
function wallOf(moment: Date): number {
  return moment.getTime() + gatewayOffset;
}

function dayAt(wall: number): TimeSpan {
  const midnight = Math.floor(wall / day) * day - gatewayOffset;
  return { start: new Date(midnight), end: new Date(midnight + day - 1000) };
}

/** Months below January are those of the years before. */
function monthAt(year: number, index: number): TimeSpan {
  const midnight = (month: number) => Date.UTC(year, month, 1) - gatewayOffset;
  return { start: new Date(midnight(index)), end: new Date(midnight(index + 1) - 1000) };
}

/** A moment of a day is for `--since` and `--until` only. */
function readMoment(field: TimeFlag, text: string): TimeSpan | undefined {
  if (field !== 'since' && field !== 'until') return undefined;
  try {
    const moment = parseTimeOption(field, text);
    return { start: moment, end: moment };
  } catch {
    return undefined;
  }
}

function timeFault(field: TimeFlag, value: string, is_day: boolean, before: readonly Fault[]): Fault {
  const forms = timeForms();
  // Of several the first shows the forms.
  if (!is_day && before.some(({ rule }) => rule.includes(forms)))
    return { field, value, rule: t`must be one of these forms, too`, ...suggested(field, value) };
  if (is_day) {
    return {
      ...{ field, value, rule: t`must be a month: ${forms}` },
      next: t`--month ${value.slice(0, 7)}, or --day ${value}`,
    };
  }
  const takes_moment = field === 'since' || field === 'until';
  return {
    ...{ field, value },
    rule: takes_moment
      ? t`must be a real day or time: ${forms}, or "2026-03-02 15:04:05", 2026-03-02T07:04:05Z`
      : t`must be a real day or month: ${forms}`,
    ...suggested(field, value),
  };
}

/** What people type for a day of October: 5/10/2026, 20261005, 2026/10/5. Which of two is the day is not guessed at. */
function suggested(field: TimeFlag, text: string): { next?: string } {
  const [, year, month = '', date] =
    /^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$/.exec(text) ?? /^(20\d{2})([01]\d)([0-3]\d)?$/.exec(text) ?? [];
  if (year === undefined) return {};
  const parts = [year, month.padStart(2, '0'), ...(date === undefined ? [] : [date.padStart(2, '0')])];
  return { next: `--${field} ${parts.join('-')}` };
}

/** A span is named in one way. */
function togetherFaults({ day, month, since, until }: TimeFlags): Fault[] {
  const faults: Fault[] = [];
  if (day !== undefined && month !== undefined)
    faults.push({ field: 'month', value: month, rule: t`cannot be used with --day: each is a window of its own` });
  const whole = day === undefined ? (month === undefined ? undefined : '--month') : '--day';
  for (const [field, value] of Object.entries({ since, until })) {
    if (value !== undefined && whole !== undefined)
      faults.push({ field, value, rule: t`cannot be used with ${whole}: each is a window of its own` });
  }
  if (until !== undefined && since === undefined && whole === undefined)
    faults.push({ field: 'until', value: until, rule: t`needs --since beside it` });
  return faults;
}

function aheadFault(flags: TimeFlags, now: Date): Fault {
  const [field, value] = givenOf(flags);
  return { field, value, rule: t`must not be after now (${formatGatewayTime(now)} UTC+8)` };
}

function givenOf({ day, month, since }: TimeFlags): readonly [TimeFlag, string] {
  if (day !== undefined) return ['day', day];
  return month === undefined ? ['since', since ?? ''] : ['month', month];
}

function turnedFault({ since = '', until = '' }: TimeFlags): Fault {
  return { field: 'until', value: until, rule: t`must not be before since ${since}` };
}
