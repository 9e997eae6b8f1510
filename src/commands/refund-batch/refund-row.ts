import type { Endpoint } from '../../catalog/endpoints.ts';
import { CancelledError, NetworkError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Records } from '../../history/records.ts';
import type { Journal } from '../../journal/journal.ts';
import type { JournalEntry, JournalRefund } from '../../journal/journal-entry.ts';
import type { BatchRow } from '../../report/batch-findings.ts';
import type { RefundState } from '../../report/refund-findings.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { longestWay, refundOrder } from '../refund/order.ts';
import { planRefund } from '../refund/plan.ts';
import type { RefundPlan } from '../refund/planning.ts';
import { sendRefund } from '../refund/send.ts';
import { stateOfRecord } from '../refund/state.ts';
import type { BatchWorld } from './batch-world.ts';
import { isOpen } from './journal-rows.ts';
import { type RowToSend, refundOf, rowOfState } from './planned-row.ts';

/**
 * One row: sent once under its number, and settled where its answer leaves a doubt, as `refund` does it.
 * @throws NetworkError, RateLimitedError surely not processed
 * @throws CancelledError the batch was ended while nobody knew what became of the row
 * @throws ConfigError the journal cannot be written; nothing was sent
 */
export async function refundRow(to_send: RowToSend, world: BatchWorld): Promise<BatchRow> {
  const { row, plan, request } = to_send;
  const state = await sendPlan(to_send, plan, world);
  // Spent by an earlier refund that was declined: only now is it known that the next number is due.
  if (!state.is_earlier || state.outcome !== 'declined' || plan.is_given)
    return rowOfState(row, refundOf(plan, row), state);
  const next = await planRefund(request, world.session, world.context);
  const { standing } = next;
  if (next.out_trade_no === plan.out_trade_no)
    return rowOfState(row, refundOf(plan, row), { ...state, needs_number: true });
  if (standing)
    return rowOfState(row, refundOf(next, row), { ...stateOfRecord(standing.record, next), repeated: true });
  return rowOfState(row, refundOf(next, row), await sendPlan(to_send, next, world));
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
    in_doubt: mayBeUnderway(entry, refund, sent_at),
    records: recordsOf(refund, journal),
  };
  const { state } = await sendRefund(order, { ...session, gateway: patientGateway(session.gateway, world) }, context);
  return state;
}

/** Whether the number was sent a moment ago, and nobody knows what became of it. */
function mayBeUnderway(entry: JournalEntry | undefined, { refund_no }: JournalRefund, now: Date): boolean {
  if (entry?.refund_no !== refund_no || !isOpen(entry)) return false;
  return now.getTime() - Date.parse(entry.sent_at ?? '') < longestWay;
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
        throw new NetworkError('the batch ended before it was sent', { cause: error });
      }
    },
  };
}
