import { endpoints } from '../../catalog/endpoints.ts';
import type { Context, Resume } from '../../context.ts';
import { CancelledError, CancelledUnsentError, ConfigError, UnknownOutcomeError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import type { Sending } from '../../history/history-entry.ts';
import type { Records } from '../../history/records.ts';
import { t } from '../../language/t.ts';
import type { RefundState } from '../../report/refund-findings.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { isUnsent, sendOnce } from '../money-call.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';
import { understandRefund } from './answer.ts';
import { type DoubtfulRefund, patience, settleRefund } from './settle.ts';
import { stateOfDoubt } from './state.ts';

/** A refund, ready to leave. */
export interface RefundOrder extends DoubtfulRefund {
  readonly parameters: readonly Parameter[];
  readonly sending: Sending;
  /** This machine has sent the number before, and does not know what became of it. */
  readonly in_doubt: boolean;
  /** For stderr, before it leaves. */
  readonly notices: readonly string[];
  readonly resume: Resume & { readonly out_trade_no: string };
  /** Where its sendings are written down; this machine's history when absent. */
  readonly records?: Records;
}

export interface SentRefund {
  readonly state: RefundState;
  /** What the outcome is kept under: a line of the history for each sending. */
  readonly ids: readonly string[];
}

/** With a query before each of the further ones. */
const mostSendings = 3;

/**
 * Makes a refund, once. Where nobody can tell whether it was made it is sent again under the same number, which the gateway
 * takes once; never under another.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function sendRefund(order: RefundOrder, session: Session, context: Context): Promise<SentRefund> {
  const { gateway } = session;
  const ids: string[] = [];
  for (let sending = 1; ; sending += 1) {
    const { id, answer } = await send(order, session, context, sending);
    if (id !== undefined) ids.push(id);
    const in_doubt = sending > 1 || order.in_doubt;
    const state = await understandRefund({ answer, sending, in_doubt }, order, gateway, context);
    if (state.outcome !== 'unknown') return { state, ids };
    const is_last = sending === mostSendings || id === undefined || state.is_refused === true;
    tell(context, `${state.reason}: asking`);
    const found = await settleRefund(order, gateway, context, is_last ? undefined : patience.short);
    if (found || is_last) return { state: found ?? stateOfDoubt(state), ids };
    tell(context, t`no answer of query shows the refund: sending it again under the same number`);
  }
}

/** Once; a further sending that does not reach the gateway, or the disk, leaves open what became of those before it. */
async function send(
  { parameters, sending, notices, resume, records }: RefundOrder,
  session: Session,
  context: Context,
  count: number,
): Promise<{ readonly id?: string; readonly answer: Answer | UnknownOutcomeError }> {
  const call = {
    endpoint: endpoints.refund,
    parameters,
    sending,
    notices: count === 1 ? notices : [],
    resume,
    records,
  };
  try {
    return await sendOnce(call, session, context);
  } catch (error) {
    if (count === 1 || !(isUnsent(error) || error instanceof ConfigError)) throw error;
    const { known } = error.facts;
    context.interruption.resume = { ...resume, ...(known ? { known } : {}) };
    if (error instanceof CancelledUnsentError) throw new CancelledError(t`interrupted`, { cause: error });
    return { answer: new UnknownOutcomeError(error.message, { cause: error }) };
  }
}
