import type { Context } from '../context.ts';
import { decisiveRecord } from '../diagnosis/order.ts';
import { outcomeOfRecord } from '../diagnosis/outcome.ts';
import { NetworkError, RateLimitedError, UnknownOutcomeError } from '../errors.ts';
import type { Answer } from '../gateway/answer.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { findOrders } from '../lookup/find-orders.ts';
import { monthTeller } from '../lookup/month-of-order.ts';
import { settle } from '../lookup/settle.ts';
import { isSameOrder, isSameSum } from '../payment/used-number.ts';
import type { PaymentState } from '../report/payment-findings.ts';
import { formatMoney } from '../transaction/money.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Order } from './pay-order.ts';
import { needsLink, stateOfAnswer, stateOfRecord } from './pay-state.ts';
import { tell } from './tell.ts';

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
  tell(context, 'the answer was lost: asking what became of the order');
  const found = await findOrder(order, gateway, context);
  if (found) return found;
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
  const why = doubt.reason ?? `the answer (${doubt.respcd}) leaves open what became of the order`;
  tell(context, `${why}: asking`);
  return (await findOrder(order, gateway, context)) ?? doubt;
}

async function findOrder(order: Order, gateway: Gateway, context: Context): Promise<PaymentState | undefined> {
  const { out_trade_no, sent_at, parameters, pay_type } = order;
  const choose = (records: readonly Transaction[]) => chooseRecord(records, order);
  const record = await settle(gateway, context, { out_trade_no, sent_at, choose });
  if (!record) return undefined;
  if (!isSameSum(record, parameters)) return otherOrder(record, order);
  if (!isSameOrder(record, parameters, pay_type)) {
    tell(context, `note: the books have it with pay_type ${record.pay_type}, not ${pay_type.code}`);
  }
  return stateOfFound(record, order);
}

/**
 * The order itself before any other under its number. The same sum by another pay type may be it, since the gateway writes down
 * the wallet that it found; but that such a one was declined says nothing of ours.
 */
function chooseRecord(records: readonly Transaction[], { parameters, pay_type }: Order): Transaction | undefined {
  const sameSum = records.filter((record) => isSameSum(record, parameters));
  const same = sameSum.filter((record) => isSameOrder(record, parameters, pay_type));
  const alike = sameSum.filter((record) => !same.includes(record) && outcomeOfRecord(record) !== 'declined');
  return decisiveRecord([...same, ...alike]) ?? decisiveRecord(records.filter((record) => !sameSum.includes(record)));
}

function stateOfFound(record: Transaction, order: Order): PaymentState {
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
