import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import { type RefundSum, sumKey } from '../refund/refund-number.ts';
import { csvTable, decodeTable, type SheetTable, spreadsheetDamage } from '../spreadsheet/read-csv.ts';
import { parseAmount, parseTxamt } from '../transaction/money.ts';
import { checkOutTradeNo, numberRules } from '../transaction/transaction.ts';
import { readNdjson, readRefundTable } from './read-table.ts';
import type { RawList, RawRow, RefundList, RefundRow } from './refund-row.ts';

/** The refunds that a file asks for: CSV, NDJSON or a sheet, with every fault of every line. Asks nothing of anybody. */
export function readRefundList(file: Uint8Array | SheetTable): RefundList {
  if (!(file instanceof Uint8Array)) return understood(readRefundTable(file));
  const decoded = decodeTable(file);
  if ('fault' in decoded) return { rows: [], notes: [], faults: [decoded.fault] };
  const { text } = decoded;
  const first = text.trimStart().charAt(0);
  if (first === '[') return { rows: [], notes: [], faults: [arrayFault()] };
  return understood(first === '{' ? readNdjson(text) : readRefundTable(csvTable(text)));
}

function understood(raw: RawList): RefundList {
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
