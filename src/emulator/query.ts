import { parseGatewayTime } from '../transaction/txdtm.ts';
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
  const data = takePage(findRecords(call, book), page, page_size).map(formatRecord);
  return { answer: { respmsg: '', resperr: '请求成功', respcd: '0000', data, page, page_size } };
}

/** Looks no further than the page's end: how many there are besides is not told. */
function takePage(records: Iterable<Found>, page: number, page_size: number): Found[] {
  const taken: Found[] = [];
  let count = 0;
  for (const record of records) {
    count += 1;
    if (count > (page - 1) * page_size) taken.push(record);
    if (taken.length === page_size) break;
  }
  return taken;
}

function checkNamed(given: Given): Refusal | undefined {
  const [start, end] = [given('start_time'), given('end_time')];
  if ((start === '') !== (end === '')) return refuse('1104', 'start_time and end_time must come together');
  if (given('syssn') || given('out_trade_no') || start) return undefined;
  return refuse('1104', 'syssn, out_trade_no or start_time and end_time is required');
}

function* findRecords(call: Call, book: Book): Generator<Found> {
  const { given, now, owner } = call;
  const hasType = isIn(given('pay_type'));
  for (const entry of candidates(call, book)) {
    if (entry.owner !== owner || !hasType(entry.pay_type)) continue;
    const state = stateOf(entry, book, now);
    if (['', state.respcd].includes(given('respcd'))) yield { entry, state };
  }
}

/** Given a `syssn`, the time of a transaction does not matter. What cancelled an order is found by its `syssn` only. */
function* candidates({ given, now, owner }: Call, book: Book): Generator<Entry> {
  const [syssns, numbers] = [list(given('syssn')), list(given('out_trade_no'))];
  if (syssns.length > 0) {
    const isNamed = isIn(given('out_trade_no'));
    const found = syssns.flatMap((syssn) => book.find(syssn) ?? []);
    yield* latestFirst(found.filter((entry) => isNamed(entry.out_trade_no)));
    return;
  }
  const [start, end] = windowOf(given, now);
  if (numbers.length === 0) {
    for (const entry of book.between(start, end)) if (isListed(entry)) yield entry;
    return;
  }
  const found = numbers.flatMap((name) => book.findByNumber(owner, name) ?? []);
  yield* latestFirst(found.filter((entry) => isListed(entry) && start <= entry.made_at && entry.made_at <= end));
}

function isListed({ kind }: Entry): boolean {
  return kind === 'payment' || kind === 'refund';
}

/** Of the same time the one that was named last comes first. */
function latestFirst(entries: readonly Entry[]): Entry[] {
  return entries.length < 2 ? [...entries] : [...entries].reverse().sort((a, b) => b.made_at - a.made_at);
}

/** Between two seconds, both of them included, else the present month; in UTC+8, as `sysdtm` is. */
function windowOf(given: Given, now: Date): readonly [start: number, end: number] {
  const [start, end] = [given('start_time'), given('end_time')];
  if (start) return [msOf(start), msOf(end) + 999];
  return monthOf(formatMoment(now.getTime()).slice(0, 7));
}

let lastMonth: { readonly month: string; readonly window: readonly [start: number, end: number] } | undefined;

/** Kept, as nearly every query is about the same one. */
function monthOf(month: string): readonly [start: number, end: number] {
  if (lastMonth?.month !== month) {
    lastMonth = { month, window: [msOf(`${month}-01 00:00:00`), startOfNextMonth(month) - 1] };
  }
  return lastMonth.window;
}

function msOf(text: string): number {
  return parseGatewayTime(text)?.getTime() ?? Number.NaN;
}

function startOfNextMonth(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [next_year, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return msOf(`${String(next_year).padStart(4, '0')}-${String(next).padStart(2, '0')}-01 00:00:00`);
}

function list(text: string): string[] {
  if (text === '') return [];
  return [...new Set(text.split(','))].filter((item) => item !== '');
}

/** No list lets everything through. */
function isIn(text: string): (item: string) => boolean {
  const items = list(text);
  return (item) => items.length === 0 || items.includes(item);
}
