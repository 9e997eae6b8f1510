import type { Context } from '../context.ts';
import { decisiveRecord } from '../diagnosis/order.ts';
import { NetworkError, RateLimitedError, UnknownOutcomeError } from '../errors.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { findOrders } from '../lookup/find-orders.ts';
import { monthTeller } from '../lookup/month-of-order.ts';
import { settle } from '../lookup/settle.ts';
import { isSameOrder } from '../payment/used-number.ts';
import type { PaymentState } from '../report/payment-findings.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Order } from './pay-order.ts';
import { needsLink, stateOfAnswer, stateOfRecord } from './pay-state.ts';

/**
 * The answer never came: the gateway's books say what became of the order. Nothing is sent again.
 * @throws UnknownOutcomeError the books do not know the number, which is no proof that nothing happened
 */
export async function settleLost(
  order: Order,
  gateway: Gateway,
  context: Context,
  lost: UnknownOutcomeError,
): Promise<PaymentState> {
  const { out_trade_no, resume } = order;
  context.io.err('the answer was lost: asking what became of the order\n');
  const record = await settle(gateway, context, order);
  if (record) return stateOfFound(record, order);
  throw new UnknownOutcomeError(`${lost.message}; the order may have been made, and query does not know it yet`, {
    hint: 'do not pay again before query has settled this number',
    out_trade_no,
    resume: resume.command,
    known: { env: gateway.settings.env, outcome: 'unknown', transaction: { out_trade_no } },
    cause: lost,
  });
}

/** The answer came, but by its own words leaves open what became of the order. */
export async function settleDoubt(
  doubt: PaymentState,
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState> {
  context.io.err(`the answer (${doubt.respcd}) leaves open what became of the order: asking\n`);
  const record = await settle(gateway, context, order);
  return record ? stateOfFound(record, order) : doubt;
}

function stateOfFound(record: Transaction, order: Order): PaymentState {
  if (!isSameOrder(record, order.parameters, order.pay_type)) return otherOrder(record, order);
  const state = stateOfRecord(record, order);
  return state.outcome === 'pending' && needsLink(order.pay_type) ? { ...state, link_lost: true } : state;
}

/** The gateway refused the number as used: the order that was made under it is the answer, if it is the same one. */
export async function settleUsed(
  answer: Answer,
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState> {
  const refused = stateOfAnswer(answer, order);
  const records = await recordsOf(order, gateway, context);
  const same = decisiveRecord(records.filter((record) => isSameOrder(record, order.parameters, order.pay_type)));
  if (same) return { ...stateOfRecord(same, order), repeated: true };
  const other = decisiveRecord(records);
  if (other) return { ...refused, ...otherOrder(other, order) };
  const reason = `the gateway refuses out_trade_no ${order.out_trade_no} as used, and query does not know it`;
  return { ...refused, outcome: 'unknown', reason };
}

/** Number and books disagree: the gateway holds a number once, so the order that was to be made was not. */
function otherOrder(record: Transaction, { out_trade_no }: Order): PaymentState {
  const { txamt = '', txcurrcd = '', pay_type = '', order_type = 'payment' } = record;
  const found = [order_type, formatMoney(txamt, txcurrcd), pay_type].filter((text) => text !== '').join(', ');
  return {
    outcome: 'declined',
    transaction: { out_trade_no },
    reason: `out_trade_no ${out_trade_no} belongs to another order (${found})`,
  };
}

/** Wherever the order may be on the books; none where they cannot be read just now. */
async function recordsOf({ out_trade_no }: Order, gateway: Gateway, context: Context): Promise<readonly Transaction[]> {
  try {
    const search = { out_trade_no: [out_trade_no], now: context.clock.now(), monthOf: monthTeller(context) };
    const { records } = await findOrders(gateway, search);
    return records.filter((record) => record.out_trade_no === out_trade_no);
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return [];
    throw error;
  }
}
