import type { Context } from '../../context.ts';
import { isFinal } from '../../diagnosis/outcome.ts';
import { t } from '../../language/t.ts';
import { waitDeadline } from '../../lookup/deadline.ts';
import type { QueryFilter } from '../../lookup/query.ts';
import { waitForFinal } from '../../lookup/wait.ts';
import { windowAround } from '../../lookup/window.ts';
import { isRefundOf, type NumberedRefund } from '../../refund/refund-record.ts';
import type { RefundState } from '../../report/refund-findings.ts';
import { parseGatewayTime } from '../../transaction/txdtm.ts';
import type { Session } from '../session.ts';
import { refundCommands } from './order.ts';
import type { RefundRequest } from './request.ts';
import { stateOfPoll } from './state.ts';

/**
 * Waits until an open refund is made or declined, or the time is up; 60 s unless said otherwise.
 * @throws CancelledError interrupted
 * @throws SignatureError the gateway refuses the signature of the query
 */
export async function waitForRefund(
  state: RefundState,
  refund: NumberedRefund,
  request: RefundRequest,
  { gateway }: Session,
  context: Context,
): Promise<RefundState> {
  if (!request.wait || isFinal(state.outcome) || state.needs_number) return state;
  const { out_trade_no } = refund;
  const now = context.clock.now();
  const { wait_seconds } = request;
  const { seen } = await waitForFinal(gateway, context, {
    outcome: state.outcome,
    filter: filterOf(state, now),
    isOurs: (record) => isRefundOf(record, refund.payment, refund.txamt),
    deadline:
      wait_seconds === undefined
        ? waitDeadline({ order_type: 'refund', made_at: now }, now)
        : new Date(now.getTime() + wait_seconds * 1000),
    resume: { out_trade_no, command: refundCommands(request).again },
    label: t`the refund ${out_trade_no}`,
  });
  return seen ? stateOfPoll(state, seen, refund) : state;
}

function filterOf({ transaction: { syssn, out_trade_no = '', sysdtm = '' } }: RefundState, now: Date): QueryFilter {
  if (syssn !== undefined) return { syssn: [syssn] };
  return { out_trade_no: [out_trade_no], window: windowAround(parseGatewayTime(sysdtm) ?? now) };
}
