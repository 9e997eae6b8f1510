import type { JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry } from './book.ts';
import { type Call, cents, checkGiven, type Decided, type Formats, refused, textUpTo, time } from './call.ts';
import { channelNumber, formatMoment, makeSyssn } from './moment.ts';
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
  if (!original) return refused(refuse('1136'));
  const refusal = checkSame(call, original) ?? checkKind(kind, original) ?? checkState(kind, original, call, book);
  if (refusal) return refused(refusal);
  const entry = cancellationEntry(kind, call, original, book);
  return { answer: cancellationAnswer(entry), entry };
}

function checkNamed({ given }: Call): RefusalAnswer | undefined {
  return given('syssn') || given('out_trade_no') ? undefined : refuse('1104', 'syssn or out_trade_no is required');
}

function findPayment({ owner, given }: Call, book: Book): BookEntry | undefined {
  const found = given('syssn') ? book.find(given('syssn')) : book.findByNumber(owner, given('out_trade_no'));
  return found?.kind === 'payment' && found.owner === owner ? found : undefined;
}

/** Amount, time and number must be those that the order was made with. */
function checkSame({ given }: Call, original: BookEntry): RefusalAnswer | undefined {
  if (Number(given('txamt')) !== original.txamt) return refuse('1266');
  if (given('txdtm') !== original.txdtm) return refuse('1267', 'txdtm must be that of the order');
  const sameNumber = [original.out_trade_no, ''].includes(given('out_trade_no'));
  return sameNumber ? undefined : refuse('1267', 'out_trade_no must be that of the order');
}

function checkKind(kind: CancellationKind, { pay_type }: BookEntry): RefusalAnswer | undefined {
  const takes = payTypeOf(pay_type)?.cancel;
  return takes === kind ? undefined : refuse('1136', `pay_type ${pay_type} is cancelled by ${takes ?? 'no call'}`);
}

function checkState(kind: CancellationKind, original: BookEntry, call: Call, book: Book): RefusalAnswer | undefined {
  const state = stateOf(original, book, call.now);
  if (state.cancellation) return refuse(state.cancellation.kind === 'reversal' ? '1263' : '1264');
  if (state.refunded > 0) return refuse('1262');
  if (state.respcd === '1181') return refuse('1181');
  return isTooLate(kind, original, state) ? refuse('1260') : undefined;
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
