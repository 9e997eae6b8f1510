import { t } from '../language/t.ts';
import type { JsonObject } from '../signature/python-json.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { type Book, type BookEntry, isCancellation, isTransaction } from './book.ts';
import {
  type Call,
  checkGiven,
  type Decided,
  type Formats,
  type GivenParameter,
  integerBetween,
  type ParameterFormat,
  refused,
  textUpTo,
  time,
} from './call.ts';
import { channelNumber, formatMoment } from './moment.ts';
import { errmsgOf, type RefusalAnswer, refuse } from './refusal.ts';
import { respcdAt, type State, stateOf } from './state.ts';

const payTypeList: ParameterFormat = {
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

interface QueryPage {
  /** From 1. */
  readonly page: number;
  readonly page_size: number;
}

/** Looks up; the outer code says that the call went through, each record has its own. Newest first. */
export function query(call: Call, book: Book): Decided {
  const refusal = checkGiven(call.given, [], formats) ?? checkWindow(call.given) ?? checkNamed(call);
  if (refusal) return refused(refusal);
  const page = Number(call.given('page') || 1);
  const page_size = Number(call.given('page_size') || 10);
  const data = findPage(call, book, { page, page_size }).map(formatRecord);
  const remark = isNamed(call.given)
    ? undefined
    : t`names no transaction and no time: the newest documents ask for one of syssn, out_trade_no or start_time and end_time`;
  return { answer: { respmsg: '', resperr: '请求成功', respcd: '0000', data, page, page_size }, remark };
}

/** Looks no further than the page's end: how many there are besides is not told. */
function findPage(call: Call, book: Book, { page, page_size }: QueryPage): FoundEntry[] {
  const { given, now, owner } = call;
  const respcd = given('respcd');
  const isOfType = isIn(given('pay_type'));
  const before = (page - 1) * page_size;
  const found = (entries: readonly BookEntry[]) =>
    entries.map((entry) => ({ entry, state: stateOf(entry, book, now) }));
  const named = namedEntries(call, book)?.filter(
    (entry) => isOfType(entry.pay_type) && (respcd === '' || respcd === codeOf(entry, book, now)),
  );
  if (named) return found(named.slice(before, before + page_size));
  const [start, end] = windowOf(given, now);
  const asked = {
    isWanted: (alike: Pick<BookEntry, 'kind' | 'pay_type'>) => isListed(alike) && isOfType(alike.pay_type),
    standing: respcd === '' ? undefined : { respcd, at: now },
  };
  return found(book.search(owner, { start, end, ...asked, skip: before, limit: page_size }));
}

function codeOf(entry: BookEntry, book: Book, now: Date): string {
  return respcdAt(entry, book.about(entry.syssn).find(isCancellation), now);
}

function checkWindow(given: GivenParameter): RefusalAnswer | undefined {
  const isHalf = (given('start_time') === '') !== (given('end_time') === '');
  return isHalf ? refuse('1104', 'start_time and end_time must come together') : undefined;
}

function isNamed(given: GivenParameter): boolean {
  return ['syssn', 'out_trade_no', 'start_time'].some((name) => given(name) !== '');
}

/** "One of them" is said by the newest page alone; others, and the vendor's own tests, ask for the current month. */
function checkNamed({ given, is_strict }: Call): RefusalAnswer | undefined {
  if (!is_strict || isNamed(given)) return undefined;
  return refuse('1104', 'syssn, out_trade_no or start_time and end_time is required');
}

/** What is asked for by number, the latest first; undefined where no number is named. */
function namedEntries(call: Call, book: Book): BookEntry[] | undefined {
  const { given, now, owner } = call;
  const [syssns, numbers] = [list(given('syssn')), list(given('out_trade_no'))];
  if (syssns.length > 0) return ofSyssns(syssns, call, book);
  if (numbers.length === 0) return undefined;
  const [start, end] = windowOf(given, now);
  const found = numbers.flatMap((number) => book.allByNumber(owner, number));
  return latestFirst(found.filter((entry) => isListed(entry) && start <= entry.made_at && entry.made_at <= end));
}

/** Given a `syssn`, the time of a transaction does not matter. What cancelled an order is found by its `syssn` only. */
function ofSyssns(syssns: readonly string[], { given, owner }: Call, book: Book): BookEntry[] {
  const isNamed = isIn(given('out_trade_no'));
  const found = syssns.flatMap((syssn) => book.find(syssn) ?? []);
  return latestFirst(
    found.filter((entry) => isTransaction(entry) && entry.owner === owner && isNamed(entry.out_trade_no)),
  );
}

function isListed({ kind }: Pick<BookEntry, 'kind'>): boolean {
  return kind === 'payment' || kind === 'refund' || kind === 'capture';
}

/** Of the same time the one that was named last comes first. */
function latestFirst(entries: readonly BookEntry[]): BookEntry[] {
  return entries.length < 2 ? [...entries] : [...entries].reverse().sort((a, b) => b.made_at - a.made_at);
}

function list(text: string): string[] {
  if (!text.includes(',')) return text === '' ? [] : [text];
  return [...new Set(text.split(','))].filter((item) => item !== '');
}

/** No list lets everything through. */
function isIn(text: string): (item: string) => boolean {
  if (text === '') return () => true;
  const items = list(text);
  return (item) => items.length === 0 || items.includes(item);
}

/** Between two seconds, both of them included, else the present month; in UTC+8, as `sysdtm` is. */
function windowOf(given: GivenParameter, now: Date): readonly [start: number, end: number] {
  const [start, end] = [given('start_time'), given('end_time')];
  if (start) return [msOf(start), msOf(end) + 999];
  return monthOf(now.getTime());
}

let latest: readonly [start: number, end: number] = [0, 0];

/** Kept, as nearly every query is about the same one. */
function monthOf(ms: number): readonly [start: number, end: number] {
  if (ms < latest[0] || ms > latest[1]) {
    const month = formatMoment(ms).slice(0, 7);
    latest = [msOf(`${month}-01 00:00:00`), startOfNextMonth(month) - 1];
  }
  return latest;
}

function msOf(text: string): number {
  return parseGatewayTime(text)?.getTime() ?? Number.NaN;
}

function startOfNextMonth(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [next_year, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return msOf(`${String(next_year).padStart(4, '0')}-${String(next).padStart(2, '0')}-01 00:00:00`);
}

/** A transaction that a query found, and how it stands. */
interface FoundEntry {
  readonly entry: BookEntry;
  readonly state: State;
}

/** One record of a query's `data`. `origssn` is null for a payment. */
export function formatRecord({ entry, state }: FoundEntry): JsonObject {
  const { respcd, cancel, paid_at } = state;
  return {
    syssn: entry.syssn,
    out_trade_no: entry.out_trade_no,
    chnlsn: paid_at === undefined ? '' : channelNumber(entry.syssn),
    goods_name: entry.goods_name ?? '',
    txcurrcd: entry.txcurrcd,
    origssn: entry.orig_syssn ?? null,
    pay_type: entry.pay_type,
    // As in its notification; that it is a capture, the hold that it names tells.
    order_type: entry.kind === 'capture' ? 'payment' : entry.kind,
    txdtm: entry.txdtm,
    txamt: String(entry.txamt),
    sysdtm: formatMoment(entry.made_at),
    cancel,
    paydtm: formatMoment(paid_at),
    cardcd: entry.cardcd ?? '',
    chnlsn2: '',
    userid: '2500000',
    respcd,
    goods_info: '',
    errmsg: respcd === '0000' ? 'success' : errmsgOf(respcd),
    clisn: '000001',
    cardtp: '5',
    udid: entry.udid ?? '',
    goods_detail: '',
  };
}
