import type { Context } from '../../context.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { commaLists } from '../../lookup/comma-lists.ts';
import { waitDeadline } from '../../lookup/deadline.ts';
import { pollUntilDone } from '../../lookup/poll.ts';
import { isRefused, tryQuery } from '../../lookup/query.ts';
import { windowAround } from '../../lookup/window.ts';
import { chooseRefund, isRefundOf } from '../../refund/refund-record.ts';
import type { BatchRow } from '../../report/batch-findings.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { stateOfRecord } from '../refund/state.ts';
import type { BatchWorld } from './batch-world.ts';
import { keepRow } from './keep-row.ts';

/**
 * Asks for the rows that had no final answer, again and again for as long as `refund --wait` would. Gives all rows, with what is
 * known now.
 */
export async function askPending(
  rows: readonly BatchRow[],
  again: string,
  world: BatchWorld,
  context: Context,
): Promise<BatchRow[]> {
  const latest = new Map(rows.map((row) => [row, row]));
  const open = () => [...latest].filter(([, { outcome }]) => outcome === 'pending');
  if (open().length === 0) return [...rows];
  const { env } = world.session.settings;
  const now = context.clock.now();
  const waiting = {
    deadline: waitDeadline({ order_type: 'refund', made_at: now }, now),
    resume: { command: again },
    label: t`${open().length} pending refunds`,
  };
  const poll = async () => {
    for (const numbers of commaLists(open().map(([, { refund_no }]) => refund_no))) {
      const records = await ask(numbers, world);
      for (const [row, before] of open()) latest.set(row, await brought(before, records, world));
    }
    return open().length === 0 || world.ending.signal.aborted;
  };
  await pollUntilDone(env, context, waiting, poll).catch((error: unknown) => {
    if (!(error instanceof CancelledError)) throw error;
  });
  return rows.map((row) => latest.get(row) ?? row);
}

async function ask(out_trade_no: readonly string[], { session, context }: BatchWorld): Promise<readonly Transaction[]> {
  const window = windowAround(context.clock.now());
  const found = await tryQuery(session.gateway, { out_trade_no, window, page_size: 100 });
  return found && !isRefused(found.answer) ? found.records : [];
}

async function brought(row: BatchRow, records: readonly Transaction[], world: BatchWorld): Promise<BatchRow> {
  const payment = { syssn: row.orig_syssn, txamt: row.txamt };
  const own = records.filter(
    (record) => record.out_trade_no === row.refund_no && isRefundOf(record, payment, row.txamt),
  );
  const record = chooseRefund(own, payment, row.txamt);
  if (!record) return row;
  const { outcome, respcd, message, transaction } = stateOfRecord(record, {
    ...{ payment, txamt: row.txamt, out_trade_no: row.refund_no, is_given: false },
  });
  if (outcome === row.outcome) return row;
  const settled = { ...row, outcome, respcd, message, syssn: transaction.syssn ?? row.syssn };
  const { refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd } = row;
  await keepRow(settled, { refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd }, world);
  return settled;
}
