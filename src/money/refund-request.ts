import { type FlagValues, flagFaults, needs, readSeconds, readTime, toggle, value } from '../command/flags.ts';
import { type Fault, liftRules, refuse } from '../errors.ts';
import { t } from '../language/t.ts';
import type { QueryWindow } from '../lookup/window.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { NamedPayment } from '../refund/choose-payment.ts';
import type { RefundSum } from '../refund/refund-number.ts';
import { refundRules } from '../refund/refund-rules.ts';
import { parseAmount, parseTxamt } from '../transaction/money.ts';
import { checkOutTradeNo, readNumbers } from '../transaction/transaction.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';

/** A refund, understood as far as can be without asking the gateway. */
export interface RefundRequest {
  readonly named: NamedPayment;
  readonly sum: RefundSum;
  readonly refund_no?: string;
  /** Where the payment is to be looked for, and nowhere else. */
  readonly window?: QueryWindow;
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
  const sum = readSum(options, t`is required: how much is to be given back`, found);
  found.push(...numberFaults(options, args));
  const window = readWindow(options, now, found);
  const wait_seconds = readSeconds(options.wait_timeout, 'wait_timeout', found);
  found.push(...flagFaults([needs('wait_timeout', 'wait')], options));
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

/** The values of refund's flags, each by itself. What breaks a rule goes to `faults`, so that all are told at once. */

function readName({ syssn }: RefundOptions, args: readonly string[], faults: Fault[]): NamedPayment {
  const [out_trade_no] = args;
  if (out_trade_no !== undefined && syssn !== undefined)
    faults.push({ field: 'syssn', value: syssn, rule: t`excludes an out_trade_no: name the payment once` });
  if (out_trade_no === undefined && syssn === undefined)
    faults.push({ field: 'out_trade_no', rule: t`is missing: name the payment by it, or by --syssn` });
  const named: NamedPayment =
    syssn === undefined ? { field: 'out_trade_no', value: out_trade_no ?? '' } : { field: 'syssn', value: syssn };
  if (named.value.includes(','))
    faults.push({ ...named, rule: t`must be one number: one payment is refunded at a time` });
  else if (out_trade_no !== undefined || syssn !== undefined) readNumbers([named.value], named.field, faults);
  return named;
}

/** What says how much, once. */
type SumOptions = Pick<RefundOptions, 'txamt' | 'amount' | 'full'>;

/**
 * The currency is not known yet: HKD stands for all that have two minor digits.
 * @param missing the rule that is broken where nothing says it
 */
export function readSum({ txamt, amount, full }: SumOptions, missing: string, faults: Fault[]): RefundSum {
  const given = [txamt !== undefined && '--txamt', amount !== undefined && '--amount', full && '--full'].filter(
    Boolean,
  );
  if (given.length > 1) faults.push({ field: 'txamt', rule: t`must be said once, not by ${given.join(t` and `)}` });
  if (given.length === 0) {
    const next = t`--txamt 1280, --amount 12.80 or --full`;
    faults.push({ field: 'txamt', rule: missing, next });
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
function numberFaults({ refund_no }: RefundOptions, [out_trade_no]: readonly string[]): Fault[] {
  if (refund_no === undefined) return [];
  const malformed = checkOutTradeNo(refund_no);
  if (malformed) return [{ ...malformed, field: 'refund_no' }];
  return refund_no === out_trade_no ? [ownNumberFault(refund_no)] : [];
}

export function ownNumberFault(refund_no: string): Fault {
  const rule = t`must not be the payment's own out_trade_no: QFPay takes a number once`;
  return { field: 'refund_no', value: refund_no, rule, next: t`leave it out to have one derived` };
}

function readWindow({ since, until, syssn }: RefundOptions, now: Date, faults: Fault[]): QueryWindow | undefined {
  const start = readTime(since, 'since', faults, now);
  const end = readTime(until, 'until', faults, now) ?? now;
  for (const [field, value] of Object.entries({ since, until })) {
    if (value === undefined) continue;
    if (syssn !== undefined) faults.push({ field, value, rule: t`goes with an out_trade_no: a syssn needs no window` });
    else if (since === undefined) faults.push(...flagFaults([needs(field, 'since')], { [field]: value }));
  }
  if (start && end < start) {
    const rule = t`must not be after the end of the window (${formatGatewayTime(end)} UTC+8)`;
    faults.push({ field: 'since', value: since ?? '', rule });
  }
  return start && { start, end };
}

/** As typed. */
export const refundFlags = {
  syssn: value('<s>', () => t`the payment, by QFPay's number`),
  txamt: value('<n>', () => t`how much, in the currency's smallest unit: 1280 is HKD 12.80`),
  amount: value('<d>', () => t`the same in major units: 12.80`),
  full: toggle(() => t`all that is left`),
  refund_no: value('<s>', () => t`your number for this refund: for a second one of the same amount (default: derived)`),
  since: value('<time>', () => t`look for the payment from this day or time on, UTC+8 unless it has an offset`),
  until: value('<time>', () => t`up to this day or time (default: now)`),
  wait: toggle(() => t`ask until the refund is final; by night, wait until QFPay refunds again`),
  wait_timeout: value('<seconds>', () => t`how long`, { default: '60' }),
  dry_run: toggle(() => t`look the payment up, show the request and send no refund`),
};

export type RefundOptions = FlagValues<typeof refundFlags> & {
  /** Not typed: parameters that `api refund` was given besides. */
  readonly sent_as?: Readonly<Record<string, string>>;
};
