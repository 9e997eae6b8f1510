import { DeclinedError, UsageError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import { t } from '../../language/t.ts';
import { monthsBack } from '../../lookup/find-orders.ts';
import { acceptedLookup } from '../../lookup/refusal.ts';
import { choosePayment, type Named } from '../../refund/choose-payment.ts';
import type { RefundablePayment } from '../../refund/refund-record.ts';
import type { RefundBooks } from './books.ts';
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
export async function findPayment(request: RefundRequest, books: RefundBooks): Promise<FoundPayment> {
  const { named } = request;
  const { records, answers } = acceptedLookup(await books.payment(request));
  const choice = choosePayment(
    records.filter((record) => record[named.field] === named.value),
    named,
  );
  if ('payment' in choice) return { payment: choice.payment, answer: answers.at(-1) };
  const [first, ...others] = choice.faults;
  if (!first) throw notFound(request);
  const message =
    others.length > 0
      ? t`${named.field} ${named.value} was paid ${choice.faults.length} times`
      : `${first.field} ${first.rule}`;
  const hint = others.length > 0 ? t`say which payment is meant by --syssn` : undefined;
  throw new UsageError(message, { details: choice.faults, ...numberOf(named), ...(hint ? { hint } : {}) });
}

function notFound({ named, window }: RefundRequest): DeclinedError {
  const everywhere = named.field === 'syssn' || window === undefined;
  const searched = everywhere ? t`this month and the ${monthsBack} before it` : t`the window of --since and --until`;
  const where = named.field === 'syssn' ? t`this merchant's transactions` : searched;
  return new DeclinedError(t`${named.field} ${named.value} was not found`, {
    hint: t`check --env and --profile; an older payment is found with --since, or named by --syssn`,
    details: [{ ...named, rule: t`was not found in ${where}` }],
    ...numberOf(named),
  });
}

function numberOf({ field, value }: Named): { out_trade_no?: string } {
  return field === 'out_trade_no' ? { out_trade_no: value } : {};
}
