import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import { type RefundSum, sumKey } from '../refund/refund-number.ts';
import { parseAmount, parseTxamt } from '../transaction/money.ts';
import { checkOutTradeNo, numberRules } from '../transaction/out-trade-no.ts';
import { readCsv, readNdjson } from './read-table.ts';
import type { RawRow, RefundList, RefundRow } from './refund-row.ts';

/** The refunds that a file asks for, CSV or NDJSON, with every fault of every line. Asks nothing of anybody. */
export function readRefundList(bytes: Uint8Array): RefundList {
  const decoded = decodeList(bytes);
  if ('fault' in decoded) return { rows: [], notes: [], faults: [decoded.fault] };
  const { text } = decoded;
  const first = text.trimStart().charAt(0);
  if (first === '[') return { rows: [], notes: [], faults: [arrayFault()] };
  const raw = first === '{' ? readNdjson(text) : readCsv(text);
  const faults: Fault[] = [...raw.faults];
  const rows = raw.rows.flatMap((row) => readRow(row, raw.has_decimal_comma, faults) ?? []);
  if (raw.rows.length === 0 && faults.length === 0) faults.push(noRows());
  faults.push(...twinFaults(rows));
  return { rows, notes: raw.notes, faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

function arrayFault(): Fault {
  return {
    field: 'file',
    rule: t`must be CSV, or one JSON object a line and no array`,
    next: t`jq -c '.[]' makes such lines`,
  };
}

function noRows(): Fault {
  return { field: 'file', rule: t`has no line below its header: there is nothing to refund` };
}

/** A file as text, without its byte order mark; or why it is none. */
type Decoded = { readonly text: string } | { readonly fault: Fault };

function howToSave() {
  return t`save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)`;
}

/**
 * Only UTF-8 is read: what is guessed could be wrong, and a number or a name would be another one. The guess is told, since
 * it says what to convert from.
 */
export function decodeList(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  const rule = t`must be UTF-8; it looks like ${encoding.name}`;
  const next = t`${howToSave()}, or with iconv -f ${encoding.iconv} -t UTF-8`;
  return { fault: { field: 'file', rule, next } };
}

interface Encoding {
  readonly name: string;
  readonly iconv: string;
}

function utf16le(): Encoding {
  return { name: t`UTF-16 LE (Excel calls it "Unicode Text")`, iconv: 'UTF-16LE' };
}
const utf16be: Encoding = { name: 'UTF-16 BE', iconv: 'UTF-16BE' };
function gb18030(): Encoding {
  return { name: t`GBK or GB18030 (simplified Chinese)`, iconv: 'GB18030' };
}
const big5: Encoding = { name: 'Big5 (traditional Chinese)', iconv: 'BIG5' };
const windows1252: Encoding = { name: 'Windows-1252 (Western European)', iconv: 'WINDOWS-1252' };

/** Undefined for UTF-8. */
function encodingOf(bytes: Uint8Array): Encoding | undefined {
  return utf16Of(bytes) ?? (isUtf8(bytes) ? undefined : legacyOf(bytes));
}

/** By its mark, or by the zero bytes that every ASCII character has beside it. */
function utf16Of(bytes: Uint8Array): Encoding | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return utf16le();
  if (first === 0xfe && second === 0xff) return utf16be;
  const zeros = [0, 0];
  for (const [index, byte] of bytes.subarray(0, 4096).entries())
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return undefined;
  return odd >= even ? utf16le() : utf16be;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Two bytes a character in both Chinese encodings; the characters in common use stand in another place in each. */
function legacyOf(bytes: Uint8Array): Encoding {
  const counts = { gb: 0, big5: 0, others: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    const [lead = 0, trail = 0] = [bytes[at], bytes[at + 1]];
    if (lead < 0x80) continue;
    const is_gb = lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1;
    const is_big5 = lead >= 0xa4 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail <= 0x7e));
    if (is_gb) counts.gb += 1;
    if (is_big5) counts.big5 += 1;
    if (!is_gb && !is_big5) counts.others += 1;
    if (is_gb || is_big5 || trail >= 0x80) at += 1;
  }
  if (counts.others >= Math.max(counts.gb, counts.big5)) return windows1252;
  return counts.big5 > counts.gb ? big5 : gb18030();
}

/** Lines that cannot stand beside each other. Each fault names both. */
function twinFaults(rows: readonly RefundRow[]): Fault[] {
  return [...sameRefund(rows), ...sameNumber(rows), ...paymentNumbers(rows), ...fullBeside(rows)];
}

/** Without a number of its own each, two equal lines are the same refund, and nobody can say whether both are meant. */
function sameRefund(rows: readonly RefundRow[]): Fault[] {
  const derived = rows.filter(({ refund_no }) => refund_no === undefined);
  return doubled(
    derived,
    (row) => `${paymentKey(row)} ${sumKey(row.sum)}`,
    (row, first) => ({
      ...{ line: row.line, ...row.named, rule: t`is refunded by the same sum in line ${first.line}` },
      next: t`remove one of the lines, or give each a refund_no of its own if both are meant`,
    }),
  );
}

function sameNumber(rows: readonly RefundRow[]): Fault[] {
  const given = rows.filter(({ refund_no }) => refund_no !== undefined);
  return doubled(
    given,
    ({ refund_no }) => refund_no ?? '',
    ({ line, refund_no = '' }, first) => ({
      ...{
        line,
        field: 'refund_no',
        value: refund_no,
        rule: t`is that of line ${first.line}, too: a number is taken once`,
      },
    }),
  );
}

/** A refund's number is as unique as a payment's. */
function paymentNumbers(rows: readonly RefundRow[]): Fault[] {
  const numbers = new Map<string, number>();
  for (const { named, out_trade_no, line } of rows) {
    const number = named.field === 'out_trade_no' ? named.value : out_trade_no;
    if (number !== undefined) numbers.set(number, line);
  }
  return rows.flatMap(({ line, refund_no }) => {
    const other = numbers.get(refund_no ?? '');
    if (other === undefined || other === line) return [];
    const rule = t`is the out_trade_no of the payment in line ${other}: QFPay takes a number once`;
    return [{ line, field: 'refund_no', value: refund_no ?? '', rule }];
  });
}

/** What is left depends on the order, and lines have none: they may be edited and sorted between two runs. */
function fullBeside(rows: readonly RefundRow[]): Fault[] {
  const full = new Map<string, RefundRow>();
  for (const row of rows) if (row.sum === 'full' && !full.has(paymentKey(row))) full.set(paymentKey(row), row);
  return rows.flatMap((row) => {
    const { line, named, sum } = row;
    const whole = full.get(paymentKey(row));
    const is_same_refund = sum === 'full' && row.refund_no === whole?.refund_no;
    if (!whole || whole === row || is_same_refund) return [];
    return [{ line, ...named, rule: fullRule(whole.line), next: t`say an amount in both` }];
  });
}

function fullRule(line: number): string {
  return t`is refunded in full in line ${line}, and can have no other line beside that`;
}

function doubled(
  rows: readonly RefundRow[],
  keyOf: (row: RefundRow) => string,
  faultOf: (row: RefundRow, first: RefundRow) => Fault,
): Fault[] {
  const seen = new Map<string, RefundRow>();
  return rows.flatMap((row) => {
    const first = seen.get(keyOf(row));
    if (first) return [faultOf(row, first)];
    seen.set(keyOf(row), row);
    return [];
  });
}

function paymentKey({ named }: RefundRow): string {
  return `${named.field} ${named.value}`;
}

/** One line as a refund; undefined where it cannot be meant, and then `faults` has why. */
function readRow({ line, fields }: RawRow, has_decimal_comma: boolean, faults: Fault[]): RefundRow | undefined {
  const found: Fault[] = [];
  const named = readName(fields, found);
  const sum = readSum(fields, has_decimal_comma, found);
  const { refund_no, out_trade_no } = fields;
  if (refund_no !== undefined) found.push(...refundNoFaults(refund_no, out_trade_no));
  faults.push(...found.map((fault) => ({ line, ...fault })));
  if (!named || sum === undefined || found.some(({ rule_id }) => rule_id === undefined)) return undefined;
  const has_both = named.field === 'syssn' && out_trade_no !== undefined;
  return {
    line,
    named,
    ...(has_both ? { out_trade_no } : {}),
    sum,
    ...(refund_no === undefined ? {} : { refund_no }),
  };
}

/** By QFPay's number where there are both, as an export of `qfpay query --csv` has them. */
function readName({ syssn, out_trade_no }: RawRow['fields'], faults: Fault[]): NamedPayment | undefined {
  for (const [field, value] of Object.entries({ syssn, out_trade_no })) {
    if (value !== undefined) faults.push(...numberFaults(field as NamedPayment['field'], value));
  }
  if (syssn !== undefined) return { field: 'syssn', value: syssn };
  if (out_trade_no !== undefined) return { field: 'out_trade_no', value: out_trade_no };
  faults.push({ field: 'out_trade_no', rule: t`is missing: name the payment by it, or by syssn` });
  return undefined;
}

function numberFaults(field: NamedPayment['field'], value: string): Fault[] {
  const damage = spreadsheetDamage(field, value);
  if (damage) return [damage];
  if (value.includes(',')) return [{ field, value, rule: t`must be one number: a line refunds one payment` }];
  const { pattern, rule } = numberRules()[field];
  return pattern.test(value) ? [] : [{ field, value, rule }];
}

function refundNoFaults(refund_no: string, out_trade_no: string | undefined): Fault[] {
  const malformed = spreadsheetDamage('refund_no', refund_no) ?? checkOutTradeNo(refund_no);
  if (malformed) return [{ ...malformed, field: 'refund_no' }];
  const rule = t`must not be the payment's own out_trade_no: QFPay takes a number once`;
  return refund_no === out_trade_no ? [{ field: 'refund_no', value: refund_no, rule }] : [];
}

const words = { yes: ['yes', 'y', 'true', '1', 'x', 'full'], no: ['no', 'n', 'false', '0'] } as const;

function readSum(
  { txamt, amount, full }: RawRow['fields'],
  has_decimal_comma: boolean,
  faults: Fault[],
): RefundSum | undefined {
  const is_full = full !== undefined && readFull(full, faults);
  const given = [txamt !== undefined && 'txamt', amount !== undefined && 'amount', is_full && 'full'].filter(Boolean);
  if (given.length > 1) faults.push({ field: 'txamt', rule: t`must be said once, not by ${given.join(t` and `)}` });
  if (given.length === 0) faults.push({ field: 'txamt', rule: t`is missing: how much is to be given back` });
  if (given.length !== 1) return undefined;
  if (is_full) return 'full';
  return txamt === undefined ? readAmount(amount ?? '', has_decimal_comma, faults) : readTxamt(txamt, faults);
}

function readFull(value: string, faults: Fault[]): boolean {
  const word = value.toLowerCase();
  if (words.yes.some((yes) => yes === word)) return true;
  if (!words.no.some((no) => no === word)) faults.push({ field: 'full', value, rule: t`must be yes, or empty` });
  return false;
}

function readTxamt(text: string, faults: Fault[]): RefundSum | undefined {
  const read = parseTxamt(text);
  if ('txamt' in read) return read;
  const { next, ...fault } = read.fault;
  faults.push({
    ...fault,
    ...(next === undefined ? {} : { next: t`name the column amount, if major units are meant` }),
  });
  return undefined;
}

/** The currency is not known yet: HKD stands for all that have two minor digits. */
function readAmount(text: string, has_decimal_comma: boolean, faults: Fault[]): RefundSum | undefined {
  const amount = has_decimal_comma ? text.replace(/^(\d+),(\d{1,2})$/, '$1.$2') : text;
  const read = parseAmount(amount, 'HKD');
  if ('txamt' in read) return { amount };
  faults.push({ ...read.fault, value: text });
  return undefined;
}

/** Digits that a spreadsheet keeps of a number. */
const kept = 15;

/**
 * What a spreadsheet makes of a long number that it takes for a quantity: `2.02311E+16`, `20231100000000000000`, `1001.0`. The
 * digits are gone, and what is left may even be another payment.
 */
function spreadsheetDamage(field: string, value: string): Fault | undefined {
  const fault = (rule: string, next = importAsText()): Fault => ({ field, value, rule, next });
  if (/^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i.test(value)) return fault(t`was rounded by a spreadsheet: its digits are lost`);
  if (/^\d+[.,]0+$/.test(value)) return fault(t`has decimals, which a spreadsheet has put there`);
  const is_long = /^\d+$/.test(value) && value.length >= kept + 5;
  if (is_long && /^0+$/.test(value.slice(kept)))
    return fault(t`has nothing but zeros after ${kept} digits: a spreadsheet has rounded it`);
  return undefined;
}

function importAsText() {
  return t`import the column as text and write the file again`;
}
