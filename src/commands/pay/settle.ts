import type { Context } from '../../context.ts';
import { decisiveRecord } from '../../diagnosis/order.ts';
import { outcomeOfRecord } from '../../diagnosis/outcome.ts';
import { UnknownOutcomeError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { type Settling, settle } from '../../lookup/settle.ts';
import type { Seen } from '../../lookup/wait.ts';
import { isSameOrder, isSameSum } from '../../payment/used-number.ts';
import type { PaymentState } from '../../report/payment-findings.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { tell } from '../tell.ts';
import type { Order } from './order.ts';
import { needsLink, stateOfOther, stateOfRecord } from './state.ts';

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
  tell(context, t`the answer was lost: asking what became of the order`);
  const found = await findOrder(order, gateway, context);
  if (typeof found !== 'string') return found;
  throw new UnknownOutcomeError(unsettledMessage(lost.message, found), {
    hint: t`do not pay again before query has settled this number`,
    out_trade_no,
    resume: resume.command,
    known: { env: gateway.settings.env, outcome: 'unknown', transaction: { out_trade_no } },
    cause: lost,
  });
}

function unsettledMessage(lost: string, found: Exclude<Settling, Seen>): string {
  return found === 'absent'
    ? t`${lost}; the order may have been made, and query does not know it yet`
    : t`${lost}; the order may have been made, and query could not be asked`;
}

/** The answer came, but by its own words leaves open what became of the order. */
export async function settleDoubt(
  doubt: PaymentState,
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState> {
  const { respcd = '', reason } = doubt;
  tell(
    context,
    reason === undefined
      ? t`the answer (${respcd}) leaves open what became of the order: asking`
      : t`${reason}: asking`,
  );
  const found = await findOrder(order, gateway, context);
  return typeof found === 'string' ? doubt : found;
}

async function findOrder(
  order: Order,
  gateway: Gateway,
  context: Context,
): Promise<PaymentState | Exclude<Settling, Seen>> {
  const { out_trade_no, sent_at, parameters, pay_type } = order;
  const choose = (records: readonly Transaction[]) => chooseRecord(records, order);
  const seen = await settle(gateway, context, { out_trade_no, sent_at, choose });
  if (typeof seen === 'string') return seen;
  const { record, answer } = seen;
  if (!isSameSum(record, parameters)) return { ...stateOfOther(record, order), answer };
  if (!isSameOrder(record, parameters, pay_type)) {
    tell(context, t`note: the books have it with pay_type ${record.pay_type ?? ''}, not ${pay_type.code}`);
  }
  return { ...stateOfFound(record, order), answer };
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
