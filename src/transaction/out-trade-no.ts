import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatGatewayTime } from './txdtm.ts';

/** Crockford's base32: no I, L, O or U, so that a number can be read out on the telephone. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const ownNumber = /^QF(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{3})[0-9A-HJKMNP-TV-Z]{11}$/;

/**
 * A number of our own: `QF`, the moment in UTC+8 to the millisecond, 11 random characters (55 bits). Sorts by time, and two
 * machines do not meet. 30 letters and digits.
 */
export function makeOutTradeNo(now: Date, random: { bytes(count: number): Uint8Array }): string {
  const moment = formatGatewayTime(now).replace(/\D/g, '') + String(now.getUTCMilliseconds()).padStart(3, '0');
  const tail = Array.from(random.bytes(11), (byte) => crockfordAlphabet.charAt(byte & 31)).join('');
  return `QF${moment}${tail}`;
}

/**
 * A number that the merchant brings. QFPay documents String(128) and, in 2017, letters, digits, `_`, `|` and `*`; its own
 * samples have `-`. The characters can be lifted by `--skip-rule`, but never a comma (a query takes a comma for a list), a
 * space or a control character.
 */
export function checkOutTradeNo(text: string): Fault | undefined {
  const fault = { field: 'out_trade_no', value: text };
  if (text === '') return { ...fault, rule: t`must not be empty`, next: t`leave it out to have one made` };
  if ([...text].length > 128) return { ...fault, rule: t`must have at most 128 characters` };
  if (/[,\s\p{Cc}]/u.test(text)) return { ...fault, rule: t`must have no comma, space or control character` };
  if (/^[\w|*-]+$/.test(text)) return undefined;
  return { ...fault, rule: t`must have letters, digits, _ | * and - only`, rule_id: 'out-trade-no-characters' };
}

/** When a number of our own was made; undefined for any other number. */
export function timeOfNumber(text: string): Date | undefined {
  const [, ...parts] = ownNumber.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [year, month, day, hour, minute, second, ms] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}+08:00`);
  return Number.isNaN(time) ? undefined : new Date(time);
}

/**
 * The calendar month (UTC+8) in which a number of our own was made: its first and its last second. An order made at the end
 * of a month may stand on the gateway's books in the next one.
 */
export function monthOfNumber(text: string): { start: Date; end: Date } | undefined {
  const made = timeOfNumber(text);
  if (!made) return undefined;
  const [year = 0, month = 0] = formatGatewayTime(made).split('-').map(Number);
  const midnight = (index: number) => Date.UTC(year, index, 1, -8);
  return { start: new Date(midnight(month - 1)), end: new Date(midnight(month) - 1000) };
}

/** What a number that names a transaction looks like, whoever wrote it. */
export function numberRules() {
  return {
    out_trade_no: { pattern: /^[^\s\p{Cc}]{1,128}$/u, rule: t`must have 1 to 128 characters and no space` },
    syssn: {
      pattern: /^\w{1,40}$/,
      rule: t`must be one of QFPay's numbers: 1 to 40 letters and digits, every digit kept`,
    },
  } as const;
}
