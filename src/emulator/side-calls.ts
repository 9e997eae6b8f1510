import { crc32, deflateRawSync } from 'node:zlib';
import type { ServedResponse } from '../context/network.ts';
import type { JsonObject } from '../signature/python-json.ts';
import { type Book, type BookEntry, isTransaction, type Thing } from './book.ts';
import {
  type Call,
  checkGiven,
  type Decide,
  type Decided,
  type Formats,
  integerBetween,
  oneOf,
  type ParameterFormat,
  refused,
  textUpTo,
} from './call.ts';
import { formatMoment, parseDay } from './moment.ts';
import { refuse } from './refusal.ts';
import { payTypeOf, stateOf } from './state.ts';
import { dataAnswer, findThing, givenFields, pageAnswer, thingsOf } from './thing.ts';

/*
 * What a gateway answers beside transactions: notes, the statement of a day, intents of the Element SDK, customs, WeChat's login.
 */

const url: ParameterFormat = {
  rule: 'must be an http or https URL',
  accepts: (text) => /^https?:\/\/[^\s/]/.test(text),
};

/** A note that comes later takes the place of the one before. */
export const addNote: Decide = (call, book) => {
  const { given, owner } = call;
  const malformed = checkGiven(given, ['code', 'syssn', 'note'], { code: textUpTo(32), note: textUpTo(200) });
  if (malformed) return refused(malformed);
  if (given('mchid') !== '') return refused(refuse('1104', 'mchid must not be passed'));
  if (!owner.startsWith(`${given('code')}/`)) return refused(refuse('1104', 'code must be the app code'));
  const entry = ownEntry(given('syssn'), call, book);
  if (!entry) return refused(refuse('1136'));
  const note: Thing = {
    ...{ thing: 'note', id: `note/${entry.syssn}`, owner, made_at: call.now.getTime() },
    fields: givenFields(call, ['syssn', 'note']),
  };
  return { answer: dataAnswer({ syssn: entry.syssn }), things: [note] };
};

function ownEntry(syssn: string, { owner }: Call, book: Book): BookEntry | undefined {
  const entry = book.find(syssn);
  return entry?.owner === owner && isTransaction(entry) ? entry : undefined;
}

/** The transactions of a day as CSV in a zip: QFPay documents the zip, and nothing of what is in it. */
export const tradeBill: Decide = (call, book) => {
  const { given, now, owner } = call;
  const day: ParameterFormat = { rule: 'must be a day as YYYY-MM-DD', accepts: (text) => parseDay(text) !== undefined };
  const malformed = checkGiven(given, ['trade_date'], { trade_date: day });
  if (malformed) return refused(malformed);
  if (given('mchid') !== '') return refused(refuse('1104', 'mchid must not be passed'));
  const start = parseDay(given('trade_date')) ?? 0;
  if (start > now.getTime()) return refused(refuse('1104', 'trade_date must not be after today'));
  const day_long = { start, end: start + 86_400_000 - 1, isWanted: isTransaction };
  const rows = book.search(owner, day_long).toReversed();
  const lines = rows.map((entry) => lineOf(entry, book, now));
  const text = ['syssn,out_trade_no,order_type,pay_type,txamt,txcurrcd,sysdtm,respcd', ...lines, ''].join('\r\n');
  const file = zipOf(`trade_bill_${given('trade_date')}.csv`, Buffer.from(text, 'utf8'), now);
  return { answer: { respcd: '0000', file: file.toString('latin1') } };
};

function lineOf(entry: BookEntry, book: Book, now: Date): string {
  const { syssn, out_trade_no, kind, pay_type, txamt, txcurrcd, made_at } = entry;
  const { respcd } = stateOf(entry, book, now);
  return [syssn, quoted(out_trade_no), kind, pay_type, txamt, txcurrcd, formatMoment(made_at), respcd].join(',');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The zip itself; a refusal comes as JSON. */
export function fileResponse({ file }: JsonObject): ServedResponse | undefined {
  if (typeof file !== 'string') return undefined;
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: Buffer.from(file, 'latin1') };
}

const customsFormats: Formats = {
  trade_type: oneOf('weixin', 'alipay'),
  syssn: textUpTo(32),
  customs: textUpTo(20),
  mch_customs_no: textUpTo(20),
  action_type: oneOf('ADD', 'MODIFY'),
  sub_order_no: textUpTo(64),
  fee_type: oneOf('CNY'),
  order_fee: integerBetween(1, 99_999_999),
  product_fee: integerBetween(1, 99_999_999),
  transport_fee: integerBetween(0, 99_999_999),
  amount: { rule: 'must be an amount such as 2.00', accepts: (text) => /^\d+\.\d\d$/.test(text) },
};
const split = ['sub_order_no', 'fee_type', 'order_fee', 'product_fee', 'transport_fee'];
const declarationFields = ['trade_type', 'syssn', 'customs', 'mch_customs_no', ...split];

/** A declaration of what is paid; the same one again has to say that it is changed. */
export const customsDeclare: Decide = (call, book) => {
  const { given } = call;
  const isSplit = split.some((name) => given(name) !== '');
  const required = ['trade_type', 'syssn', 'customs', 'mch_customs_no', ...(isSplit ? split : [])];
  const malformed = checkGiven(given, required, customsFormats);
  if (malformed) return refused(malformed);
  const sum = Number(given('product_fee')) + Number(given('transport_fee'));
  if (isSplit && Number(given('order_fee')) !== sum)
    return refused(refuse('1104', 'order_fee must be product_fee and transport_fee'));
  const refusal = notPaid(call, book);
  if (refusal) return refusal;
  const before = findThing('declaration', declarationId(call), call, book);
  if (before && given('action_type') !== 'MODIFY')
    return refused(refuse('1104', 'declared already: action_type must be MODIFY'));
  return declared(call);
};

export const customsRedeclare: Decide = (call, book) => {
  const required = ['trade_type', 'syssn', 'customs', 'mch_customs_no'];
  const malformed = checkGiven(call.given, required, { ...customsFormats, sub_order_no: textUpTo(40) });
  if (malformed) return refused(malformed);
  const before = findThing('declaration', declarationId(call), call, book);
  return before ? declared(call) : refused(refuse('1136', 'never declared'));
};

export const customsQuery: Decide = (call, book) => {
  const malformed = checkGiven(call.given, ['trade_type', 'syssn', 'customs'], customsFormats);
  if (malformed) return refused(malformed);
  const { given } = call;
  const rows = thingsOf('declaration', call, book).filter(
    ({ fields }) =>
      ['trade_type', 'syssn', 'customs'].every((name) => fields[name] === given(name)) &&
      (given('sub_order_no') === '' || fields['sub_order_no'] === given('sub_order_no')),
  );
  const row = ({ fields }: Thing): JsonObject => ({
    ...{ resperr: '', errmsg: 'SUCCESS', sub_order_no: fields['sub_order_no'] ?? '' },
    ...verified(fields['syssn'] ?? ''),
  });
  return { answer: pageAnswer(rows.map(row), call) };
};

function notPaid(call: Call, book: Book): Decided | undefined {
  const { given, now } = call;
  const entry = ownEntry(given('syssn'), call, book);
  if (entry?.kind !== 'payment') return refused(refuse('1136'));
  const { wallet } = payTypeOf(entry.pay_type) ?? {};
  const wanted = given('trade_type') === 'weixin' ? 'wechat' : 'alipay';
  if (!wallet?.startsWith(wanted)) return refused(refuse('1104', `trade_type does not fit pay_type ${entry.pay_type}`));
  return stateOf(entry, book, now).respcd === '0000' ? undefined : refused(refuse('1261'));
}

function declarationId({ given, owner }: Call): string {
  return ['declaration', owner, given('syssn'), given('customs'), given('sub_order_no')].join('/');
}

function declared(call: Call): Decided {
  const { given, owner, now } = call;
  const fields = givenFields(call, declarationFields);
  const made: Thing = { thing: 'declaration', id: declarationId(call), owner, made_at: now.getTime(), fields };
  const answer = {
    respcd: '0000',
    resperr: 'success',
    respmsg: '',
    syssn: given('syssn'),
    ...verified(given('syssn')),
  };
  return { answer, things: [made] };
}

function verified(syssn: string): JsonObject {
  return { verify_department: 'NETSUNION', verify_department_trade_id: `NU${syssn.slice(-18)}` };
}

/** WeChat sends the payer back with a code, which is good once. */
export const oauthCode: Decide = (call) => {
  const malformed = checkGiven(call.given, ['app_code', 'redirect_uri'], { app_code: textUpTo(32), redirect_uri: url });
  if (malformed) return refused(malformed);
  const code = Buffer.from(call.wallet.random.bytes(16)).toString('hex');
  const { owner, now, given } = call;
  const made: Thing = { thing: 'oauth_code', id: code, owner, made_at: now.getTime(), fields: {} };
  const target = new URL(given('redirect_uri'));
  target.searchParams.set('code', code);
  return { answer: { respcd: '0000', location: target.toString() }, things: [made] };
};

export function redirectResponse({ location }: JsonObject): ServedResponse | undefined {
  return typeof location === 'string' ? { status: 302, headers: { location }, body: '' } : undefined;
}

export const openid: Decide = (call, book) => {
  const { given, wallet } = call;
  if (given('code') === '') return refused(refuse('1104', 'code is required'));
  const found = findThing('oauth_code', given('code'), call, book);
  if (!found) return refused(refuse('1104', 'code is unknown, or was used before'));
  const suffix = Buffer.from(wallet.random.bytes(13)).toString('hex');
  const answer = { respcd: '0000', resperr: 'success', respmsg: '', openid: `o${suffix}` };
  return { answer, things: [{ ...found, is_gone: true as const }] };
};

/** A zip with one file in it, as any unpacker reads it: local header, data, directory, end. */
export function zipOf(name: string, content: Buffer, now: Date): Buffer {
  const data = deflateRawSync(content);
  const label = Buffer.from(name, 'utf8');
  const facts = factsOf(content, data, label, now);
  const local = Buffer.concat([numbers([0x04034b50, 4], [20, 2]), facts, numbers([0, 2]), label, data]);
  const central = Buffer.concat([
    ...[numbers([0x02014b50, 4], [20, 2], [20, 2]), facts],
    ...[numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [0, 4]), label],
  ]);
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [1, 2], [1, 2], [central.length, 4], [local.length, 4], [0, 2]);
  return Buffer.concat([local, central, end]);
}

/** What both headers say: UTF-8 names, deflated, when, what it has to sum up to, how long it is packed, unpacked and named. */
function factsOf(content: Buffer, data: Buffer, label: Buffer, now: Date): Buffer {
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1);
  const day = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate();
  const sizes = [data.length, content.length].map((size): [number, number] => [size, 4]);
  return numbers([0x0800, 2], [8, 2], [time, 2], [day, 2], [crc32(content), 4], ...sizes, [label.length, 2]);
}

/** Little-endian, each with its width in bytes. */
function numbers(...list: readonly (readonly [value: number, width: number])[]): Buffer {
  return Buffer.concat(
    list.map(([value, width]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value >>> 0, 0, width);
      return bytes;
    }),
  );
}
