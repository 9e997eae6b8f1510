import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { Book } from './book.ts';
import { type Call, type Decided, refused } from './call.ts';
import type { Entry } from './entry.ts';
import { checkGiven, type Format, type Formats, type Given, integerBetween, textUpTo, time } from './given.ts';
import { formatMoment } from './moment.ts';
import { type Found, formatRecord } from './record.ts';
import { type Refusal, refuse } from './refusal.ts';
import { stateOf } from './state.ts';

const payTypeList: Format = {
  rule: 'must be six digits, or a list of such',
  accepts: (text) => /^\d{6}(,\d{6})*$/.test(text),
};

const formats: Formats = {
  syssn: textUpTo(128),
  out_trade_no: textUpTo(128),
  start_time: time,
  end_time: time,
  pay_type: payTypeList,
  respcd: { rule: 'must be four digits', accepts: (text) => /^\d{4}$/.test(text) },
  page: integerBetween(1, 999_999_999),
  page_size: integerBetween(1, 100),
};

/** Looks up; the outer code says that the call went through, each record has its own. Newest first. */
export function query(call: Call, book: Book): Decided {
  const refusal = checkGiven(call.given, [], formats) ?? checkNamed(call.given);
  if (refusal) return refused(refusal);
  const page = Number(call.given('page') || 1);
  const page_size = Number(call.given('page_size') || 10);
  const data = findRecords(call, book).slice((page - 1) * page_size, page * page_size);
  const answer = { respmsg: '', resperr: '请求成功', respcd: '0000', data: data.map(formatRecord), page, page_size };
  return { answer };
}

function checkNamed(given: Given): Refusal | undefined {
  const [start, end] = [given('start_time'), given('end_time')];
  if ((start === '') !== (end === '')) return refuse('1104', 'start_time and end_time must come together');
  if (given('syssn') || given('out_trade_no') || start) return undefined;
  return refuse('1104', 'syssn, out_trade_no or start_time and end_time is required');
}

function findRecords(call: Call, book: Book): Found[] {
  const { given, now } = call;
  const hasType = isIn(given('pay_type'));
  return candidates(call, book)
    .filter((entry) => entry.owner === call.owner && hasType(entry.pay_type))
    .map((entry) => ({ entry, state: stateOf(entry, book, now) }))
    .filter(({ state }) => ['', state.respcd].includes(given('respcd')))
    .reverse()
    .sort((a, b) => b.entry.made_at - a.entry.made_at);
}

/** Given a `syssn`, the time of a transaction does not matter. What cancelled an order is found by its `syssn` only. */
function candidates({ given, now, owner }: Call, book: Book): Entry[] {
  const [syssns, numbers] = [list(given('syssn')), list(given('out_trade_no'))];
  if (syssns.length > 0) {
    const isNamed = isIn(given('out_trade_no'));
    return syssns.flatMap((syssn) => book.find(syssn) ?? []).filter((entry) => isNamed(entry.out_trade_no));
  }
  const named = numbers.length > 0 ? numbers.flatMap((name) => book.findByNumber(owner, name) ?? []) : [...book.all()];
  const isInside = windowOf(given, now);
  return named.filter((entry) => ['payment', 'refund'].includes(entry.kind) && isInside(formatMoment(entry.made_at)));
}

/** Between two times, both of them included, else the present month; in UTC+8, as `sysdtm` is. */
function windowOf(given: Given, now: Date): (sysdtm: string) => boolean {
  const [start, end] = [given('start_time'), given('end_time')];
  if (start) return (sysdtm) => start <= sysdtm && sysdtm <= end;
  const month = formatGatewayTime(now).slice(0, 7);
  return (sysdtm) => sysdtm.startsWith(month);
}

function list(text: string): string[] {
  return [...new Set(text.split(','))].filter((item) => item !== '');
}

/** No list lets everything through. */
function isIn(text: string): (item: string) => boolean {
  const items = list(text);
  return (item) => items.length === 0 || items.includes(item);
}
