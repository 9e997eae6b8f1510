import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatGatewayTime } from './txdtm.ts';

/** A payment, refund or reversal on QFPay's books. A field that the gateway did not send, or sent empty, is absent. */
export interface Transaction {
  readonly out_trade_no?: string;
  readonly syssn?: string;
  /** The payment that a refund or reversal is about; queries call it `origssn`. */
  readonly orig_syssn?: string;
  /** The merchant's number for that payment. */
  readonly orig_out_trade_no?: string;
  /** Cents, as text. */
  readonly txamt?: string;
  readonly txcurrcd?: string;
  readonly pay_type?: string;
  readonly order_type?: string;
  readonly respcd?: string;
  readonly cancel?: string;
  /** As the merchant sent it, in the merchant's zone. */
  readonly txdtm?: string;
  /** UTC+8. */
  readonly sysdtm?: string;
  /** UTC+8. */
  readonly paydtm?: string;
  readonly qrcode?: string;
  readonly pay_url?: string;
  readonly pay_params?: unknown;
  readonly errmsg?: string;
  readonly chnlsn?: string;
  readonly goods_name?: string;
  /** What the payer was charged, in the smallest unit of `cash_fee_type`, where that is another currency than the order's. */
  readonly cash_fee?: string;
  readonly cash_fee_type?: string;
  readonly exchange_rate?: string;
  /** SUCCESS, PENDING or FAILED: of answers of QFPay's general shape, which say the state by it and not by `respcd` and `cancel`. */
  readonly txstatus?: string;
}

type TransactionTextField = Exclude<keyof Transaction, 'pay_params'>;

/** Every text field, in the order it is shown, with its spellings on the wire; the first that has a value counts. */
const spellings: Readonly<Record<TransactionTextField, readonly string[]>> = {
  out_trade_no: ['out_trade_no'],
  syssn: ['syssn', 'qf_trade_no'],
  orig_syssn: ['orig_syssn', 'origssn'],
  orig_out_trade_no: ['orig_out_trade_no'],
  order_type: ['order_type'],
  respcd: ['respcd'],
  cancel: ['cancel'],
  txamt: ['txamt'],
  txcurrcd: ['txcurrcd'],
  pay_type: ['pay_type'],
  txdtm: ['txdtm'],
  sysdtm: ['sysdtm'],
  paydtm: ['paydtm'],
  qrcode: ['qrcode'],
  pay_url: ['pay_url', 'web_url'],
  errmsg: ['errmsg'],
  chnlsn: ['chnlsn'],
  goods_name: ['goods_name'],
  cash_fee: ['cash_fee'],
  cash_fee_type: ['cash_fee_type'],
  exchange_rate: ['exchange_rate'],
  txstatus: ['txstatus'],
};

/**
 * The transaction of an answer's fields or of one record of a query. Numbers and text alike become text with every digit
 * kept: the gateway prints `txamt` both ways, and a 26-digit `orig_syssn` without quotes.
 */
export function readTransaction(fields: Readonly<Record<string, unknown>>): Transaction {
  const entries = Object.entries(spellings).map(([name, names]) => [name, firstText(fields, names)]);
  const { pay_params } = fields;
  return withOriginal({
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...(pay_params === undefined || pay_params === null || pay_params === '' ? {} : { pay_params }),
  });
}

function firstText(fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(fields[name])).find((text) => text !== undefined);
}

/** What is neither text nor a number nor a boolean is no value, whatever it calls itself. */
function textOf(value: unknown): string | undefined {
  const is_scalar = ['string', 'number', 'boolean'].includes(typeof value) || isLongNumber(value);
  return is_scalar ? String(value) || undefined : undefined;
}

/** A number with more digits than JavaScript keeps, told by a mark that no JSON can carry. */
export function isLongNumber(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.for('lossless-json.LosslessNumber') in value;
}

/** Some answers name the original by `orig_out_trade_no` and mean QFPay's number, which begins with a date. */
function withOriginal(transaction: Transaction): Transaction {
  const { orig_out_trade_no, ...rest } = transaction;
  if (rest.orig_syssn !== undefined || !/^20\d{2}[01]\d[0-3]\d{13,24}$/.test(orig_out_trade_no ?? ''))
    return transaction;
  return { ...rest, ...(orig_out_trade_no === undefined ? {} : { orig_syssn: orig_out_trade_no }) };
}

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

/** Numbers as typed, each alone or in a comma list. What breaks the rule goes to `faults`, so that all are told at once. */
export function readNumbers(texts: readonly string[], field: 'out_trade_no' | 'syssn', faults: Fault[]): string[] {
  const { pattern, rule } = numberRules()[field];
  const numbers = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  for (const value of numbers) if (!pattern.test(value)) faults.push({ field, value, rule });
  return [...new Set(numbers)];
}
