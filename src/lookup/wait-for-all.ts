import { groupByOrder, orderOutcomes } from '../diagnosis/order.ts';
import { isFinal } from '../diagnosis/outcome.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { parseGatewayTime } from '../transaction/txdtm.ts';
import { commaLists } from './comma-lists.ts';
import { waitDeadline } from './deadline.ts';
import { type Lookup, mergeLookups } from './pages.ts';
import { pollUntilDone, type Waiting, type WaitingContext } from './poll.ts';
import { isRefused } from './query.ts';
import { isAskedFor, pollOnce } from './wait.ts';

/**
 * Polls what was found until every order's outcome is final or the time is up. By syssn, which needs no window and cannot
 * show another order. The answers of the result are those that its records came with.
 * @throws SignatureError the gateway refuses the signature (1108)
 * @throws CancelledError interrupted
 */
export async function waitForAll(
  gateway: Gateway,
  context: WaitingContext,
  found: Lookup,
  waiting: Waiting,
): Promise<Lookup> {
  let latest = found;
  if (openSyssns(latest).length === 0) return latest;
  await pollUntilDone(gateway.settings.env, context, waiting, async () => {
    const open = openSyssns(latest);
    const round = await pollRound(gateway, open, waiting);
    if (round.answers.length === 0) return false;
    const isWhole = open.length === latest.records.length && round.records.length === open.length;
    const answers = isWhole ? round.answers : [...found.answers, ...round.answers];
    latest = { ...mergeLookups(latest, round), answers };
    return openSyssns(latest).length === 0;
  });
  return latest;
}

/** Leaves out what the gateway could not tell just now, and what it was not asked for. */
async function pollRound(gateway: Gateway, open: readonly string[], { resume }: Waiting): Promise<Lookup> {
  let round: Lookup = { records: [], answers: [] };
  for (const syssn of commaLists(open)) {
    const polled = await pollOnce(gateway, { syssn, page_size: 100 }, resume);
    if (!polled || isRefused(polled.answer)) continue;
    const records = polled.records.filter((record) => isAskedFor(record, { syssn }));
    round = mergeLookups(round, { records, answers: [polled.answer] });
  }
  return round;
}

/** When to give up by default: when the last of the open orders does. */
export function latestDeadline(records: readonly Transaction[], now: Date): Date {
  const deadlines = openRecords(records).map(({ pay_type, order_type, sysdtm = '' }) =>
    waitDeadline({ pay_type, order_type, made_at: parseGatewayTime(sysdtm) ?? now }, now).getTime(),
  );
  return new Date(Math.max(now.getTime(), ...deadlines));
}

/** The records of orders that may still change. */
function openRecords(records: readonly Transaction[]): Transaction[] {
  return groupByOrder(records)
    .filter((order) => !orderOutcomes(order).every(isFinal))
    .flat();
}

function openSyssns({ records }: Lookup): string[] {
  return openRecords(records).flatMap(({ syssn }) => syssn ?? []);
}
