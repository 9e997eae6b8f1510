import type { Context } from '../../context.ts';
import { decisiveRecord } from '../../diagnosis/order.ts';
import { NetworkError, RateLimitedError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { findOrders } from '../../lookup/find-orders.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import { type Lookup, refusalOf } from '../../lookup/pages.ts';
import { isSameOrder } from '../../payment/used-number.ts';
import type { PaymentState } from '../../report/payment-findings.ts';
import type { Order } from './order.ts';
import { stateOfAnswer, stateOfOther, stateOfRecord } from './state.ts';

/** The gateway refused the number as used: the order that was made under it is the answer, if it is the same one. */
export async function settleUsed(
  answer: Answer,
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState> {
  const refused = stateOfAnswer(answer, order);
  const lookup = await lookUp(order, gateway, context);
  const records = lookup?.records ?? [];
  const shown = lookup?.answers.at(-1);
  const same = decisiveRecord(records.filter((record) => isSameOrder(record, order.parameters, order.pay_type)));
  if (same) return { ...stateOfRecord(same, order), repeated: true, ...(shown ? { answer: shown } : {}) };
  const other = decisiveRecord(records);
  if (other) return { ...refused, ...stateOfOther(other, order) };
  const { out_trade_no } = order;
  const reason = lookup
    ? t`the gateway refuses out_trade_no ${out_trade_no} as used, and query does not know it`
    : t`the gateway refuses out_trade_no ${out_trade_no} as used, and query could not be asked`;
  return { ...refused, outcome: 'unknown', reason };
}

/** Wherever the order may be on the books; undefined where they cannot be read just now. */
async function lookUp({ out_trade_no }: Order, gateway: Gateway, context: Context): Promise<Lookup | undefined> {
  try {
    const search = { out_trade_no: [out_trade_no], now: context.clock.now(), monthOf: monthTeller(context) };
    const lookup = await findOrders(gateway, search);
    const records = lookup.records.filter((record) => record.out_trade_no === out_trade_no);
    return records.length === 0 && refusalOf(lookup) ? undefined : { ...lookup, records };
  } catch (error) {
    if (error instanceof NetworkError || error instanceof RateLimitedError) return undefined;
    throw error;
  }
}
