import { endpoints } from '../../catalog/endpoints.ts';
import type { Context } from '../../context.ts';
import { UnknownOutcomeError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import type { Sending } from '../../history/history-entry.ts';
import type { Seen } from '../../lookup/wait.ts';
import type { Settings } from '../../merchant/merchant.ts';
import type { CancelState } from '../../report/cancel-findings.ts';
import { readTransaction, type Transaction } from '../../transaction/transaction.ts';
import { keepOutcome, sendOnce } from '../money-call.ts';
import type { Session } from '../session.ts';
import { lookAfter } from './look.ts';
import { type CancelOrder, cancelParameters } from './order.ts';
import { outcomeOfCancel } from './outcome.ts';

/** An order that was to be ended, looked at again. */
export interface Cancelled {
  readonly state: CancelState;
  /** Absent where the books could not be read afterwards. */
  readonly after?: Seen;
  readonly answer?: Answer;
  readonly cancellation?: Transaction;
  readonly warnings: readonly string[];
}

/**
 * Sends the reversal or close, once, and asks afterwards how the order stands. Nothing is sent again, whatever becomes of
 * the answer.
 * @param command the one that sends it, for the history
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function cancelOnce(
  order: CancelOrder,
  command: string,
  session: Session,
  context: Context,
): Promise<Cancelled> {
  const { settings, gateway } = session;
  const sending = sendingOf(order, command, settings);
  const call = { endpoint: endpoints[order.endpoint], parameters: cancelParameters(order), sending, notices: [] };
  const { id, answer } = await sendOnce({ ...call, resume: order.resume }, session, context);
  const after = await lookAfter(order, answer, gateway, context);
  const state = outcomeOfCancel(order, { answer, after: after?.record });
  const cancellation = answer instanceof UnknownOutcomeError ? undefined : readTransaction(answer.fields);
  const warnings = await keepOutcome(context, id, {
    outcome: state.outcome,
    ...(state.respcd === undefined ? {} : { respcd: state.respcd }),
    ...(cancellation?.syssn === undefined ? {} : { syssn: cancellation.syssn }),
  });
  context.interruption.resume = undefined;
  return {
    state,
    ...(after ? { after } : {}),
    ...(answer instanceof UnknownOutcomeError ? {} : { answer }),
    ...(cancellation?.syssn === undefined ? {} : { cancellation }),
    warnings,
  };
}

/** What the history keeps of it: the order's own number, for the call has none. */
function sendingOf(
  { endpoint, record, txamt, skipped_rules }: CancelOrder,
  command: string,
  { env, base_url, merchant }: Settings,
): Sending {
  const { out_trade_no = '', syssn, pay_type, txcurrcd } = record;
  return {
    command,
    env,
    base_url,
    app_code: merchant.app_code,
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    endpoint,
    out_trade_no,
    ...(syssn === undefined ? {} : { orig_syssn: syssn }),
    ...(pay_type === undefined ? {} : { pay_type }),
    txamt,
    ...(txcurrcd === undefined ? {} : { txcurrcd }),
    ...(skipped_rules.length > 0 ? { skipped_rules } : {}),
  };
}
