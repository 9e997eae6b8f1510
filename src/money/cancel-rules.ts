import { decisiveRecord, isFinal, type Outcome, outcomeWord } from '../diagnosis/outcome.ts';
import { type Fault, faultsMessage, liftRules, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { transactionData } from '../report/transaction-report.ts';
import type { Transaction } from '../transaction/transaction.ts';
import {
  type CancelOrder,
  type CancelRequest,
  cancelEndpointRule,
  cancelEndpoints,
  cancelRules,
  cancelWords,
  isVoidable,
  payTypeOf,
  refundCommand,
  stateOfOrder,
} from './cancel-order.ts';

/** What is to be done with an order: end it, or nothing, as it is over. */
export type CancelDecision =
  | { readonly kind: 'send'; readonly order: CancelOrder; readonly warnings: readonly string[] }
  | { readonly kind: 'over'; readonly record: Transaction; readonly outcome: Outcome };

/**
 * Decides by what the gateway's books say. Sends nothing by itself.
 * @throws UsageError what must not be sent, with every fault at once
 */
export function decideCancel(request: CancelRequest, records: readonly Transaction[], env: string): CancelDecision {
  const record = theOrder(request, records);
  const outcome = stateOfOrder(record);
  if (outcome === 'reversed' || outcome === 'closed' || outcome === 'declined')
    return { kind: 'over', record, outcome };
  const found = [
    ...stateFaults(request, record, outcome),
    ...callFaults(request, record, outcome),
    ...otherFaults(request, record),
  ];
  const { faults, warnings, lifted } = liftRules(found, request.options.skip_rule ?? [], cancelRules(request.name));
  if (faults.length > 0) throw refusal(faults, { env, outcome, transaction: transactionData(record) });
  const order = {
    endpoint: cancelEndpoints[request.name],
    txamt: record.txamt ?? '',
    txdtm: record.txdtm ?? '',
    record,
    is_void: outcome === 'paid',
    skipped_rules: lifted,
    resume: { ...numberOf(record), command: cancelWords('query', request) },
  };
  return { kind: 'send', order, warnings: [...warnings, ...noEndpoint(record)] };
}

/** The one order that was named: a checkout can have several attempts under one number, and one that is paid counts. */
function theOrder({ name, field, value, options }: CancelRequest, records: readonly Transaction[]): Transaction {
  const payments = records.filter(({ order_type = 'payment' }) => order_type === 'payment');
  const open = payments.filter((record) => !isFinal(stateOfOrder(record)));
  const decisive = decisiveRecord(payments);
  if (decisive && (open.length < 2 || stateOfOrder(decisive) === 'paid')) return decisive;
  const [{ order_type = '', orig_syssn } = {}] = records;
  if (!decisive) {
    const next = orig_syssn && cancelWords(name, { field: 'syssn', value: orig_syssn, options });
    throw refusal([{ field, value, rule: t`is a ${order_type}, and no order`, ...(next ? { next } : {}) }]);
  }
  const rule = t`has ${open.length} open attempts (${open.map(({ syssn }) => syssn).join(', ')}): name one by --syssn`;
  throw refusal([{ field, value, rule }]);
}

function stateFaults(request: CancelRequest, record: Transaction, outcome: Outcome): Fault[] {
  const { name, field, value } = request;
  if (outcome === 'refunded') return [{ field, value, rule: t`is paid and refunded: nothing is left to cancel` }];
  if (isOfHold(outcome)) {
    const rule = t`is ${outcomeWord(outcome)}: a hold is released by unfreeze, and a capture is refunded`;
    return [{ field, value, rule, next: `qfpay unfreeze ${field === 'syssn' ? `--syssn ${value}` : value}` }];
  }
  if (outcome !== 'paid' || (name === 'reverse' && isVoidable(record) && record.cancel !== '5')) return [];
  return [
    {
      field,
      value,
      rule: t`is paid, and what is paid is given back by refund, not by ${name}`,
      next: refundCommand(request, record),
    },
  ];
}

/** The payer has agreed to a hold: no reversal ends that. */
export function isOfHold(outcome: Outcome): boolean {
  return outcome === 'authorized' || outcome === 'captured' || outcome === 'released';
}

/** Of an order that cannot be ended at all, nobody needs to hear by which call it would be. */
function callFaults(request: CancelRequest, record: Transaction, outcome: Outcome): Fault[] {
  const canBeEnded = outcome !== 'refunded' && !isOfHold(outcome) && (outcome !== 'paid' || isVoidable(record));
  return canBeEnded ? [...endpointFaults(request, record), ...lacks(record)] : [];
}

function endpointFaults(request: CancelRequest, record: Transaction): Fault[] {
  const { name } = request;
  const { cancel, code, alias } = payTypeOf(record) ?? {};
  if (!cancel || cancel === cancelEndpoints[name]) return [];
  const other = name === 'close' ? 'reverse' : 'close';
  return [
    {
      field: 'pay_type',
      value: code ?? '',
      rule: t`is ended by ${other}, not by ${name} (${alias})`,
      next: cancelWords(other, request),
      rule_id: cancelEndpointRule,
    },
  ];
}

/** An amount or a time that was given is the order's own, or another order is meant. */
function otherFaults({ options: { expected = {} } }: CancelRequest, record: Transaction): Fault[] {
  const given = Object.entries(expected) as readonly ['out_trade_no' | 'txamt' | 'txdtm', string][];
  return given
    .filter(([field, value]) => record[field] !== undefined && record[field] !== value)
    .map(([field, value]) => ({ field, value, rule: t`must be the order's own, ${record[field]}` }));
}

/** The call cannot be made without the order's own amount and time. */
function lacks(record: Transaction): Fault[] {
  return (['txamt', 'txdtm'] as const)
    .filter((field) => record[field] === undefined)
    .map((field) => ({ field, rule: t`of the order is needed, and the gateway did not tell it` }));
}

function refusal(details: readonly Fault[], known?: Readonly<Record<string, unknown>>): UsageError {
  const [{ field = '', value, rule = '', next } = {}] = details;
  const message = [field, value, rule].filter((text) => text).join(' ');
  return new UsageError(faultsMessage(details, message), {
    details,
    ...(next ? { hint: next } : {}),
    ...(known ? { known } : {}),
  });
}

function noEndpoint(record: Transaction): string[] {
  if (payTypeOf(record)?.cancel) return [];
  return [t`QFPay names no call that ends an order of pay_type ${record.pay_type ?? '?'}: it may be refused`];
}

function numberOf({ out_trade_no }: Transaction): { out_trade_no?: string } {
  return out_trade_no === undefined ? {} : { out_trade_no };
}
