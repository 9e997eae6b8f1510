import type { Context } from '../../context.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { commaLists } from '../../lookup/comma-lists.ts';
import { findOrders, findSyssns, missingOrders } from '../../lookup/find-orders.ts';
import { monthTeller } from '../../lookup/month-of-order.ts';
import { readAhead } from '../../lookup/read-ahead.ts';
import { acceptedLookup } from '../../lookup/refusal.ts';
import { monthBefore, type Window } from '../../lookup/window.ts';
import type { Named } from '../../refund/choose-payment.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { parseGatewayTime } from '../../transaction/txdtm.ts';

/**
 * What stands under the names of many payments, with as few requests as can be: pages of a hundred where most of a page is
 * wanted, else lists of numbers.
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function readPayments(
  named: readonly Named[],
  gateway: Gateway,
  context: Context,
): Promise<readonly Transaction[]> {
  const valuesOf = (field: Named['field']) => [
    ...new Set(named.flatMap((name) => (name.field === field ? [name.value] : []))),
  ];
  const bySyssn = await readSyssns(valuesOf('syssn'), gateway);
  return [...bySyssn, ...(await readOrders(valuesOf('out_trade_no'), gateway, context))];
}

/** QFPay's number begins with its day; a window does not reach beyond a month. */
async function readSyssns(numbers: readonly string[], gateway: Gateway): Promise<Transaction[]> {
  const records: Transaction[] = [];
  const wanted = new Set(numbers);
  for (const [month, group] of grouped(numbers, (syssn) => /^20\d{4}(?=\d{8,})/.exec(syssn)?.[0])) {
    const window = month === undefined ? undefined : daysOf(group);
    if (!window) continue;
    const isWanted = ({ syssn = '' }: Transaction) => wanted.has(syssn);
    records.push(
      ...(await readAhead(gateway, { window, isWanted, count: group.length, per_list: perList(group) })).records,
    );
  }
  const known = new Set(records.map(({ syssn }) => syssn));
  const missing = numbers.filter((syssn) => !known.has(syssn));
  return [...records, ...acceptedLookup(await findSyssns(gateway, missing, undefined)).records];
}

/** From the first to the last day of numbers of one month. */
function daysOf(syssns: readonly string[]): Window | undefined {
  const days = syssns.map((syssn) => syssn.slice(0, 8).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')).sort();
  const [start, end] = [parseGatewayTime(`${days[0]} 00:00:00`), parseGatewayTime(`${days.at(-1)} 23:59:59`)];
  return start && end && { start, end };
}

/** One number can have several records, so pages count only where their window was read to its end. */
async function readOrders(numbers: readonly string[], gateway: Gateway, context: Context): Promise<Transaction[]> {
  const now = context.clock.now();
  const monthOf = monthTeller(context);
  const wanted = new Set(numbers);
  let records: Transaction[] = [];
  for (const group of grouped(numbers, (number) => monthOf(number)?.start.getTime()).values()) {
    const window = monthOf(group[0] ?? '') ?? { ...monthBefore(now, 0), end: now };
    const isWanted = ({ out_trade_no = '' }: Transaction) => wanted.has(out_trade_no);
    const found = await readAhead(gateway, { window, isWanted, count: group.length, per_list: perList(group) });
    if (found.is_whole) records = [...records, ...found.records];
  }
  const missing = missingOrders(numbers, { records, answers: [] });
  if (missing.length === 0) return records;
  return [...records, ...acceptedLookup(await findOrders(gateway, { out_trade_no: missing, now, monthOf })).records];
}

function perList(numbers: readonly string[]): number {
  return numbers.length / commaLists(numbers).length;
}

function grouped<K>(numbers: readonly string[], keyOf: (number: string) => K): Map<K, string[]> {
  const groups = new Map<K, string[]>();
  for (const number of numbers) {
    const group = groups.get(keyOf(number));
    if (group) group.push(number);
    else groups.set(keyOf(number), [number]);
  }
  return groups;
}
