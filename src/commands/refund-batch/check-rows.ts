import { type Fault, faultsMessage } from '../../errors.ts';
import type { Target } from '../has-nights.ts';
import { type CheckedRefund, checkRefund } from '../refund/check.ts';
import { crossFaults } from './cross-faults.ts';
import { doubtedRow, type PlannedRow, type RowToSend } from './planned-row.ts';
import { rowFaults } from './row-faults.ts';

export interface RowChecks {
  /** As they were, each with the rules that are lifted for it. */
  readonly rows: readonly PlannedRow[];
  readonly warnings: readonly { readonly line: number; readonly text: string }[];
  /** Refunds are not possible just now. */
  readonly night: Required<CheckedRefund>['night'] | undefined;
  readonly faults: readonly Fault[];
}

/** Holds each row against QFPay's rules, with what the rows before it take of the same payment. */
export function checkRows(planned: readonly PlannedRow[], target: Target, now: Date): RowChecks {
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
  target: Target,
  now: Date,
): CheckedRefund | Fault[] {
  const left = typeof plan.left === 'string' ? plan.left : { ...plan.left, left: Math.max(0, plan.left.left - before) };
  try {
    return checkRefund({ ...plan, left }, request, target, now);
  } catch (error) {
    return rowFaults(error, row);
  }
}
