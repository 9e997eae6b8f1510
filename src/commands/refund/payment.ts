import type { Context } from '../../context.ts';
import { DeclinedError, UsageError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { findOrders, findSyssns, monthsBack } from '../../lookup/find-orders.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import type { Lookup } from '../../lookup/pages.ts';
import { acceptedLookup } from '../../lookup/refusal.ts';
import { choosePayment, type Named } from '../../refund/choose-payment.ts';
import type { RefundablePayment } from '../../refund/refund-record.ts';
import type { RefundRequest } from './request.ts';

export interface FoundPayment {
  readonly payment: RefundablePayment;
  /** That showed it. */
  readonly answer: Answer | undefined;
}

/**
 * The payment that is to be given back.
 * @throws UsageError it is not paid, or there are several of that number
 * @throws DeclinedError there is none
 * @throws SignatureError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function findPayment(request: RefundRequest, gateway: Gateway, context: Context): Promise<FoundPayment> {
  const { named } = request;
  const { records, answers } = acceptedLookup(await lookUp(request, gateway, context));
  const choice = choosePayment(
    records.filter((record) => record[named.field] === named.value),
    named,
  );
  if ('payment' in choice) return { payment: choice.payment, answer: answers.at(-1) };
  const [first, ...others] = choice.faults;
  if (!first) throw notFound(request);
  const message =
    others.length > 0
      ? `${named.field} ${named.value} was paid ${choice.faults.length} times`
      : `${first.field} ${first.rule}`;
  const hint = others.length > 0 ? 'say which payment is meant by --syssn' : undefined;
  throw new UsageError(message, { details: choice.faults, ...numberOf(named), ...(hint ? { hint } : {}) });
}

async function lookUp({ named, window }: RefundRequest, gateway: Gateway, context: Context): Promise<Lookup> {
  if (named.field === 'syssn') return findSyssns(gateway, [named.value], undefined);
  return findOrders(gateway, {
    out_trade_no: [named.value],
    window,
    now: context.clock.now(),
    monthOf: monthTeller(context),
  });
}

function notFound({ named, window }: RefundRequest): DeclinedError {
  const everywhere = named.field === 'syssn' || window === undefined;
  const searched = everywhere ? `this month and the ${monthsBack} before it` : 'the window of --since and --until';
  const where = named.field === 'syssn' ? "this merchant's transactions" : searched;
  return new DeclinedError(`${named.field} ${named.value} was not found`, {
    hint: 'check --env and --profile; an older payment is found with --since, or named by --syssn',
    details: [{ ...named, rule: `was not found in ${where}` }],
    ...numberOf(named),
  });
}

function numberOf({ field, value }: Named): { out_trade_no?: string } {
  return field === 'out_trade_no' ? { out_trade_no: value } : {};
}
