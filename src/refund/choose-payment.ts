import { payTypes } from '../catalog/pay-types.ts';
import { decisiveRecord, kindOfTransaction, outcomeOfRecord, outcomeWord } from '../diagnosis/outcome.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { RefundablePayment } from './refund-record.ts';

/** How a payment was named at the prompt. */
export interface NamedPayment {
  readonly field: 'out_trade_no' | 'syssn';
  readonly value: string;
}

/** The payment that is meant; or why none can be: faults, and none where nothing was found. */
export type PaymentChoice = { readonly payment: RefundablePayment } | { readonly faults: readonly Fault[] };

/** Chooses among the records of one number. A checkout leaves one for every attempt, and may have been paid twice. */
export function choosePayment(records: readonly Transaction[], named: NamedPayment): PaymentChoice {
  const holds = records.filter((record) => kindOfTransaction(record) === 'hold' && record.respcd === '0000');
  const payments = records.filter((record) => isIncome(record));
  const [paid, ...others] = payments.filter(({ respcd }) => respcd === '0000');
  if (!paid && holds[0]) return { faults: [holdFault(holds[0], named)] };
  if (!paid) return { faults: unpaidFaults(payments, records, named) };
  if (others.length > 0) return { faults: [paid, ...others].map(severalFault) };
  return isRefundable(paid) ? { payment: paid } : { faults: [namelessFault(named)] };
}

/** A payment, or a capture, whatever the gateway calls it. A hold that nobody has agreed to is told as an unpaid order. */
function isIncome(record: Transaction): boolean {
  const kind = kindOfTransaction(record);
  return kind === 'payment' || kind === 'capture' || (kind === 'hold' && record.respcd !== '0000');
}

/** Nothing of a hold itself can be given back: a part that was captured is money of its own. */
function holdFault(hold: Transaction, named: NamedPayment): Fault {
  const name = named.field === 'syssn' ? `--syssn ${named.value}` : named.value;
  const outcome = outcomeOfRecord(hold);
  const rule = t`is a hold (${outcomeWord(outcome)}) and no payment: a refund names the capture`;
  const next =
    outcome === 'authorized'
      ? t`release it with qfpay unfreeze ${name}, or refund the capture by its own number or syssn`
      : t`refund the capture by its own number or syssn`;
  return { ...named, rule, next };
}

function isRefundable(payment: Transaction): payment is RefundablePayment {
  return payment.syssn !== undefined && /^\d{1,11}$/.test(payment.txamt ?? '');
}

function namelessFault(named: NamedPayment): Fault {
  return { ...named, rule: t`has no syssn or no amount in the answer of the gateway, so that nothing can be refunded` };
}

/** Money came in more than once under one number, and only a person can say which of it is to go back. */
function severalFault({ syssn = '', txamt = '', txcurrcd = '', paydtm, sysdtm = '' }: Transaction): Fault {
  const rule = t`was paid under this number (${formatMoney(txamt, txcurrcd)}, ${paydtm ?? sysdtm}), and so were others`;
  return { field: 'syssn', value: syssn, rule, next: t`--syssn ${syssn}, if this one is meant` };
}

function unpaidFaults(payments: readonly Transaction[], records: readonly Transaction[], named: NamedPayment): Fault[] {
  const unpaid = decisiveRecord(payments);
  if (unpaid) return [{ ...named, rule: unpaidRule(unpaid), next: waysOut(unpaid, named) }];
  const [other] = records;
  if (!other) return [];
  const rule = t`is a ${other.order_type}, and not a payment`;
  const { orig_syssn } = other;
  return [{ ...named, rule, ...(orig_syssn === undefined ? {} : { next: t`its payment is --syssn ${orig_syssn}` }) }];
}

function unpaidRule(record: Transaction): string {
  const said = [record.respcd, record.errmsg].filter(Boolean).join(' ');
  return t`is not paid but ${outcomeWord(outcomeOfRecord(record))} (${said}): only a payment that was made can be refunded`;
}

/** What can be done about an order that nobody has paid. */
function waysOut(record: Transaction, { field, value }: NamedPayment): string {
  const name = field === 'syssn' ? `--syssn ${value}` : value;
  if (outcomeOfRecord(record) === 'declined') return t`nothing has to be given back: qfpay query ${name}`;
  const cancel = payTypes.find(({ code }) => code === record.pay_type)?.cancel;
  const end = cancel === 'close' ? 'close' : 'reverse';
  return cancel
    ? t`see whether it is paid: qfpay query ${name} --wait, or end the order: qfpay ${end} ${name}`
    : t`see whether it is paid: qfpay query ${name} --wait`;
}

/** A payment that was reversed or closed has nothing left; one of which refunds are known is not meant. */
export function cancelledFault(payment: RefundablePayment, named: NamedPayment): Fault | undefined {
  const outcome = outcomeOfRecord(payment);
  if (outcome !== 'reversed' && outcome !== 'closed') return undefined;
  return {
    ...named,
    rule: t`was ${outcomeWord(outcome)} (cancel ${payment.cancel}): there is no money left to give back`,
  };
}
