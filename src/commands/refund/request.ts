import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Window } from '../../lookup/window.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { Named } from '../../refund/choose-payment.ts';
import { refundRules } from '../../refund/refund-rules.ts';
import type { RefundSum } from '../../refund/refund-sum.ts';
import { liftRules } from '../../transaction/lift-rules.ts';
import { readSeconds } from '../query/values.ts';
import type { RefundOptions } from './options.ts';
import { numberFaults, readName, readSum, readWindow } from './values.ts';

/** A refund, understood as far as can be without asking the gateway. */
export interface RefundRequest {
  readonly named: Named;
  readonly sum: RefundSum;
  readonly refund_no?: string;
  /** Where the payment is to be looked for, and nowhere else. */
  readonly window?: Window;
  readonly wait: boolean;
  readonly wait_seconds?: number;
  readonly options: RefundOptions & GlobalOptions;
  /** Of the rules that were skipped so far. */
  readonly warnings: readonly string[];
  readonly lifted: readonly string[];
}

/**
 * Reads what was typed.
 * @throws UsageError with every fault at once
 */
export function readRefundRequest(
  options: RefundOptions & GlobalOptions,
  args: readonly string[],
  now: Date,
): RefundRequest {
  const found: Fault[] = [];
  const named = readName(options, args, found);
  const sum = readSum(options, found);
  found.push(...numberFaults(options, args));
  const window = readWindow(options, now, found);
  const wait_seconds = readSeconds(options.wait_timeout, 'wait_timeout', found);
  if (options.wait_timeout !== undefined && !options.wait)
    found.push({ field: 'wait_timeout', value: options.wait_timeout, rule: t`needs --wait beside it` });
  const { faults, warnings, lifted } = liftRules(found, options.skip_rule ?? [], refundRules);
  refuse(faults, 'qfpay refund --help');
  return {
    named,
    sum,
    ...(options.refund_no === undefined ? {} : { refund_no: options.refund_no }),
    ...(window ? { window } : {}),
    wait: options.wait ?? false,
    ...(wait_seconds === undefined ? {} : { wait_seconds }),
    options,
    warnings,
    lifted,
  };
}
