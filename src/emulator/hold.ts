import type { JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry } from './book.ts';
import {
  type Call,
  cents,
  checkGiven,
  type Decided,
  type Formats,
  number,
  refused,
  ruledRefund,
  textUpTo,
  time,
} from './call.ts';
import { channelNumber, formatMoment, makeSyssn } from './moment.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';
import { isHold, stateOf } from './state.ts';

const formats: Formats = {
  syssn: textUpTo(40),
  out_trade_no: number,
  txamt: cents,
  txcurrcd: textUpTo(3),
  txdtm: time,
  udid: textUpTo(40),
};

/** Takes a part or all of what is held. Without a number of its own it is one all the same, as old pages have it. */
export function capture(call: Call, book: Book): Decided {
  const malformed = checkGiven(call.given, ['txamt', 'syssn'], formats);
  if (malformed) return refused(malformed);
  const hold = findHold(call, book);
  if (!hold) return refused(refuse('1136'));
  const refusal = checkNumber(call, book) ?? checkCurrency(call, hold) ?? checkLeft(call, hold, book);
  if (refusal) return { answer: refusalAnswer(refusal, call, hold) };
  const entry = movedEntry('capture', call, hold, book);
  const decided = { answer: movedAnswer(entry, 'Capture received'), entry };
  return call.ruling ? ruledRefund(decided, call.ruling) : decided;
}

/** Lets go all that is left of a hold, under the hold's own number and for good. */
export function unfreeze(call: Call, book: Book): Decided {
  const malformed = checkGiven(call.given, ['txamt', 'txdtm', 'syssn', 'out_trade_no'], formats);
  if (malformed) return refused(malformed);
  const hold = findHold(call, book);
  if (!hold) return refused(refuse('1136'));
  const refusal = checkOwnNumber(call, hold) ?? checkRest(call, hold, book);
  if (refusal) return { answer: refusalAnswer(refusal, call, hold) };
  const entry = movedEntry('unfreeze', call, hold, book);
  return { answer: movedAnswer(entry, 'Void received'), entry };
}

function findHold({ owner, given }: Call, book: Book): BookEntry | undefined {
  const found = book.find(given('syssn'));
  return found && isHold(found) && found.owner === owner ? found : undefined;
}

/** No source says whether QFPay refuses a used number here: the fault `number-twice` plays the gateway that does not. */
function checkNumber({ owner, given, takes_used_numbers }: Call, book: Book): RefusalAnswer | undefined {
  const out_trade_no = given('out_trade_no');
  if (out_trade_no === '' || takes_used_numbers) return undefined;
  return book.findByNumber(owner, out_trade_no) ? refuse('2011', 'out_trade_no is used') : undefined;
}

function checkCurrency({ given }: Call, { txcurrcd }: BookEntry): RefusalAnswer | undefined {
  return [txcurrcd, ''].includes(given('txcurrcd')) ? undefined : refuse('1267', 'txcurrcd must be that of the hold');
}

function checkOwnNumber({ given }: Call, { out_trade_no }: BookEntry): RefusalAnswer | undefined {
  return given('out_trade_no') === out_trade_no ? undefined : refuse('1267', 'out_trade_no must be that of the hold');
}

function checkLeft({ given, now }: Call, hold: BookEntry, book: Book): RefusalAnswer | undefined {
  const { respcd, held = 0 } = stateOf(hold, book, now);
  if (respcd !== '0000') return refuse('1261', 'the payer has not agreed to the hold');
  if (held === 0) return refuse('1264', 'nothing is held any more');
  return Number(given('txamt')) > held ? refuse('1266', `held: ${held}`) : undefined;
}

function checkRest(call: Call, hold: BookEntry, book: Book): RefusalAnswer | undefined {
  const { held = 0 } = stateOf(hold, book, call.now);
  const isAll = Number(call.given('txamt')) === held;
  return checkLeft(call, hold, book) ?? (isAll ? undefined : refuse('1266', `held: ${held}`));
}

function movedEntry(kind: 'capture' | 'unfreeze', call: Call, hold: BookEntry, book: Book): BookEntry {
  const { owner, given, now, notification_fault } = call;
  const { syssn, txcurrcd, pay_type, notify_url } = hold;
  return {
    ...{ kind, syssn: makeSyssn(now, book), owner, out_trade_no: given('out_trade_no'), orig_syssn: syssn },
    ...{ txamt: Number(given('txamt')), txcurrcd, pay_type, made_at: now.getTime(), udid: given('udid') },
    txdtm: given('txdtm') || formatMoment(now.getTime()),
    ...(notify_url === undefined ? {} : { notify_url }),
    ...(notification_fault === undefined ? {} : { notification_fault }),
  };
}

function movedAnswer(entry: BookEntry, respmsg: string): JsonObject {
  const sysdtm = formatMoment(entry.made_at);
  return {
    ...{ orig_syssn: entry.orig_syssn ?? '', sysdtm, paydtm: sysdtm, txdtm: entry.txdtm, udid: entry.udid ?? '' },
    ...{ txcurrcd: entry.txcurrcd, txamt: String(entry.txamt), resperr: 'success', respmsg },
    ...{ out_trade_no: entry.out_trade_no, syssn: entry.syssn, respcd: '0000' },
    ...{ chnlsn: channelNumber(entry.syssn), cardcd: '' },
  };
}

/** One that is refused still names its hold. */
function refusalAnswer({ respcd, resperr, respmsg }: RefusalAnswer, { given }: Call, hold: BookEntry): JsonObject {
  const named = { orig_syssn: hold.syssn, txcurrcd: hold.txcurrcd, out_trade_no: given('out_trade_no') };
  return { ...named, respcd, resperr, respmsg };
}
