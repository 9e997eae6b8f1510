import type { Endpoint } from '../catalog/endpoints.ts';
import {
  CancelledError,
  CancelledUnsentError,
  ConfigError,
  DeclinedError,
  NetworkError,
  RateLimitedError,
  refusedSignatureText,
  SignatureError,
  UsageError,
} from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Records } from '../history/history.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournalRefund } from '../journal/journal-entry.ts';
import { t } from '../language/t.ts';
import type { BatchEnd, BatchRow } from '../report/batch-findings.ts';
import type { RefundState } from '../report/refund-findings.ts';
import type { Parameter } from '../signature/sign.ts';
import { mayBeUnderway, type RowToSend, refundOf, rowOfState, unsentRow, waitingRow } from './batch-planned-row.ts';
import type { BatchWorld } from './batch-world.ts';
import { sendUntilKnown } from './move-money.ts';
import { refundMove, refundOrder } from './refund-order.ts';
import { planRefund, type RefundPlan } from './refund-plan.ts';
import type { RefundRequest } from './refund-request.ts';
import { stateOfRecord } from './refund-state.ts';

/**
 * One row: sent once under its number, and settled where its answer leaves a doubt, as `refund` does it.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError the batch was ended while nobody knew what became of the row
 * @throws ConfigError the journal cannot be written; nothing was sent
 */
async function refundRow(to_send: RowToSend, world: BatchWorld): Promise<BatchRow> {
  const { row, plan, request } = to_send;
  const state = await sendPlan(to_send, plan, world);
  // Spent by an earlier refund that was declined: only now is it known that the next number is due.
  if (!state.is_earlier || state.outcome !== 'declined' || plan.is_given)
    return rowOfState(row, refundOf(plan, row), state);
  const next = await planNext(request, world);
  if (typeof next === 'string') return rowOfState(row, refundOf(plan, row), { ...state, reason: next });
  const { standing } = next;
  if (next.out_trade_no === plan.out_trade_no)
    return rowOfState(row, refundOf(plan, row), { ...state, needs_number: true });
  if (standing)
    return rowOfState(row, refundOf(next, row), { ...stateOfRecord(standing.record, next), repeated: true });
  return rowOfState(row, refundOf(next, row), await sendPlan(to_send, next, world));
}

/** With the next number; where a rule or the books forbid that now, why. The other rows are not to suffer from it. */
async function planNext(request: RefundRequest, { session, context }: BatchWorld): Promise<RefundPlan | string> {
  try {
    return await planRefund(request, session, context);
  } catch (error) {
    if (error instanceof UsageError || error instanceof DeclinedError) return error.message;
    throw error;
  }
}

async function sendPlan(
  { row, request, entry, lifted }: RowToSend,
  plan: RefundPlan,
  world: BatchWorld,
): Promise<RefundState> {
  const { session, context, journal } = world;
  const refund = refundOf(plan, row);
  const sent_at = context.clock.now();
  const order = {
    ...refundOrder(plan, request, session.settings, { command: 'refund-batch', sent_at, lifted }),
    in_doubt: mayBeUnderway(entry, refund.refund_no, sent_at),
    records: recordsOf(refund, journal),
  };
  const gateway = patientGateway(session.gateway, world);
  const { state } = await sendUntilKnown(refundMove(order, gateway, context), { ...session, gateway }, context);
  return state;
}

function recordsOf(refund: JournalRefund, journal: Journal): Records {
  return {
    async sending() {
      await journal.sending(refund);
      return refund.refund_no;
    },
    outcome: (_id, settled) => journal.outcome(refund, settled),
  };
}

/**
 * A refund that only waited for its turn when the batch was ended has surely not left. One that the person broke off by a second
 * Ctrl-C may have.
 */
function patientGateway(gateway: Gateway, { ending, context }: BatchWorld): Gateway {
  return {
    ...gateway,
    async send(endpoint: Endpoint, parameters: readonly Parameter[]) {
      try {
        return await gateway.send(endpoint, parameters);
      } catch (error) {
        const is_let_go = ending.signal.aborted && !context.interruption.signal.aborted;
        if (!is_let_go || !(error instanceof CancelledError) || !endpoint.moves_money) throw error;
        throw new NetworkError(t`the batch ended before it was sent`, { cause: error });
      }
    },
  };
}

/** Before each further try of a row whose connection was not made: it has surely not left. */
const pauses = [1000, 4000, 10_000];

/**
 * One row, whatever happens to it. What would go wrong with every other row as well ends the batch.
 * @throws what is none of the failures that we foresee
 */
export async function refundRowSafely(to_send: RowToSend, world: BatchWorld): Promise<BatchRow> {
  const { ending, context } = world;
  for (const pause of [...pauses, undefined]) {
    try {
      return endedBy(await refundRow(to_send, world), ending);
    } catch (error) {
      const is_lost = error instanceof NetworkError && !ending.signal.aborted && pause !== undefined;
      if (!is_lost) return rowOfFailure(error, to_send, world);
      await context.clock.sleep(pause, ending.signal).catch(ignoreInterruption);
    }
  }
  throw new Error('a row has a last try');
}

/** The gateway refuses the signature of one row: it would refuse them all. */
function endedBy(row: BatchRow, ending: BatchWorld['ending']): BatchRow {
  if (row.outcome === 'declined' && row.respcd === '1108')
    ending.begin({ kind: 'signature', message: refusedSignatureText(row.message ?? '') });
  return row;
}

function rowOfFailure(error: unknown, to_send: RowToSend, { ending, context }: BatchWorld): BatchRow {
  const { row, plan } = to_send;
  const end = endOf(error);
  if (end && !ending.signal.aborted) ending.begin(end);
  if (error instanceof CancelledUnsentError) return waitingRow(to_send, context.clock.now(), error.message);
  if (error instanceof CancelledError) {
    const message = context.interruption.signal.aborted
      ? t`interrupted before its answer came`
      : t`interrupted while in doubt`;
    return { ...unsentRow(row, refundOf(plan, row), message), outcome: 'unknown' };
  }
  if (!end) throw error;
  return waitingRow(to_send, context.clock.now(), error instanceof Error ? error.message : undefined);
}

function endOf(error: unknown): BatchEnd | undefined {
  if (error instanceof RateLimitedError) return { kind: 'rate-limited', message: error.message };
  if (error instanceof NetworkError) return { kind: 'network', message: error.message };
  if (error instanceof SignatureError) return { kind: 'signature', message: error.message };
  if (error instanceof ConfigError) return { kind: 'disk', message: error.message };
  return undefined;
}

function ignoreInterruption(error: unknown): void {
  if (!(error instanceof CancelledError)) throw error;
}
