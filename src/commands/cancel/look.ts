import type { Context } from '../../context.ts';
import { decisiveRecord } from '../../diagnosis/order.ts';
import { isFinal, outcomeOfAnswer } from '../../diagnosis/outcome.ts';
import { UnknownOutcomeError } from '../../errors.ts';
import type { Answer } from '../../gateway/answer.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { type QueryFilter, tryQuery } from '../../lookup/query.ts';
import { isAskedFor, type Seen } from '../../lookup/wait.ts';
import { windowAround } from '../../lookup/window.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { parseGatewayTime } from '../../transaction/txdtm.ts';
import { type CancelOrder, stateOfOrder } from './order.ts';

/** Milliseconds before each look: the books may lag behind an answer, and more so behind one that got lost. */
const pauses = {
  refused: [0, 500, 1000],
  done: [0, 500, 1000, 2000, 4000],
  open: [500, 1000, 2000, 4000, 8000],
} as const;

/** The order once it is settled, or when patience ends; undefined when the gateway could not tell. */
export async function lookAfter(
  order: CancelOrder,
  answer: Answer | UnknownOutcomeError,
  gateway: Gateway,
  { clock, progress: startProgress }: Pick<Context, 'clock' | 'progress'>,
): Promise<Seen | undefined> {
  const progress = startProgress(t`asking what became of the order`);
  let last: Seen | undefined;
  try {
    for (const pause of pauses[patienceFor(order, answer)]) {
      if (pause > 0) await clock.sleep(pause);
      last = (await lookOnce(order, gateway)) ?? last;
      if (last && isSettled(order, last.record)) break;
    }
  } finally {
    progress.stop();
  }
  return last;
}

function patienceFor({ endpoint }: CancelOrder, answer: Answer | UnknownOutcomeError): keyof typeof pauses {
  if (answer instanceof UnknownOutcomeError) return 'open';
  const outcome = outcomeOfAnswer(answer.respcd, endpoint);
  if (outcome === 'declined') return 'refused';
  return isFinal(outcome) ? 'done' : 'open';
}

function isSettled({ is_void }: CancelOrder, record: Transaction): boolean {
  const state = stateOfOrder(record);
  return isFinal(state) && !(is_void && state === 'paid');
}

async function lookOnce({ record: named }: CancelOrder, gateway: Gateway): Promise<Seen | undefined> {
  const filter = filterOf(named);
  const found = await tryQuery(gateway, filter);
  const isOrder = (each: Transaction) =>
    isAskedFor(each, filter) && isSameNumber(each, named) && (each.order_type ?? 'payment') === 'payment';
  const records = found?.records.filter(isOrder) ?? [];
  const record = decisiveRecord(records);
  return found && record && { ...found, records, record };
}

/** Asked for by QFPay's number, a record still has to bear the merchant's. */
function isSameNumber(record: Transaction, { out_trade_no = record.out_trade_no }: Transaction): boolean {
  return record.out_trade_no === undefined || record.out_trade_no === out_trade_no;
}

function filterOf({ syssn, out_trade_no = '', sysdtm = '' }: Transaction): QueryFilter {
  if (syssn !== undefined) return { syssn: [syssn] };
  const made_at = parseGatewayTime(sysdtm);
  return { out_trade_no: [out_trade_no], ...(made_at ? { window: windowAround(made_at) } : {}) };
}
