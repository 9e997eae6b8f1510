import type { Fault } from '../../errors.ts';
import type { PlannedRow, RowToSend } from './planned-row.ts';

/**
 * Lines that turn out to be of one payment only when the gateway has told which it is: named once by its own number and once by
 * QFPay's, or with the amount in two ways.
 */
export function crossFaults(planned: readonly PlannedRow[]): Fault[] {
  const rows = planned.filter((each): each is RowToSend => 'plan' in each);
  const numbers = new Map<string, RowToSend>();
  const payments = new Map<string, RowToSend[]>();
  const faults: Fault[] = [];
  for (const each of rows) {
    const { plan, row } = each;
    const same = numbers.get(plan.out_trade_no);
    if (same) faults.push(sameFault(each, same));
    numbers.set(plan.out_trade_no, same ?? each);
    const of = payments.get(plan.payment.syssn) ?? [];
    const full = row.sum === 'full' ? of[0] : of.find((other) => other.row.sum === 'full');
    if (full && !same) faults.push(fullFault(each, full));
    payments.set(plan.payment.syssn, [...of, each]);
  }
  return faults;
}

function sameFault({ row }: RowToSend, { row: first, plan }: RowToSend): Fault {
  const rule = `is the same refund as line ${first.line}: payment ${plan.payment.syssn}, txamt ${plan.txamt}`;
  const next = 'remove one of the lines, or give each a refund_no of its own if both are meant';
  return { line: row.line, ...row.named, rule, next };
}

function fullFault({ row }: RowToSend, { row: other }: RowToSend): Fault {
  const rule = `is the payment of line ${other.line}, too: where one line is for all that is left, there can be no other`;
  return { line: row.line, ...row.named, rule, next: 'say an amount in both' };
}
