import type { Window } from '../../lookup/window.ts';
import type { Rest } from '../../refund/own-refund.ts';
import type { RefundIdentity } from '../../refund/refund-number.ts';
import type { NumberedRefund } from '../../refund/refund-record.ts';
import { isTold, type Left, whatIsLeft } from '../../refund/what-is-left.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { Session } from '../session.ts';
import { type Attempt, findAttempt, refundNumbers, type Standing } from './attempt.ts';
import type { RefundBooks } from './books.ts';
import type { FoundPayment } from './payment.ts';
import type { RefundRequest } from './request.ts';

/** A refund with its number, its amount and all that the gateway said about it before anything is sent. */
export interface RefundPlan extends NumberedRefund {
  /** Without it, the refund is to be sent. */
  readonly standing?: Standing;
  /** Before this refund; the reason, where it cannot be said. */
  readonly left: Left | string;
  /** What was found, where the refunds had to be looked for. */
  readonly refunds: readonly Transaction[];
}

/** What every step of planning needs. */
export interface Planning {
  readonly request: RefundRequest;
  readonly session: Session;
  readonly books: RefundBooks;
  readonly found: FoundPayment;
  readonly months: readonly Window[];
}

export function isGiven({ request }: Planning): Pick<RefundPlan, 'is_given'> {
  return { is_given: request.refund_no !== undefined };
}

/** The number that this refund takes, and what stands under it. A number that the merchant gave is the only one. */
export function attemptOf(planning: Planning, rest: Rest): Promise<Attempt> {
  const { request, books, months, found } = planning;
  const { refund_no } = request;
  const { payment } = found;
  const series = refund_no === undefined ? refundNumbers(identityOf(planning, rest)) : [refund_no];
  return findAttempt(series, payment, (out_trade_no) => books.refundNumber(out_trade_no, { payment, months }));
}

export function identityOf({ session, found }: Planning, rest: Rest): RefundIdentity {
  const { env, merchant } = session.settings;
  return { env, app_code: merchant.app_code, mchid: merchant.mchid, syssn: found.payment.syssn, ...rest };
}

/** What is left before this refund. The refunds are looked for only where the payment's own flag does not tell. */
export async function leftOf({ found, books, months }: Planning): Promise<Pick<RefundPlan, 'left' | 'refunds'>> {
  const { payment } = found;
  if (isTold(payment)) return { left: whatIsLeft(payment), refunds: [] };
  const { records: refunds, is_cut } = await books.refunds({ payment, months });
  return { left: whatIsLeft(payment, { refunds, is_complete: !is_cut }), refunds };
}
