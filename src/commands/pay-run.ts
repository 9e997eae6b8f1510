import { endpoints } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { ConfigError, NetworkError, RateLimitedError, UnknownOutcomeError, UsageError } from '../errors.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { recordOutcome, recordSending } from '../history/history.ts';
import { isUsedNumber } from '../payment/used-number.ts';
import type { PaymentFindings, PaymentState } from '../report/payment-findings.ts';
import { showLink } from './pay-link.ts';
import { makeOrder, noticesOf, type Order, sendingOf } from './pay-order.ts';
import type { PayRequest } from './pay-request.ts';
import { settleDoubt, settleLost, settleUsed } from './pay-settle.ts';
import { stateOfAnswer } from './pay-state.ts';
import { waitForPayer } from './pay-wait.ts';
import type { Session } from './session.ts';

/**
 * Makes a payment, once: its number is on disk and on stderr before the request leaves, and whatever becomes of the answer,
 * nothing is sent again.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws UnknownOutcomeError may have been processed, and `query` does not know the number
 * @throws CancelledError interrupted
 */
export async function runPayment(request: PayRequest, session: Session, context: Context): Promise<PaymentFindings> {
  const { settings } = session;
  const order = makeOrder(request, settings, context);
  const id = await recordSending(context, sendingOf(order, settings, request));
  context.io.err(`out_trade_no ${order.out_trade_no}\n`);
  for (const notice of noticesOf(order, settings, request)) context.io.err(`note: ${notice}\n`);
  context.interruption.resume = order.resume;
  const made = await send(order, session, context, id);
  const warnings = [...(await keep(context, id, made)), ...(await showLink(made.transaction, request, context))];
  const last = request.wait ? await waitForPayer(made, order, request, session, context) : made;
  if (last !== made) warnings.push(...(await keep(context, id, last)));
  context.interruption.resume = undefined;
  return { ...last, env: settings.env, resume: order.resume.command, notices: request.warnings, warnings };
}

/** Sends, and finds out what became of it where the answer does not say. */
async function send(order: Order, { gateway }: Session, context: Context, id: string): Promise<PaymentState> {
  const answer = await sendOnce(order, gateway, context, id);
  if (answer instanceof UnknownOutcomeError) return settleLost(order, gateway, context, answer);
  if (isUsedNumber(answer)) return settleUsed(answer, order, gateway, context);
  const state = stateOfAnswer(answer, order);
  return state.outcome === 'unknown' ? settleDoubt(state, order, gateway, context) : state;
}

async function sendOnce(
  { parameters }: Order,
  gateway: Gateway,
  context: Context,
  id: string,
): Promise<Answer | UnknownOutcomeError> {
  try {
    return await gateway.send(endpoints.payment, parameters);
  } catch (error) {
    if (error instanceof UnknownOutcomeError) return error;
    if (error instanceof NetworkError || error instanceof RateLimitedError) {
      await recordOutcome(context, id, { outcome: 'not_sent' });
      context.interruption.resume = undefined;
    }
    throw error;
  }
}

/** Writes down what is known. A disk that is full now must not hide an order that is made. */
async function keep(context: Context, id: string, { outcome, respcd, transaction }: PaymentState): Promise<string[]> {
  const { syssn } = transaction;
  try {
    await recordOutcome(context, id, {
      outcome,
      ...(respcd === undefined ? {} : { respcd }),
      ...(syssn === undefined ? {} : { syssn }),
    });
    return [];
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError) return [error.message];
    throw error;
  }
}
