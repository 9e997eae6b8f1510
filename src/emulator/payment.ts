import { findCurrency } from '../catalog/currencies.ts';
import type { PayType } from '../catalog/pay-types.ts';
import { t } from '../language/t.ts';
import type { Json, JsonObject } from '../signature/python-json.ts';
import type { Book, BookEntry } from './book.ts';
import {
  type Call,
  cents,
  checkGiven,
  type Decided,
  type Formats,
  type GivenParameter,
  integerBetween,
  number,
  oneOf,
  type ParameterFormat,
  refused,
  ruledPayment,
  textUpTo,
  time,
  type Wallet,
} from './call.ts';
import { channelNumber, formatMoment, makeSyssn } from './moment.ts';
import { isCallable } from './notifying/teller.ts';
import { type RefusalAnswer, refuse } from './refusal.ts';
import { payTypeOf } from './state.ts';

const minute = 60_000;
const defaultMinutes = 30;

/** A scanned code is paid at once; every other order is made, and waits for its payer. */
export function payment(call: Call, book: Book): Decided {
  const payType = payTypeOf(call.given('pay_type'));
  if (payType?.via !== 'payment') return refused(refuse('1104', 'pay_type must be one that this call takes'));
  const remark = goodsRemark(call.given('goods_name'));
  const refusal = checkPayment(call.given, payType) ?? checkGoods(call, remark);
  if (refusal) return refused(refusal);
  const isUsed = book.findByNumber(call.owner, call.given('out_trade_no')) !== undefined;
  if (isUsed && !call.takes_used_numbers) return refused(refuse('2011', 'out_trade_no is used'));
  const entry = paymentEntry(call, payType, book);
  const decided = { answer: paymentAnswer(entry, payType, call), entry };
  return { ...(call.ruling ? ruledPayment(decided, call.ruling, payType) : decided), remark };
}

/** "At most 20 characters, no special characters" is advice beside String(64): longer ones were sent, and none was seen refused. */
function goodsRemark(goods_name: string): string | undefined {
  const length = goods_name.length > 20 ? [...goods_name].length : 0;
  const isPlain = /^[\p{L}\p{M}\p{N} ._-]*$/u.test(goods_name);
  if (length <= 20 && isPlain) return undefined;
  return t`goods_name ${goods_name}: the documents advise at most 20 characters, and no special ones`;
}

function checkGoods({ is_strict }: Call, remark: string | undefined): RefusalAnswer | undefined {
  if (!is_strict || remark === undefined) return undefined;
  return refuse('1104', 'goods_name must be at most 20 letters, digits, spaces and . _ -');
}

function paymentEntry(call: Call, payType: PayType, book: Book): BookEntry {
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

function timesOf(
  made_at: number,
  { given, wallet }: Call,
  payType: PayType,
): Pick<BookEntry, 'expires_at' | 'pays_at'> {
  if (payType.result === 'none') return { pays_at: made_at };
  const { auto_pay_ms } = wallet;
  const expires_at = made_at + minutesOf(given, payType) * minute;
  return { expires_at, pays_at: auto_pay_ms === undefined ? undefined : made_at + auto_pay_ms };
}

/** The newest recording of this one alone has no `paydtm`; all others have one, although nothing is paid: the time that counts is in the query. */
const withoutPaydtm = '800101';

/** Flat. What QFPay sends for PayMe was recorded in 2022. */
function paymentAnswer(entry: BookEntry, payType: PayType, { wallet }: Call): JsonObject {
  const sysdtm = formatMoment(entry.made_at);
  const { qrcode, pay_url, payme_logo, pay_params } = payerFields(entry, payType, wallet);
  const { chnlsn, respmsg } = channelFields(entry, payType, wallet);
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
    paydtm: payType.code === withoutPaydtm ? undefined : sysdtm,
    txcurrcd: entry.txcurrcd,
    respmsg,
    chnlsn2: '',
    cardcd: '',
    udid: entry.udid ?? '',
    txamt: String(entry.txamt),
    respcd: '0000',
    chnlsn,
  };
}

/** The wallet's own number and word. */
function channelFields({ syssn }: BookEntry, { result, wallet, flow }: PayType, { random }: Wallet): WalletAnswer {
  if (wallet === 'payme' && flow === 'mpm')
    return { chnlsn: uuidOf(random), respmsg: 'PR001:Request for Payment Initiated' };
  return { chnlsn: result === 'none' ? channelNumber(syssn) : '', respmsg: '' };
}

interface WalletAnswer {
  readonly chnlsn: string;
  readonly respmsg: string;
}

function uuidOf(random: Wallet['random']): string {
  const text = Buffer.from(random.bytes(16)).toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), `4${text.slice(13, 16)}`, `a${text.slice(17, 20)}`, text.slice(20)].join(
    '-',
  );
}

const required = ['txamt', 'txcurrcd', 'out_trade_no', 'txdtm'];

const currency: ParameterFormat = {
  rule: 'must be a currency in capitals that the gateway takes',
  accepts: (text) => findCurrency(text) !== undefined,
};

const jsonObject: ParameterFormat = {
  rule: 'must be a JSON object',
  accepts: (text) => /^\s*\{/.test(text) && isJson(text),
};

/** A payment names whom this machine is to call: not what answers only to machines like it, and with nobody's password. */
const notifyUrl: ParameterFormat = {
  rule: 'must be a URL of at most 256 characters, without a user name or password and not of a link-local address',
  accepts: (text) => textUpTo(256).accepts(text) && (!URL.canParse(text) || isCallable(new URL(text))),
};

/** What QFPay's parameter tables say. */
export const formats: Formats = {
  txamt: cents,
  txcurrcd: currency,
  out_trade_no: number,
  txdtm: time,
  goods_name: textUpTo(64),
  udid: textUpTo(40),
  notify_url: notifyUrl,
  return_url: textUpTo(512),
  auth_code: textUpTo(128),
  openid: textUpTo(64),
  sub_openid: textUpTo(128),
  pay_tag: oneOf('ALIPAYHK', 'ALIPAYCN'),
  limit_pay: oneOf('no_credit'),
  rmb_tag: oneOf('Y'),
  extend_info: jsonObject,
};

const formatsWithMinutes: Formats = { ...formats, expired_time: integerBetween(5, 120) };

/** 1104 for the first parameter of a payment that breaks a rule, of every payment's or of its pay type's. */
function checkPayment(given: GivenParameter, payType: PayType): RefusalAnswer | undefined {
  const own = payType.expired_time ? formatsWithMinutes : formats;
  return checkGiven(given, [...required, ...requiredBy(payType)], own) ?? checkOwn(given, payType);
}

function checkOwn(given: GivenParameter, payType: PayType): RefusalAnswer | undefined {
  const broken = ownRules.find((rule) => rule.concerns(payType, given) && !rule.accepts(given));
  return broken && refuse('1104', broken.says);
}

/** One page alone marks `seller_id` as required; its absence is not known to be refused. */
function requiredBy({ required }: PayType): string[] {
  return required.filter((name) => name !== 'seller_id');
}

interface OwnRule {
  readonly says: string;
  concerns(payType: PayType, given: GivenParameter): boolean;
  accepts(given: GivenParameter): boolean;
}

const ownRules: readonly OwnRule[] = [
  {
    says: 'txcurrcd must be HKD for this pay_type',
    concerns: ({ wallet, region }) => wallet === 'fps' || (wallet === 'alipay' && region === 'HK'),
    accepts: (given) => given('txcurrcd') === 'HKD',
  },
  {
    says: 'txamt must be above 100 for pay_type 801101',
    concerns: ({ code }, given) => code === '801101' && given('txcurrcd') === 'HKD',
    accepts: (given) => Number(given('txamt')) > 100,
  },
  {
    says: 'txcurrcd must be CNY with rmb_tag Y',
    concerns: (_payType, given) => given('rmb_tag') === 'Y',
    accepts: (given) => given('txcurrcd') === 'CNY',
  },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What the payer needs: a QR code's text, a page, or parameters for the wallet's SDK; nothing where a code was scanned. */
function payerFields(entry: BookEntry, payType: PayType, wallet: Wallet): JsonObject {
  const link = `${wallet.url}/${entry.syssn}`;
  switch (payType.result) {
    case 'qrcode':
      // PayMe alone sends two fields more.
      return payType.wallet === 'payme'
        ? { qrcode: link, pay_url: '', payme_logo: 'https://payme.example/logo.png' }
        : { qrcode: link };
    case 'pay_url':
      return { pay_url: link };
    case 'pay_params':
      return { pay_params: payParams(entry, payType, { link, nonce: hex(wallet, 16), signature: hex(wallet, 16) }) };
    case 'none':
      return {};
  }
}

function hex(wallet: Wallet, count: number): string {
  return Buffer.from(wallet.random.bytes(count)).toString('hex');
}

interface PayerLink {
  readonly link: string;
  readonly nonce: string;
  readonly signature: string;
}

/** Each wallet has its own spelling. FPS opens an app by a link; where no shape is documented, a link is given as well. */
function payParams(entry: BookEntry, { code, wallet, flow }: PayType, made: PayerLink): Json {
  if (code === '800107') return { tradeNO: entry.syssn };
  if (wallet === 'wechat') return flow === 'in-app' ? wechatApp(entry, made) : wechatPage(entry, made);
  return wallet === 'alipay' ? alipayApp(entry, made) : made.link;
}

function wechatPage({ syssn, made_at }: BookEntry, { nonce, signature }: PayerLink): Json {
  return {
    timeStamp: seconds(made_at),
    nonceStr: nonce,
    paySign: signature,
    signType: 'MD5',
    appId: 'wx0000000000000000',
    package: `prepay_id=wx${syssn}`,
  };
}

function wechatApp({ syssn, made_at }: BookEntry, { nonce, signature }: PayerLink): Json {
  return {
    appid: 'wx0000000000000000',
    partnerid: '0000000000',
    prepayid: `wx${syssn}`,
    package: 'Sign=WXPay',
    noncestr: nonce,
    timestamp: Number(seconds(made_at)),
    sign: signature,
  };
}

/** As recorded in 2021, with a number where that has one. */
function alipayApp(
  { syssn, txamt, txcurrcd, goods_name, return_url = '' }: BookEntry,
  { link, signature }: PayerLink,
): Json {
  return {
    service: 'mobile.securitypay.pay',
    partner: '2088000000000000',
    seller_id: '2088000000000000',
    out_trade_no: syssn,
    subject: goods_name ?? '',
    body: goods_name ?? '',
    total_fee: txamt / 100,
    currency: txcurrcd,
    notify_url: link,
    return_url,
    payment_type: '1',
    payment_inst: 'ALIPAYHK',
    forex_biz: 'FP',
    _input_charset: 'UTF-8',
    it_b_pay: '30m',
    product_code: 'NEW_WAP_OVERSEAS_SELLER',
    secondary_merchant_id: '0000000000',
    secondary_merchant_name: 'Emulated shop',
    secondary_merchant_industry: '5812',
    sign: signature,
    sign_type: 'RSA',
  };
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
