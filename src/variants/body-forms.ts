import { isLosslessNumber, LosslessNumber, parse } from 'lossless-json';
import type { Parameter } from '../signature/sign.ts';
import type { EvidenceId } from './cause-ids.ts';
import { commonStyles, type JsonStyle, rarerStyles, writeJson } from './json-forms.ts';
import { pythonBytes, pythonOf, pythonRepr } from './language-forms.ts';
import { escapeHtml, unescapeHtml } from './rules/escape-rules.ts';

/** A body as something between the wire and here wrote it, or as it was before. */
export interface BodyForm {
  readonly how: EvidenceId;
  readonly text: string;
  /** The fields that it has otherwise, where it is but some. */
  readonly names?: readonly string[];
}

type BodyMember = readonly [name: string, value: unknown];

/** What a framework does to the fields of a JSON object; the same fields where there is nothing to be done. */
interface FieldChange {
  readonly how: EvidenceId;
  change(entries: readonly BodyMember[]): readonly BodyMember[];
}

/** QFPay writes `json.dumps` of Python, of some channels with letters beyond ASCII as they are. */
const qfpayStyles = commonStyles.filter(
  ({ between, order, write }) => between === ', ' && !order && write !== undefined,
);
const rawStyle: JsonStyle = { between: ', ', colon: ': ' };

/**
 * The order of the fields in what QFPay sends, as recorded: notifications of payments and refunds, then answers. It is that of
 * a hash table, so that no rule gives it; of a message with fewer fields it is the same without those.
 */
const orders: readonly (readonly string[])[] = [
  'status pay_type sysdtm paydtm goods_name txcurrcd txdtm mchid txamt exchange_rate chnlsn2 out_trade_no syssn cash_fee_type cancel respcd goods_info cash_fee notify_type chnlsn cardcd',
  'sysdtm txcurrcd orig_out_trade_no mchid txdtm txamt orig_syssn out_trade_no syssn respcd notify_type',
  'surcharge_fee qrcode pay_type surcharge_rate resperr txdtm out_trade_no syssn sysdtm txcurrcd respmsg chnlsn2 cardcd udid txamt respcd chnlsn',
  'sysdtm paydtm udid txcurrcd txdtm txamt resperr respmsg out_trade_no syssn pay_params pay_type cardcd respcd chnlsn',
  'sysdtm paydtm txcurrcd respmsg pay_type cardcd udid txdtm txamt resperr out_trade_no syssn respcd pay_url chnlsn',
  'orig_syssn sysdtm paydtm txdtm udid txcurrcd txamt resperr respmsg out_trade_no syssn respcd chnlsn cardcd',
  'orig_syssn txcurrcd out_trade_no respcd resperr respmsg',
  'pay_type resperr txcurrcd txdtm txamt respmsg out_trade_no syssn respcd',
  'respmsg resperr respcd data page page_size',
].map((names) => names.split(' '));

const known: ReadonlySet<string> = new Set([
  ...orders.flat(),
  ...[
    'cash_refund_fee',
    'cash_refund_fee_type',
    'cardtp',
    'order_type',
    'clisn',
    'userid',
    'errmsg',
    'event',
    'tokenid',
  ],
  ...['token_expiry_date', 'card_scheme', 'customer_id', 'token_reason', 'token_reference', 'subscription_id', 'state'],
  ...['subscription_order_id', 'product_id', 'current_iteration', 'orig_sysdtm', 'origssn', 'code_url', 'txstatus'],
]);

/** What the order does not have stays behind the rest. */
function ordered(entries: readonly BodyMember[], order: readonly string[]): readonly BodyMember[] {
  const places = new Map(order.map((name, place) => [name, place]));
  const placeOf = ([name]: BodyMember) => places.get(name) ?? order.length;
  return [...entries].sort((a, b) => placeOf(a) - placeOf(b));
}

function without(...names: readonly string[]): FieldChange['change'] {
  return (entries) => entries.filter(([name]) => !names.includes(name));
}

function each(write: (value: unknown) => unknown): FieldChange['change'] {
  return (entries) => entries.map(([name, value]): BodyMember => [name, write(value)]);
}

const ofTexts = (write: (text: string) => unknown) =>
  each((value) => (typeof value === 'string' ? write(value) : value));

function asNumber(text: string): unknown {
  return /^(0|[1-9]\d*)(\.\d+)?$/.test(text) ? new LosslessNumber(text) : text;
}

/** Those of which two may have been done come in the order in which they are undone. */
const changes: readonly FieldChange[] = [
  { how: 'json-fields-added', change: without('controller', 'action', 'format', 'notification', 'payment', 'qfpay') },
  { how: 'json-fields-added', change: (entries) => entries.filter(([name]) => known.has(name)) },
  { how: 'json-null-as-empty', change: each((value) => (value === null ? '' : value)) },
  { how: 'json-empty-as-null', change: ofTexts((text) => (text === '' ? null : text)) },
  { how: 'json-without-empty', change: (entries) => entries.filter(([, value]) => value !== '' && value !== null) },
  { how: 'json-texts', change: each((value) => (isLosslessNumber(value) ? value.value : value)) },
  { how: 'json-numbers', change: ofTexts(asNumber) },
  {
    how: 'json-numbers',
    change: (entries) =>
      entries.map(([name, value]) => [name, name === 'txamt' && typeof value === 'string' ? asNumber(value) : value]),
  },
  { how: 'json-trimmed', change: ofTexts((text) => text.trim()) },
  { how: 'json-html-escaped', change: ofTexts((text) => escapeHtml(text, ['&quot;', '&#039;'])) },
  { how: 'json-html-escaped', change: ofTexts((text) => escapeHtml(text, ['&quot;', '&#39;'])) },
  { how: 'json-html-escaped', change: ofTexts(unescapeHtml) },
  ...orders.map((order): FieldChange => ({ how: 'json-in-qfpay-order', change: (entries) => ordered(entries, order) })),
  { how: 'json-empty-lost', change: (entries) => withEmpty(entries) },
];

/** Fields of a payment's notification that are there without a value as a rule. */
function withEmpty(entries: readonly BodyMember[]): readonly BodyMember[] {
  const [order = []] = orders;
  const missing = order.filter((name) => !entries.some(([given]) => given === name));
  return ordered([...entries, ...missing.map((name): BodyMember => [name, ''])], order);
}

/**
 * The same fields in every way in which a library, a framework or a person may have written them.
 * @param fields in their order, for a body that is no JSON: one that was printed as an object of some language
 */
export function* bodyForms(body: string, fields: readonly Parameter[]): Iterable<BodyForm> {
  yield* writtenWhole(body);
  const entries = entriesOf(body) ?? fields;
  if (entries.length === 0) return;
  const again = (given: readonly BodyMember[], styles: readonly JsonStyle[]) =>
    styles.map((style) => writeJson(Object.fromEntries(given), style));
  for (const text of again(entries, [...commonStyles, ...rarerStyles])) {
    if (text !== body.trimEnd()) yield { how: 'json-written-again', text };
  }
  yield* asJavaScriptHasIt(body);
  yield* changedOnce(entries, again);
  yield* changedTwice(entries, again);
  for (const text of again(entries, [...qfpayStyles, ...commonStyles.slice(0, 4)])) yield* printedBody(text);
}

type Writer = (entries: readonly BodyMember[], styles: readonly JsonStyle[]) => string[];

function* changedOnce(entries: readonly BodyMember[], write: Writer): Iterable<BodyForm> {
  for (const { how, change } of changes) {
    const after = change(entries);
    if (isSame(after, entries)) continue;
    const names = namesChanged(entries, after);
    for (const text of write(after, commonStyles)) yield { how, text, names };
  }
}

/** Only as QFPay writes, and as JavaScript does: what a framework changed twice is the body that came. */
function* changedTwice(entries: readonly BodyMember[], write: Writer): Iterable<BodyForm> {
  for (const [place, first] of changes.entries()) {
    const once = first.change(entries);
    if (isSame(once, entries)) continue;
    for (const second of changes.slice(place + 1)) {
      const twice = second.change(once);
      if (second.how === first.how || isSame(twice, once)) continue;
      const names = namesChanged(entries, twice);
      for (const text of write(twice, [...qfpayStyles, rawStyle, ...commonStyles.slice(0, 1)]))
        yield { how: first.how, text, names };
    }
  }
}

/** The order counts, too. */
function isSame(a: readonly BodyMember[], b: readonly BodyMember[]): boolean {
  return a.length === b.length && a.every(([name, value], place) => name === b[place]?.[0] && value === b[place]?.[1]);
}

function namesChanged(a: readonly BodyMember[], b: readonly BodyMember[]): string[] {
  const [before, after] = [new Map(a), new Map(b)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => before.has(name) !== after.has(name) || before.get(name) !== after.get(name));
}

/** The text itself: encoded as JSON once more, or printed by a language that had it as bytes or as a dictionary. */
function* writtenWhole(body: string): Iterable<BodyForm> {
  const inner = parsed(body);
  if (typeof inner === 'string') yield { how: 'json-twice', text: inner };
  yield* printedBody(body);
}

function* printedBody(text: string): Iterable<BodyForm> {
  for (const { write } of [...commonStyles, ...rarerStyles.slice(0, 1)]) {
    const quoted = JSON.stringify(text);
    yield { how: 'json-twice', text: write ? write(quoted) : quoted };
  }
  yield { how: 'json-as-bytes', text: pythonBytes(text) };
  yield { how: 'json-as-bytes', text: pythonRepr(text) };
  const dict = pythonOf(text);
  if (dict !== undefined) yield { how: 'json-as-dict', text: dict };
  const object = entriesOf(text);
  if (!object) return;
  const pairs = object.map(
    ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
  );
  yield { how: 'json-as-dict', text: `{${pairs.map(([name, value]) => `"${name}"=>"${value}"`).join(', ')}}` };
  yield { how: 'json-as-dict', text: `{${pairs.map(([name, value]) => `"${name}" => "${value}"`).join(', ')}}` };
  yield { how: 'json-as-dict', text: `{${pairs.map(([name, value]) => `${name}=${value}`).join(', ')}}` };
  yield {
    how: 'json-as-dict',
    text: `map[${[...pairs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}:${value}`)
      .join(' ')}]`,
  };
  for (const word of ['[object Object]', 'Array']) yield { how: 'json-as-dict', text: word };
}

/** Of long digits it keeps seventeen. */
function* asJavaScriptHasIt(body: string): Iterable<BodyForm> {
  try {
    const text = JSON.stringify(JSON.parse(body));
    if (text !== body.trimEnd()) yield { how: 'json-written-again', text };
  } catch {
    // No JSON, or nested so deep that the stack does not hold it.
  }
}

function entriesOf(body: string): readonly BodyMember[] | undefined {
  const value = parsed(body);
  const is_object = typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
  return is_object ? Object.entries(value) : undefined;
}

function parsed(body: string): unknown {
  try {
    return parse(body);
  } catch {
    return undefined;
  }
}
