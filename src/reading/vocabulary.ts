import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';
import type { ResponseFields } from '../signature/verify.ts';
import { decodeUtf8, entryText, isNested, type JsonEntry, jsonEntries } from './json-values.ts';
import { type ReadParameters, splitPairs } from './read-parameters.ts';

/** Names that only QFPay's API has, in whatever case and however their words are joined. */
const ownNames = [
  ...[
    'tx_amt',
    'tx_curr_cd',
    'tx_dtm',
    'tx_zone',
    'out_trade_no',
    'sys_sn',
    'orig_sys_sn',
    'mch_id',
    'mchnt_id',
    'pay_type',
  ],
  ...[
    'pay_source',
    'notify_type',
    'resp_cd',
    'resp_err',
    'resp_msg',
    'goods_name',
    'goods_info',
    'notify_url',
    'auth_code',
  ],
  ...[
    'sys_dtm',
    'pay_dtm',
    'start_time',
    'end_time',
    'page_size',
    'pay_tag',
    'limit_pay',
    'rmb_tag',
    'sub_openid',
    'token_id',
  ],
  ...[
    'customer_id',
    'subscription_id',
    'product_id',
    'expired_time',
    'checkout_expired_time',
    'sub_order_no',
    'trade_date',
  ],
];

const strongName = ownNames.map((name) => name.replaceAll('_', '_?')).join('|');

/** Where a text has the name of a parameter; global, to be walked along with `matchAll`. */
export const knownName = new RegExp(
  `(?:(?<=\\\\(?:[nrt]|x[\\da-f]{2}|u00[\\da-f]{2}))|(?<![A-Za-z\\d]))(?:${strongName})(?![A-Za-z\\d])`,
  'gi',
);

const byLetters = new Map(ownNames.map((name) => [name.replaceAll('_', ''), name]));

/** Whether a text is worth being looked at more closely. One pattern does for both: it is large, and compiled at each start. */
export function hasKnownName(text: string): boolean {
  return text.search(knownName) !== -1;
}

/** Whether a text may have such a name: quick, and true of some that have none. */
export function mayHoldKnownName(text: string): boolean {
  const letters = text.toLowerCase().replaceAll('_', '');
  return [...byLetters.keys()].some((name) => letters.includes(name));
}

/** A text says the same few names again and again. */
const ownOrNot = new Map<string, boolean>();
const mostKept = 1_000;

/** In whatever case, and with or without each of its underscores. */
function isOwnName(name: string): boolean {
  if (name.length > longestOwn) return false;
  const kept = ownOrNot.get(name);
  if (kept !== undefined) return kept;
  if (ownOrNot.size >= mostKept) ownOrNot.clear();
  const is_own = isWrittenOwn(name);
  ownOrNot.set(name, is_own);
  return is_own;
}

const longestOwn = Math.max(...ownNames.map(({ length }) => length));

function isWrittenOwn(name: string): boolean {
  const written = /^\w+$/.test(name) ? name.toLowerCase() : '';
  let at = 0;
  for (const letter of byLetters.get(written.replaceAll('_', '')) ?? '') {
    if (written[at] === letter) at++;
    else if (letter !== '_') return false;
  }
  return at > 0 && at === written.length;
}

/** Words that are parameters of some call, but stand in other texts as well. */
const weakNames =
  /^(?:sign|sign_?type|udid|openid|page|amount|app_?code|lang|code|note|name|phone|email|description|currency|(?:return|cancel|failed|redirect)_?ur[il]|extend_?info|seller_?id|billing_address|interval(?:_count)?|products|total_billing_cycles|usage_type|state|trade_type|customs|fee_type|(?:order|product|transport)_fee|mch_customs_n(?:o|ame)|action_type|out_request_no|subscription_order_id|token_(?:expiry|reason|reference)|mchntnm|userid|chnlsn2?|cancel|status|txstatus|clisn|cardtp|cash_fee(?:_type)?|exchange_rate|order_type|errmsg|qrcode|pay_url|qf_trade_no|orig_?out_trade_no|origssn)$/i;

/** Whether QFPay's API has a parameter or field of this name, whatever its case. */
export function isKnownName(name: string): boolean {
  return isOwnName(name) || weakNames.test(name);
}

/** A form of a call whose names stand in other texts as well, such as a customer's `name=…&phone=…`. */
export function isWeakForm(text: string): boolean {
  if (!/^[A-Za-z_]\w{1,40}=[^\s"'<>]*&/.test(text)) return false;
  const names = text.split('&', 60).map((part) => part.split('=', 1)[0] ?? '');
  return names.filter(isKnownName).length > 1 && names.every((name) => /^[A-Za-z_]\w*$/.test(name));
}

/** Whether a text that is whole can be a request: it has a name of QFPay's, or is a form of two that could be. */
export function canBeParameters(text: string): boolean {
  return hasKnownName(text) || isWeakForm(text.trim());
}

export function countKnown(names: readonly string[]): number {
  return new Set(names.filter(isOwnName).map((name) => name.toLowerCase())).size;
}

/** What can be a parameter's name at all; a heading, or a piece of prose, is none. */
export function canBeName(name: string): boolean {
  return /^[A-Za-z_][\w.[\]-]{0,63}$/.test(name) && !/^x[-_]/i.test(name);
}

/** What databases and serialisers add of their own. Any other name with such a mark is one that somebody chose, and sent. */
export function isStoreName(name: string): boolean {
  return /^(?:\$type|@class|__v|__typename|_id|(?:created|updated|deleted)(?:At|_at))$/.test(name);
}

/** Words that loggers write in the same way as parameters. */
export function isLoggerName(name: string): boolean {
  return /^(?:time|ts|timestamp|level|lvl|severity|msg|message|logger|caller|method|url|path|host|duration|cost|took|status|trace_?id|span_?id|request_?id|pid|thread|component|service|source|module|app|env|event|index|sourcetype|file|line|func(?:tion)?|class|tag|job|stage|region|pod|container|namespace)$/i.test(
    name,
  );
}

/** Whether a name stands for a parameter where it stands among them: a gateway that reads it has to have it signed. */
export function isSentName(name: string): boolean {
  return /^[A-Za-z]\w*$/.test(name) && !isLoggerName(name) && !/^(?:[A-Z][a-z]+|count|length|size)$/.test(name);
}

/** `name=value` words of a command line: the shell has taken its quotes off, the rest is raw. */
export function readWords(words: readonly string[]): ReadParameters {
  return splitPairs(words, (place) => t`argument ${place + 1}`);
}

/** The scalar fields of an answer's body as raw text, every digit kept; undefined for what is no JSON object. */
export function responseFields(body: Uint8Array): ResponseFields | undefined {
  const entries = jsonEntries(decodeUtf8(body) ?? '');
  if (!entries) return undefined;
  const data = jsonEntries(entries.find(({ name }) => name === 'data')?.raw ?? '');
  return { top: scalars(entries), data: data && scalars(data), has_nested: entries.some(isNested) };
}

function scalars(entries: readonly JsonEntry[]): Parameter[] {
  return entries.filter((entry) => !isNested(entry)).map((entry) => [entry.name, entryText(entry)]);
}

/**
 * Values that no text can stand for. Whoever signs needs the text; whoever searches for what was signed has the bytes.
 */
export function charsetFaults({ value_bytes = [] }: ReadParameters): Fault[] {
  return value_bytes.map(([field]) => ({ field, rule: t`must be UTF-8 when it is percent-decoded` }));
}
