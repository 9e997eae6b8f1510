import type { PayType } from '../catalog/pay-types.ts';
import type { JsonObject } from '../signature/python-json.ts';
import type { Book } from './book.ts';
import { type Call, type Decided, refused } from './call.ts';
import type { Entry } from './entry.ts';
import { formatMoment } from './moment.ts';
import { payTypeOf } from './pay-type-of.ts';
import { payerFields } from './payer-fields.ts';
import { checkPayment } from './payment-rules.ts';
import { refuse } from './refusal.ts';
import { ruledPayment } from './ruled.ts';
import { channelNumber, makeSyssn } from './syssn.ts';

const minute = 60_000;
const defaultMinutes = 30;

/** A scanned code is paid at once; every other order is made, and waits for its payer. */
export function payment(call: Call, book: Book): Decided {
  const payType = payTypeOf(call.given('pay_type'));
  if (payType?.via !== 'payment') return refused(refuse('1104', 'pay_type must be one that this call takes'));
  const refusal = checkPayment(call.given, payType);
  if (refusal) return refused(refusal);
  const isUsed = book.findByNumber(call.owner, call.given('out_trade_no')) !== undefined;
  if (isUsed) return refused(refuse('2011', 'out_trade_no is used'));
  const entry = paymentEntry(call, payType, book);
  const decided = { answer: paymentAnswer(entry, payType, call), entry };
  return call.ruling ? ruledPayment(decided, call.ruling, payType) : decided;
}

function paymentEntry(call: Call, payType: PayType, book: Book): Entry {
  const { owner, given, now, notification_fault } = call;
  const made_at = now.getTime();
  const { expires_at, pays_at } = timesOf(made_at, call, payType);
  return {
    kind: 'payment',
    syssn: makeSyssn(now, book),
    owner,
    out_trade_no: given('out_trade_no'),
    txamt: Number(given('txamt')),
    txcurrcd: given('txcurrcd'),
    pay_type: payType.code,
    txdtm: given('txdtm'),
    made_at,
    expires_at,
    pays_at,
    goods_name: given('goods_name'),
    udid: given('udid'),
    return_url: given('return_url') || undefined,
    notify_url: given('notify_url') || undefined,
    notification_fault,
  };
}

/** A pay type that is not documented to obey `expired_time` ignores it. */
function minutesOf(given: Call['given'], payType: PayType): number {
  return payType.expired_time && given('expired_time') !== '' ? Number(given('expired_time')) : defaultMinutes;
}

function timesOf(made_at: number, { given, wallet }: Call, payType: PayType): Pick<Entry, 'expires_at' | 'pays_at'> {
  if (payType.result === 'none') return { pays_at: made_at };
  const { auto_pay_ms } = wallet;
  const expires_at = made_at + minutesOf(given, payType) * minute;
  return { expires_at, pays_at: auto_pay_ms === undefined ? undefined : made_at + auto_pay_ms };
}

/**
 * Flat. Answers with a page or with parameters have a `paydtm` although nothing is paid, as QFPay's own have: the time that
 * counts is in the query.
 */
function paymentAnswer(entry: Entry, payType: PayType, { wallet }: Call): JsonObject {
  const sysdtm = formatMoment(entry.made_at);
  const { qrcode, pay_url, payme_logo, pay_params } = payerFields(entry, payType, wallet);
  return {
    surcharge_fee: 0,
    qrcode,
    pay_url,
    payme_logo,
    pay_params,
    pay_type: entry.pay_type,
    surcharge_rate: 0,
    resperr: 'success',
    txdtm: entry.txdtm,
    out_trade_no: entry.out_trade_no,
    syssn: entry.syssn,
    sysdtm,
    paydtm: payType.result === 'qrcode' ? undefined : sysdtm,
    txcurrcd: entry.txcurrcd,
    respmsg: '',
    chnlsn2: '',
    cardcd: '',
    udid: entry.udid ?? '',
    txamt: String(entry.txamt),
    respcd: '0000',
    chnlsn: payType.result === 'none' ? channelNumber(entry.syssn) : '',
  };
}
