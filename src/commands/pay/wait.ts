import type { Context } from '../../context.ts';
import { isFinal } from '../../diagnosis/outcome.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { waitDeadline } from '../../lookup/deadline.ts';
import type { QueryFilter } from '../../lookup/query.ts';
import { waitForFinal } from '../../lookup/wait.ts';
import { windowAround } from '../../lookup/window.ts';
import { isSameSum } from '../../payment/used-number.ts';
import type { PaymentState } from '../../report/payment-findings.ts';
import type { Session } from '../session.ts';
import type { Order } from './order.ts';
import type { PayRequest } from './request.ts';
import { stateOfPoll } from './state.ts';

/**
 * Waits until the order is paid or dead, or the time is up. A QR code that nobody has seen is not waited for.
 * @throws CancelledError interrupted
 * @throws SignatureError the gateway refuses the signature of the query
 */
export async function waitForPayer(
  made: PaymentState,
  order: Order,
  { wait_seconds }: PayRequest,
  { gateway }: Session,
  context: Context,
): Promise<PaymentState> {
  if (isFinal(made.outcome) || made.outcome === 'unknown' || made.link_lost) return made;
  const { outcome, seen } = await unlessInterrupted(
    waitForFinal(gateway, context, {
      outcome: made.outcome,
      filter: filterOf(made, order),
      isOurs: (record) => isSameSum(record, order.parameters),
      deadline: deadlineOf(order, wait_seconds, context.clock.now()),
      resume: order.resume,
      label: t`the payment of ${order.out_trade_no}`,
    }),
  );
  const state = seen ? stateOfPoll(made, seen, order) : made;
  if (isFinal(outcome)) return state;
  return {
    ...state,
    outcome: 'pending',
    reason: t`out_trade_no ${order.out_trade_no} was not paid within the time limit`,
  };
}

/** Ctrl-C ends the wait only. */
async function unlessInterrupted<T>(waiting: Promise<T>): Promise<T> {
  try {
    return await waiting;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    throw new CancelledError(t`interrupted; the order is still open and can be paid`, { cause: error });
  }
}

function filterOf({ transaction: { syssn } }: PaymentState, { out_trade_no, sent_at }: Order): QueryFilter {
  return syssn === undefined ? { out_trade_no: [out_trade_no], window: windowAround(sent_at) } : { syssn: [syssn] };
}

function deadlineOf({ pay_type, parameters, sent_at }: Order, wait_seconds: number | undefined, now: Date): Date {
  if (wait_seconds !== undefined) return new Date(now.getTime() + wait_seconds * 1000);
  const expired_time = new Map(parameters).get('expired_time');
  const expired_minutes = expired_time === undefined ? undefined : Number(expired_time);
  return waitDeadline({ pay_type: pay_type.code, made_at: sent_at, expired_minutes }, now);
}
