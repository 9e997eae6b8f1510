import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { sumKey } from '../refund/refund-sum.ts';
import type { RefundRow } from './refund-row.ts';

/** Lines that cannot stand beside each other. Each fault names both. */
export function twinFaults(rows: readonly RefundRow[]): Fault[] {
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
