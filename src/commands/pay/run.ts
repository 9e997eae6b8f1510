import { endpoints } from '../../catalog/endpoints.ts';
import type { Context } from '../../context.ts';
import { UnknownOutcomeError } from '../../errors.ts';
import type { Settled } from '../../history/history-entry.ts';
import { isOfExistingOrder } from '../../payment/used-number.ts';
import type { PaymentFindings, PaymentState } from '../../report/payment-findings.ts';
import { keepOutcome, type Sent, sendOnce } from '../money-call.ts';
import type { Session } from '../session.ts';
import { endUnpaid } from './cancel.ts';
import { showLink } from './link.ts';
import { makeOrder, noticesOf, type Order, sendingOf } from './order.ts';
import type { PayRequest } from './request.ts';
import { settleDoubt, settleLost } from './settle.ts';
import { stateOfAnswer } from './state.ts';
import { settleUsed } from './used.ts';
import { waitForPayer } from './wait.ts';

/**
 * Makes a payment, once. Whatever becomes of the answer, nothing is sent again.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws UnknownOutcomeError may have been processed, and `query` does not know the number
 * @throws CancelledError interrupted
 */
export async function runPayment(request: PayRequest, session: Session, context: Context): Promise<PaymentFindings> {
  const { settings } = session;
  const order = makeOrder(request, settings, context);
  const { resume, parameters } = order;
  const sending = sendingOf(order, settings, request);
  const notices = noticesOf(order, settings, request);
  const sent = await sendOnce({ endpoint: endpoints.payment, parameters, sending, notices, resume }, session, context);
  const made = await understand(sent, order, session, context);
  // The payer first: writing down may have to wait for another process.
  const shown = await showLink(made.transaction, request, context);
  const warnings = [...shown.warnings, ...(await keepOutcome(context, sent.id, settledAs(made)))];
  const waited = request.wait ? await waitForPayer(made, order, request, session, context) : made;
  const { state: last, warnings: further } = request.cancels
    ? await endUnpaid(waited, order, session, context)
    : { state: waited, warnings: [] };
  warnings.push(...further);
  if (last !== made) warnings.push(...(await keepOutcome(context, sent.id, settledAs(last))));
  context.interruption.resume = undefined;
  const drawing = shown.drawing === undefined ? {} : { drawing: shown.drawing };
  const { env, timezone } = settings;
  return { ...last, ...drawing, env, timezone, resume: resume.command, notices: request.warnings, warnings };
}

/** Finds out what became of the order where the answer does not say. */
async function understand(
  { answer }: Sent,
  order: Order,
  { gateway }: Session,
  context: Context,
): Promise<PaymentState> {
  if (answer instanceof UnknownOutcomeError) return settleLost(order, gateway, context, answer);
  if (isOfExistingOrder(answer)) return settleUsed(answer, order, gateway, context);
  const state = stateOfAnswer(answer, order);
  return state.outcome === 'unknown' ? settleDoubt(state, order, gateway, context) : state;
}

function settledAs({ outcome, respcd, transaction: { syssn } }: PaymentState): Settled {
  return { outcome, ...(respcd === undefined ? {} : { respcd }), ...(syssn === undefined ? {} : { syssn }) };
}
