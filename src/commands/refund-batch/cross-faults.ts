import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { numberOf, type PlannedRow, paymentOf } from './planned-row.ts';

/**
 * Lines that turn out to be of one payment only when the gateway has told which it is: named once by its own number and once by
 * QFPay's, or with the amount in two ways. What stands already counts as well: a line that was added since may be meant or not.
 */
export function crossFaults(planned: readonly PlannedRow[]): Fault[] {
  const numbers = new Map<string, PlannedRow>();
  const payments = new Map<string, PlannedRow[]>();
  const faults: Fault[] = [];
  for (const each of planned) {
    const number = numberOf(each);
    const same = numbers.get(number);
    if (same) faults.push(sameFault(each, same));
    if (number !== '') numbers.set(number, same ?? each);
    const of = payments.get(paymentOf(each)) ?? [];
    const full = each.row.sum === 'full' ? of[0] : of.find((other) => other.row.sum === 'full');
    if (full && !same) faults.push(fullFault(each, full));
    payments.set(paymentOf(each), [...of, each]);
  }
  return faults;
}

function sameFault({ row }: PlannedRow, first: PlannedRow): Fault {
  const { txamt } = 'plan' in first ? first.plan : first.known;
  const rule = t`is the same refund as line ${first.row.line}: payment ${paymentOf(first)}, txamt ${txamt}`;
  const next = t`remove one of the lines, or give each a refund_no of its own if both are meant`;
  return { line: row.line, ...row.named, rule, next };
}

function fullFault({ row }: PlannedRow, { row: other }: PlannedRow): Fault {
  const rule = t`is the payment of line ${other.line}, too: where one line is for all that is left, there can be no other`;
  return { line: row.line, ...row.named, rule, next: t`say an amount in both` };
}
