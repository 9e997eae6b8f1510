import { t } from '../language/t.ts';
import type { JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry } from './book.ts';
import { type Call, cents, checkGiven, type Decided, type Formats, notFound, refused, textUpTo, time } from './call.ts';
import { channelNumber, formatMoment, isSameDay, makeSyssn } from './moment.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';
import { payTypeOf, type State, stateOf } from './state.ts';

type CancellationKind = 'reversal' | 'close';

const formats: Formats = {
  syssn: textUpTo(40),
  out_trade_no: textUpTo(128),
  txamt: cents,
  txdtm: time,
  udid: textUpTo(40),
};

/** Drops a payment that is not finished. Of Alipay it is documented that a paid one is given back. */
export function reversal(call: Call, book: Book): Decided {
  return cancel('reversal', call, book);
}

/** Ends an order that nobody has paid. */
export function close(call: Call, book: Book): Decided {
  return cancel('close', call, book);
}

function cancel(kind: CancellationKind, call: Call, book: Book): Decided {
  const malformed = checkGiven(call.given, ['txamt', 'txdtm'], formats) ?? checkNamed(call);
  if (malformed) return refused(malformed);
  const original = findPayment(call, book);
  if (!original) return notFound(call.given('out_trade_no'));
  const same = checkSame(kind, call, original);
  if (same.refusal) return refused(same.refusal);
  const takes = payTypeOf(original.pay_type)?.cancel;
  if (takes !== kind)
    return notFound(original.out_trade_no, `pay_type ${original.pay_type} is cancelled by ${takes ?? 'no call'}`);
  const refusal = checkState(kind, original, call, book);
  if (refusal) return refused(refusal);
  const entry = cancellationEntry(kind, call, original, book);
  return { answer: cancellationAnswer(entry), entry, remark: same.remark };
}

function checkNamed({ given }: Call): RefusalAnswer | undefined {
  return given('syssn') || given('out_trade_no') ? undefined : refuse('1104', 'syssn or out_trade_no is required');
}

function findPayment({ owner, given }: Call, book: Book): BookEntry | undefined {
  const found = given('syssn') ? book.find(given('syssn')) : orderOf(owner, given('out_trade_no'), book);
  return found?.kind === 'payment' && found.owner === owner ? found : undefined;
}

/** Of several cards that were tried it is the one that paid. */
function orderOf(owner: string, out_trade_no: string, book: Book): BookEntry | undefined {
  const all = book.allByNumber(owner, out_trade_no);
  return all.find(({ cardcd, pays_at }) => cardcd !== undefined && pays_at !== undefined) ?? all.at(-1);
}

/**
 * Amount, time and number must be those that the order was made with. Of a close only the number counts: the vendor's own tests
 * say that it checks neither of the others.
 */
function checkSame(kind: CancellationKind, { given, is_strict }: Call, original: BookEntry): SameOrder {
  if (![original.out_trade_no, ''].includes(given('out_trade_no')))
    return { refusal: refuse('1267', 'out_trade_no must be that of the order') };
  const isOther = Number(given('txamt')) !== original.txamt;
  const isLater = given('txdtm') !== original.txdtm;
  if (kind === 'close' && !is_strict) {
    if (!isOther && !isLater) return {};
    return { remark: t`closed with another txamt or txdtm than the order’s: the documents say the original ones` };
  }
  if (isOther) return { refusal: refuse('1266') };
  return isLater ? { refusal: refuse('1267', 'txdtm must be that of the order') } : {};
}

interface SameOrder {
  readonly refusal?: RefusalAnswer;
  readonly remark?: string;
}

function checkState(kind: CancellationKind, original: BookEntry, call: Call, book: Book): RefusalAnswer | undefined {
  const state = stateOf(original, book, call.now);
  if (state.cancellation) return refuse(state.cancellation.kind === 'reversal' ? '1263' : '1264');
  if (state.refunded > 0) return refuse('1262');
  if (state.respcd === '1181') return refuse('1181');
  if (isVoid(kind, original, state)) {
    const isToday = isSameDay(state.paid_at ?? 0, call.now.getTime());
    return isToday ? undefined : refuse('1260', 'a card is voided on the day it was paid: refund it');
  }
  return isTooLate(kind, original, state) ? refuse('1260') : undefined;
}

/** Of a card that was paid, a reversal gives the money back. */
function isVoid(kind: CancellationKind, { cardcd }: BookEntry, { respcd }: State): boolean {
  return kind === 'reversal' && respcd === '0000' && cardcd !== undefined;
}

function isTooLate(kind: CancellationKind, { pay_type }: BookEntry, { respcd }: State): boolean {
  const givesBack = kind === 'reversal' && payTypeOf(pay_type)?.wallet === 'alipay';
  return respcd === '0000' && !givesBack;
}

function cancellationEntry(kind: CancellationKind, { now, given }: Call, original: BookEntry, book: Book): BookEntry {
  const { owner, out_trade_no, syssn, txamt, txcurrcd, pay_type, txdtm } = original;
  return {
    ...{ kind, syssn: makeSyssn(now, book), owner, out_trade_no, orig_syssn: syssn },
    ...{ txamt, txcurrcd, pay_type, txdtm, made_at: now.getTime(), udid: given('udid') },
  };
}

function cancellationAnswer(entry: BookEntry): JsonObject {
  return {
    orig_syssn: entry.orig_syssn ?? '',
    sysdtm: formatMoment(entry.made_at),
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
  };
}
