import { DeclinedError, type Fault, faultsMessage, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { NightTarget } from '../merchant/base-url.ts';
import type { RefundRow } from '../refund-list/refund-row.ts';
import { doubtedRow, numberOf, type PlannedRow, paymentOf, type RowToSend } from './batch-planned-row.ts';
import { type CheckedRefund, checkRefund } from './refund.ts';

export interface RowChecks {
  /** As they were, each with the rules that are lifted for it. */
  readonly rows: readonly PlannedRow[];
  readonly warnings: readonly { readonly line: number; readonly text: string }[];
  /** Refunds are not possible just now. */
  readonly night: Required<CheckedRefund>['night'] | undefined;
  readonly faults: readonly Fault[];
}

/** Holds each row against QFPay's rules, with what the rows before it take of the same payment. */
export function checkRows(planned: readonly PlannedRow[], target: NightTarget, now: Date): RowChecks {
  const taken = new Map<string, number>();
  const warnings: { line: number; text: string }[] = [];
  const faults: Fault[] = [];
  let night: RowChecks['night'];
  const rows = planned.map((each) => {
    if (!('plan' in each)) return each;
    const { syssn } = each.plan.payment;
    const before = taken.get(syssn) ?? 0;
    const checked = checkRow(each, before, target, now);
    if (!('lifted' in checked) && each.entry?.settled?.outcome === 'refunded')
      return { row: each.row, known: doubtedRow(each.row, each.entry, faultText(checked)) };
    taken.set(syssn, before + Number(each.plan.txamt));
    if (!('lifted' in checked)) {
      faults.push(...checked);
      return each;
    }
    night = checked.night ?? night;
    warnings.push(...checked.warnings.map((text) => ({ line: each.row.line, text })));
    return { ...each, lifted: checked.lifted };
  });
  return { rows, warnings, night, faults: [...faults, ...crossFaults(planned)] };
}

/** What is wrong with one row, in one text. */
export function faultText(faults: readonly Fault[]): string {
  const [{ field, rule } = { field: '', rule: '' }] = faults;
  return faultsMessage(faults, `${field} ${rule}`);
}

function checkRow(
  { row, request, plan }: RowToSend,
  before: number,
  target: NightTarget,
  now: Date,
): CheckedRefund | Fault[] {
  const left = typeof plan.left === 'string' ? plan.left : { ...plan.left, left: Math.max(0, plan.left.left - before) };
  try {
    return checkRefund({ ...plan, left }, request, target, now);
  } catch (error) {
    return rowFaults(error, row);
  }
}

/**
 * Lines that turn out to be of one payment only when the gateway has told which it is: named once by its own number and once by
 * QFPay's, or with the amount in two ways. What stands already counts as well: a line that was added since may be meant or not.
 */
function crossFaults(planned: readonly PlannedRow[]): Fault[] {
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

/**
 * What is wrong with a row, each with its line.
 * @throws the error itself where it is not the row's: a query that was refused has no details
 */
export function rowFaults(error: unknown, { line }: RefundRow): Fault[] {
  const is_kind = error instanceof UsageError || error instanceof DeclinedError;
  if (!is_kind || error.facts.details === undefined) throw error;
  return (error.facts.details as readonly Fault[]).map((fault) => ({ ...fault, line }));
}
