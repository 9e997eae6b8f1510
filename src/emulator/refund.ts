import type { JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry } from './book.ts';
import {
  type Call,
  cents,
  checkGiven,
  type Decided,
  type Formats,
  notFound,
  number,
  refused,
  refusedRefund,
  ruledRefund,
  textUpTo,
  time,
} from './call.ts';
import { channelNumber, formatMoment, isSameDay, makeSyssn } from './moment.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';
import { payTypeOf, type State, stateOf } from './state.ts';

const required = ['syssn', 'out_trade_no', 'txamt', 'txdtm'];

const formats: Formats = { syssn: textUpTo(128), out_trade_no: number, txamt: cents, txdtm: time, udid: textUpTo(40) };

/** Nobody pays here: no wallet is needed. */
export type RefundCall = Omit<Call, 'wallet'>;

/** Gives back a part or all of a payment, under a number of its own. */
export function refund(call: RefundCall, book: Book): Decided {
  const malformed = checkGiven(call.given, required, formats);
  if (malformed) return refused(malformed);
  const original = findPayment(call, book);
  if (!original) return notFound(call.given('out_trade_no'));
  const refusal = checkRefund(call, original, book);
  if (refusal) {
    const { syssn: orig_syssn, txcurrcd } = original;
    const out_trade_no = call.given('out_trade_no');
    return { answer: refusedRefund(refusal, { orig_syssn, txcurrcd, out_trade_no }) };
  }
  const entry = refundEntry(call, original, book);
  const decided = { answer: refundAnswer(entry), entry };
  return call.ruling ? ruledRefund(decided, call.ruling) : decided;
}

function findPayment({ owner, given }: RefundCall, book: Book): BookEntry | undefined {
  const found = book.find(given('syssn'));
  return found?.kind === 'payment' && found.owner === owner ? found : undefined;
}

/** The number comes first: a refund that is sent again has to hear that it was done, not that nothing is left. */
function checkRefund(call: RefundCall, original: BookEntry, book: Book): RefusalAnswer | undefined {
  const { owner, given, now, has_nights, takes_used_numbers } = call;
  if (!takes_used_numbers && book.findByNumber(owner, given('out_trade_no')))
    return refuse('1251', 'out_trade_no is used');
  if (payTypeOf(original.pay_type)?.refund === false) return refuse('1155', 'this pay_type cannot be refunded');
  if (has_nights && isNight(now)) return refuse('1265', 'no refunds from 23:30 to 00:30');
  const state = stateOf(original, book, now);
  return (
    checkState(state) ??
    checkCard(Number(given('txamt')), original, state, now) ??
    checkAmount(Number(given('txamt')), original.txamt - state.refunded)
  );
}

/** On its day a card is given back as a void, which has no parts. */
function checkCard(
  txamt: number,
  { cardcd, txamt: whole }: BookEntry,
  { paid_at = 0 }: State,
  now: Date,
): RefusalAnswer | undefined {
  if (cardcd === undefined || txamt >= whole || !isSameDay(paid_at, now.getTime())) return undefined;
  return refuse('1124', 'a card is refunded in full on the day it was paid');
}

function isNight(now: Date): boolean {
  const time = formatMoment(now.getTime()).slice(11, 16);
  return time >= '23:30' || time < '00:30';
}

function checkState({ respcd, cancellation }: State): RefusalAnswer | undefined {
  if (cancellation) return refuse(cancellation.kind === 'reversal' ? '1263' : '1264');
  return respcd === '0000' ? undefined : refuse('1261');
}

function checkAmount(txamt: number, left: number): RefusalAnswer | undefined {
  if (left === 0) return refuse('1262');
  return txamt > left ? refuse('1272', `refundable: ${left}`) : undefined;
}

function refundEntry(
  { owner, given, now, notification_fault }: RefundCall,
  original: BookEntry,
  book: Book,
): BookEntry {
  return {
    kind: 'refund',
    syssn: makeSyssn(now, book),
    owner,
    out_trade_no: given('out_trade_no'),
    orig_syssn: original.syssn,
    txamt: Number(given('txamt')),
    txcurrcd: original.txcurrcd,
    pay_type: original.pay_type,
    txdtm: given('txdtm'),
    made_at: now.getTime(),
    udid: given('udid'),
    ...(original.notify_url === undefined ? {} : { notify_url: original.notify_url }),
    ...(notification_fault === undefined ? {} : { notification_fault }),
  };
}

function refundAnswer(entry: BookEntry): JsonObject {
  const sysdtm = formatMoment(entry.made_at);
  return {
    orig_syssn: entry.orig_syssn ?? '',
    sysdtm,
    paydtm: sysdtm,
    txdtm: entry.txdtm,
    udid: entry.udid ?? '',
    txcurrcd: entry.txcurrcd,
    txamt: String(entry.txamt),
    resperr: 'success',
    respmsg: '',
    out_trade_no: entry.out_trade_no,
    syssn: entry.syssn,
    respcd: '0000',
    chnlsn: channelNumber(entry.syssn),
    cardcd: '',
  };
}
