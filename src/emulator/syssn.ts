import type { Book } from './book.ts';
import { formatMoment } from './moment.ts';

/** QFPay's number: the day in UTC+8, a node that is always the same here, the serial number of the entry; 26 digits. */
export function makeSyssn(now: Date, book: Book): string {
  const day = formatMoment(now.getTime()).slice(0, 10).replaceAll('-', '');
  return `${day}18050002${String(book.size + 1).padStart(10, '0')}`;
}

/** The wallet's own number for the money that moved, `chnlsn`; 28 digits. */
export function channelNumber(syssn: string): string {
  return `${syssn.slice(0, 8)}2200140000${syssn.slice(-10)}`;
}
