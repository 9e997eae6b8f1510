import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Named } from '../refund/choose-payment.ts';
import type { RefundSum } from '../refund/refund-sum.ts';
import { parseAmount, parseTxamt } from '../transaction/money.ts';
import { numberRules } from '../transaction/number-rules.ts';
import { checkOutTradeNo } from '../transaction/out-trade-no.ts';
import type { RawRow, RefundRow } from './refund-row.ts';
import { spreadsheetDamage } from './spreadsheet-damage.ts';

/** One line as a refund; undefined where it cannot be meant, and then `faults` has why. */
export function readRow({ line, fields }: RawRow, has_decimal_comma: boolean, faults: Fault[]): RefundRow | undefined {
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
function readName({ syssn, out_trade_no }: RawRow['fields'], faults: Fault[]): Named | undefined {
  for (const [field, value] of Object.entries({ syssn, out_trade_no })) {
    if (value !== undefined) faults.push(...numberFaults(field as Named['field'], value));
  }
  if (syssn !== undefined) return { field: 'syssn', value: syssn };
  if (out_trade_no !== undefined) return { field: 'out_trade_no', value: out_trade_no };
  faults.push({ field: 'out_trade_no', rule: t`is missing: name the payment by it, or by syssn` });
  return undefined;
}

function numberFaults(field: Named['field'], value: string): Fault[] {
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
