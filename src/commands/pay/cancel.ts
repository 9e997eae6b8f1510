import type { Context } from '../../context.ts';
import { isFinal } from '../../diagnosis/outcome.ts';
import { NetworkError, RateLimitedError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { PaymentState } from '../../report/payment-findings.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { type CancelOrder, stateOfOrder } from '../cancel/order.ts';
import { type Cancelled, cancelOnce } from '../cancel/send.ts';
import type { Session } from '../session.ts';
import { tell } from '../tell.ts';
import type { Order } from './order.ts';
import { stateOfPoll } from './state.ts';

/** How the order stands, and what has to be warned about. */
export interface Ended {
  readonly state: PaymentState;
  readonly warnings: readonly string[];
}

/**
 * Ends an order that nobody has paid when the wait is over, and looks again: the payer may have been quicker.
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function endUnpaid(last: PaymentState, order: Order, session: Session, context: Context): Promise<Ended> {
  const unpaid = last.outcome === 'pending' ? cancelOrderOf(last, order) : undefined;
  if (!unpaid) return { state: last, warnings: [] };
  tell(context, t`out_trade_no ${order.out_trade_no} was not paid: ending it by ${unpaid.endpoint}`);
  try {
    const cancelled = await cancelOnce(unpaid, 'pay', session, context);
    return { state: stateAfter(last, cancelled, order), warnings: cancelled.warnings };
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof RateLimitedError)) throw error;
    const reason = t`out_trade_no ${order.out_trade_no} was not paid in time and is still open: ${error.message}`;
    return { state: { ...last, reason }, warnings: [] };
  }
}

/** With the amount and the time that it was made with, as QFPay demands. */
function cancelOrderOf({ transaction, respcd }: PaymentState, order: Order): CancelOrder | undefined {
  const { out_trade_no, pay_type, parameters, sent_at, resume } = order;
  if (pay_type.cancel === null) return undefined;
  const sent = new Map(parameters);
  const [txamt, txdtm, txcurrcd] = [sent.get('txamt') ?? '', sent.get('txdtm') ?? '', sent.get('txcurrcd') ?? ''];
  const told = { sysdtm: formatGatewayTime(sent_at), pay_type: pay_type.code, txcurrcd, ...transaction, out_trade_no };
  const record = { ...told, ...(respcd === undefined ? {} : { respcd }) };
  return { endpoint: pay_type.cancel, txamt, txdtm, record, is_void: false, skipped_rules: [], resume };
}

/** What the books say of the order counts, not what the gateway said of the call. */
function stateAfter(last: PaymentState, { state, after }: Cancelled, order: Order): PaymentState {
  const { out_trade_no } = order;
  const open = t`out_trade_no ${out_trade_no} was not paid in time: ${state.reason ?? ''}`;
  if (!after) return { ...last, reason: open };
  const seen = stateOfPoll(last, after, order);
  const { link_lost: _gone, reason: _outdated, ...rest } = seen;
  if (state.outcome === 'closed' || state.outcome === 'reversed') {
    const reason =
      state.outcome === 'closed'
        ? t`out_trade_no ${out_trade_no} was not paid in time, and is closed: nobody can pay it any more`
        : t`out_trade_no ${out_trade_no} was not paid in time, and is reversed: nobody can pay it any more`;
    return { ...rest, outcome: state.outcome, reason };
  }
  return isFinal(stateOfOrder(after.record)) ? rest : { ...seen, outcome: 'pending', reason: open };
}
