import type { FindFault } from './asked.ts';
import { effectOf, type FaultKind, faultKinds } from './faults.ts';

/** Amounts from 9,000.00 to 9,099.99 of a payment or a refund: the table of faults says what each does. */
export function createMagic(): FindFault {
  const counts = new Map<string, number>();
  return ({ endpoint, given }) => {
    if (endpoint !== 'payment' && endpoint !== 'refund') return undefined;
    const txamt = Number(given('txamt'));
    if (!(txamt >= 900_000 && txamt <= 909_999)) return undefined;
    const kind = faultKinds().find(({ magic }) => magic.from <= txamt && txamt <= magic.to);
    if (!kind || isUsedUp(kind, given('out_trade_no'), counts)) return undefined;
    return effectOf(kind, kind.read?.(txamt));
  };
}

function isUsedUp({ name, times }: FaultKind, out_trade_no: string, counts: Map<string, number>): boolean {
  if (times === undefined) return false;
  const key = `${name} ${out_trade_no}`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count > times;
}
