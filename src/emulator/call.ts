import type { PayType } from '../catalog/pay-types.ts';
import { findRespcd, type RespcdCategory } from '../catalog/respcd.ts';
import type { JsonObject } from '../signature/python-json.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import type { Book, BookEntry, EventNotice, NotificationFault } from './book.ts';
import { isInDoubt, isPending, type Ruling } from './faults/faults.ts';
import type { Decision } from './ledger.ts';
import { makeSyssn } from './moment.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';

/** How the simulated wallet behaves. */
export interface Wallet {
  /** What QR codes and `pay_url` lead to: this, a slash and the `syssn`. */
  readonly url: string;
  /** The payer pays an order that long after it was made; absent: never by himself. */
  readonly auto_pay_ms?: number | undefined;
  readonly random: { bytes(count: number): Uint8Array };
}

/** A request that was understood, and whose sender is known. */
export interface Call {
  /** App code and mchid. */
  readonly owner: string;
  readonly given: GivenParameter;
  readonly now: Date;
  readonly wallet: Wallet;
  /** Nothing is refunded from 23:30 to 00:30 in UTC+8. */
  readonly has_nights?: boolean | undefined;
  readonly is_strict?: boolean | undefined;
  /** What the gateway decides, where the call is right. */
  readonly ruling?: Ruling | undefined;
  readonly notification_fault?: NotificationFault | undefined;
  readonly takes_used_numbers?: boolean | undefined;
}

/** The fields of an answer, what goes into the books with it, and what the log remarks on. */
export interface Decided extends Decision<JsonObject> {
  readonly remark?: string | undefined;
}

/** What an endpoint does: it looks at the books and decides. It does nothing by itself. */
export type Decide = (call: Call, book: Book) => Decided;

export function refused({ resperr, respcd, respmsg }: RefusalAnswer): Decided {
  return { answer: { resperr, respcd, respmsg } };
}

/** 1136 of a refund, a reversal and a close, as it was recorded: with the number, and in words without the code. */
export function notFound(out_trade_no: string, respmsg = ''): Decided {
  return { answer: { resperr: '交易不存在或不在可操作时间内', respcd: '1136', respmsg, out_trade_no } };
}

/** The parameters of a call, by name. An empty one is as good as none. */
export type GivenParameter = (name: string) => string;

/** What a value has to be, and how that is said. */
export interface ParameterFormat {
  readonly rule: string;
  accepts(text: string): boolean;
}

/** By parameter. */
export type Formats = Readonly<Record<string, ParameterFormat>>;

export const cents: ParameterFormat = {
  rule: 'must be an integer above 0, in the smallest unit of the currency',
  accepts: (text) => /^[1-9]\d{0,10}$/.test(text),
};

export const time: ParameterFormat = {
  rule: 'must be a time as YYYY-MM-DD HH:mm:ss',
  accepts: (text) => parseGatewayTime(text) !== undefined,
};

/** A comma would make a number two in a query. */
export const number: ParameterFormat = {
  rule: 'must be at most 128 characters without comma or space',
  accepts: (text) => /^[^,\s\p{Cc}]{1,128}$/u.test(text),
};

export function textUpTo(limit: number): ParameterFormat {
  return {
    rule: `must be at most ${limit} characters`,
    accepts: (text) => text.length <= limit || [...text].length <= limit,
  };
}

export function oneOf(...values: readonly string[]): ParameterFormat {
  return { rule: `must be ${values.join(' or ')}`, accepts: (text) => values.includes(text) };
}

export function integerBetween(least: number, most: number): ParameterFormat {
  return {
    rule: `must be an integer from ${least} to ${most}`,
    accepts: (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
  };
}

/** 1104, with the first parameter that is missing or malformed in `respmsg`. */
export function checkGiven(
  given: GivenParameter,
  required: readonly string[],
  formats: Formats,
): RefusalAnswer | undefined {
  const missing = required.find((name) => given(name) === '');
  if (missing !== undefined) return refuse('1104', `${missing} is required`);
  for (const name in formats) {
    const format = formats[name];
    const value = given(name);
    if (format && value !== '' && !format.accepts(value)) return refuse('1104', `${name} ${format.rule}`);
  }
  return undefined;
}

interface MadeEntry {
  readonly answer: JsonObject;
  readonly entry: BookEntry;
}

/** Such a payment was tried and failed: a query finds it, and its number is used. Others were never taken up. */
const tried: readonly RespcdCategory[] = ['payer', 'rejected', 'retry'];

/** A payment that the gateway answers with another code. One that is pending or in doubt is settled by itself, later. */
export function ruledPayment(made: MadeEntry, ruling: Ruling, { result }: PayType): Decided {
  const { respcd } = ruling;
  if (respcd === '0000') return made;
  const refusal = refuse(respcd);
  const { entry } = made;
  if (isInDoubt(respcd)) return { answer: triedAnswer(entry, refusal), entry: unsettled(entry, ruling) };
  if (isPending(respcd)) {
    const answer = result === 'none' ? triedAnswer(entry, refusal) : { ...made.answer, ...said(refusal) };
    return { answer, entry: unsettled(entry, ruling) };
  }
  if (!tried.includes(findRespcd(respcd)?.category ?? 'request')) return refused(refusal);
  const { pays_at: _nobody, expires_at: _over, ...failed } = entry;
  return { answer: triedAnswer(entry, refusal), entry: { ...failed, respcd } };
}

/** A refund or a capture likewise; one that failed leaves nothing on the books. */
export function ruledRefund(made: MadeEntry, ruling: Ruling): Decided {
  const { respcd } = ruling;
  if (respcd === '0000') return made;
  if (isPending(respcd)) {
    return { answer: { ...made.answer, ...said(refuse(respcd)) }, entry: unsettled(made.entry, ruling) };
  }
  const { orig_syssn = '', txcurrcd, out_trade_no } = made.entry;
  const answer = refusedRefund(refuse(respcd), { orig_syssn, txcurrcd, out_trade_no });
  return isInDoubt(respcd) ? { answer, entry: unsettled(made.entry, ruling) } : { answer };
}

/** A refused refund still names its payment; 2999 alone does so twice. */
export function refusedRefund(
  { respcd, resperr, respmsg }: RefusalAnswer,
  { orig_syssn = '', txcurrcd, out_trade_no }: Pick<BookEntry, 'orig_syssn' | 'txcurrcd' | 'out_trade_no'>,
): JsonObject {
  const origssn = respcd === '2999' ? orig_syssn : undefined;
  return { orig_syssn, origssn, txcurrcd, out_trade_no, respcd, resperr, respmsg };
}

/** What nobody settles does not run out either. */
function unsettled(entry: BookEntry, { respcd, settles, settles_ms }: Ruling): BookEntry {
  const { pays_at: _payer, expires_at, ...open } = entry;
  const settles_at = entry.made_at + settles_ms;
  const ends: Record<Ruling['settles'], Partial<BookEntry>> = {
    paid: { pays_at: settles_at, expires_at },
    declined: { fails_at: settles_at, expires_at },
    never: {},
  };
  return { ...open, pending_respcd: respcd, ...ends[settles] };
}

function said({ respcd, resperr, respmsg }: RefusalAnswer): JsonObject {
  return { respcd, resperr, respmsg };
}

function triedAnswer(entry: BookEntry, refusal: RefusalAnswer): JsonObject {
  const { pay_type, txcurrcd, txdtm, txamt, out_trade_no, syssn } = entry;
  const { resperr, respmsg, respcd } = refusal;
  return { pay_type, resperr, txcurrcd, txdtm, txamt: String(txamt), respmsg, out_trade_no, syssn, respcd };
}

/** Whom an event is told to, and where that was said. */
interface EventReceiver {
  readonly owner: string;
  readonly notify_url?: string;
}

/** Where an entry comes to stand: behind those that the same call makes before it. */
export interface EntryPlace {
  readonly book: Book;
  readonly now: Date;
  readonly more?: number;
}

/** An event that is told of and is no transaction. */
export function noticeEntry(
  { owner, notify_url = '' }: EventReceiver,
  notice: EventNotice,
  { book, now, more }: EntryPlace,
): BookEntry {
  return {
    ...{ kind: 'notice', syssn: makeSyssn(now, book, more), owner, out_trade_no: '', txamt: 0, txcurrcd: '' },
    ...{ pay_type: '', txdtm: '', made_at: now.getTime(), notice },
    ...(notify_url === '' ? {} : { notify_url }),
  };
}
