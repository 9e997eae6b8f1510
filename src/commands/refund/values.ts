import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Window } from '../../lookup/window.ts';
import type { Named } from '../../refund/choose-payment.ts';
import type { RefundSum } from '../../refund/refund-sum.ts';
import { parseAmount, parseTxamt } from '../../transaction/money.ts';
import { checkOutTradeNo } from '../../transaction/out-trade-no.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { readNumbers, readTime } from '../query/values.ts';
import type { RefundOptions } from './options.ts';

/** The values of refund's flags, each by itself. What breaks a rule goes to `faults`, so that all are told at once. */

export function readName({ syssn }: RefundOptions, args: readonly string[], faults: Fault[]): Named {
  const [out_trade_no] = args;
  if (out_trade_no !== undefined && syssn !== undefined)
    faults.push({ field: 'syssn', value: syssn, rule: t`excludes an out_trade_no: name the payment once` });
  if (out_trade_no === undefined && syssn === undefined)
    faults.push({ field: 'out_trade_no', rule: t`is missing: name the payment by it, or by --syssn` });
  const named: Named =
    syssn === undefined ? { field: 'out_trade_no', value: out_trade_no ?? '' } : { field: 'syssn', value: syssn };
  if (named.value.includes(','))
    faults.push({ ...named, rule: t`must be one number: one payment is refunded at a time` });
  else if (out_trade_no !== undefined || syssn !== undefined) readNumbers([named.value], named.field, faults);
  return named;
}

/** The currency is not known yet: HKD stands for all that have two minor digits. */
export function readSum({ txamt, amount, full }: RefundOptions, faults: Fault[]): RefundSum {
  const given = [txamt !== undefined && '--txamt', amount !== undefined && '--amount', full && '--full'].filter(
    Boolean,
  );
  if (given.length > 1) faults.push({ field: 'txamt', rule: t`must be said once, not by ${given.join(t` and `)}` });
  if (given.length === 0) {
    const next = t`--txamt 1280, --amount 12.80 or --full`;
    faults.push({ field: 'txamt', rule: t`is required: how much is to be given back`, next });
  }
  const read = [
    ...(txamt === undefined ? [] : [parseTxamt(txamt)]),
    ...(amount === undefined ? [] : [parseAmount(amount, 'HKD')]),
  ];
  for (const each of read) if ('fault' in each) faults.push(each.fault);
  if (amount !== undefined) return { amount };
  return txamt === undefined ? 'full' : { txamt };
}

/** A refund's number is as unique as a payment's, and so never that of the payment. */
export function numberFaults({ refund_no }: RefundOptions, [out_trade_no]: readonly string[]): Fault[] {
  if (refund_no === undefined) return [];
  const malformed = checkOutTradeNo(refund_no);
  if (malformed) return [{ ...malformed, field: 'refund_no' }];
  return refund_no === out_trade_no ? [ownNumberFault(refund_no)] : [];
}

export function ownNumberFault(refund_no: string): Fault {
  const rule = t`must not be the payment's own out_trade_no: QFPay takes a number once`;
  return { field: 'refund_no', value: refund_no, rule, next: t`leave it out to have one derived` };
}

export function readWindow({ since, until, syssn }: RefundOptions, now: Date, faults: Fault[]): Window | undefined {
  const start = readTime(since, 'since', faults);
  const end = readTime(until, 'until', faults) ?? now;
  for (const [field, value] of Object.entries({ since, until })) {
    if (value === undefined) continue;
    if (syssn !== undefined) faults.push({ field, value, rule: t`goes with an out_trade_no: a syssn needs no window` });
    else if (since === undefined) faults.push({ field, value, rule: t`needs --since beside it` });
  }
  if (start && end < start) {
    const rule = t`must not be after the end of the window (${formatGatewayTime(end)} UTC+8)`;
    faults.push({ field: 'since', value: since ?? '', rule });
  }
  return start && { start, end };
}
