import { formatGatewayTime, parseGatewayTime } from '../transaction/txdtm.ts';
import type { Book } from './book.ts';

/** The first moment of a day in UTC+8; undefined for what is none. */
export function parseDay(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseGatewayTime(`${text} 00:00:00`)?.getTime() : undefined;
}

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

/** A clock that goes on from wherever it was put: expiry, months and nights come when a test wants them. */
export interface MovableClock {
  now(): Date;
  /** It was put somewhere, and is not the world's. */
  isMoved(): boolean;
  set(time: Date): void;
  advance(ms: number): void;
  /** Back to the world's. */
  reset(): void;
}

export function createMovableClock(world: () => Date, onMove: () => void): MovableClock {
  let offset = 0;
  function move(to: number) {
    offset = to;
    onMove();
  }
  return {
    now: () => (offset === 0 ? world() : new Date(world().getTime() + offset)),
    isMoved: () => offset !== 0,
    set: (time) => move(time.getTime() - world().getTime()),
    advance: (ms) => move(offset + ms),
    reset: () => move(0),
  };
}

/**
 * QFPay's number: the day in UTC+8, a node that is always the same here, the serial number of the entry; 26 digits.
 * @param more entries that the same call makes before it
 */
export function makeSyssn(now: Date, book: Book, more = 0): string {
  const day = formatMoment(now.getTime()).slice(0, 10).replaceAll('-', '');
  return `${day}18050002${String(book.size + more + 1).padStart(10, '0')}`;
}

/** The wallet's own number for the money that moved, `chnlsn`; 28 digits. */
export function channelNumber(syssn: string): string {
  return `${syssn.slice(0, 8)}2200140000${syssn.slice(-10)}`;
}
