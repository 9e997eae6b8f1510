import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { readJournal } from '../../journal/journal.ts';
import type { JournalEntry, JournalFile } from '../../journal/journal-entry.ts';
import { mergeJournals } from '../../journal/merge-journals.ts';
import { t } from '../../language/t.ts';
import { sumKey } from '../../refund/refund-sum.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import { type Shard, shardJournals, shardName, shardOf } from '../../refund-list/shards.ts';
import type { BatchFindings, BatchRow } from '../../report/batch-findings.ts';
import type { Session } from '../session.ts';
import { indexJournal, isUnvouched } from './journal-rows.ts';
import { journalKeeper } from './plan.ts';
import { planRows } from './plan-rows.ts';
import { refundOf, rowOfEntry, unsentRow } from './planned-row.ts';
import type { BatchRequest } from './request.ts';

/**
 * What became of every row of a file that several runners had, by all their journals that stand beside it. Sends no refund; only for
 * rows that a journal calls settled by a line that nobody vouches for the gateway is asked.
 * @throws UsageError there is no journal of a shard
 * @throws ConfigError a journal is another merchant's, or cannot be read
 * @throws SignatureError, DeclinedError, NetworkError, RateLimitedError the gateway could not be asked
 */
export async function mergeResults(
  rows: readonly RefundRow[],
  request: BatchRequest,
  session: Session,
  context: Context,
): Promise<BatchFindings> {
  const { file, journal, results, again, options } = request;
  const paths = context.files.beginningWith(file);
  const { journals, missing } = shardJournals(file, paths);
  if (journals.length === 0) throw nothingToMerge(file);
  const keeper = await journalKeeper(session);
  const unsharded = paths.filter((path) => path === journal);
  const merged = mergeJournals(
    [...unsharded, ...journals.map(({ path }) => path)].map((path) => readJournal(context, path, keeper)),
  );
  const asked = await askUnvouched(rows, merged, request, { session, context });
  const { find } = indexJournal(merged);
  const found = rows.map((row): BatchRow => {
    const entry = find(row);
    return asked.get(row) ?? (entry ? knownRow(row, entry) : unknownRow(row, missing));
  });
  const warnings = missing.map((shard) => t`there is no journal of shard ${shard.index}/${shard.count}`);
  return {
    ...{ env: session.settings.env, rows: found, journal, results, again, columns: options.columns, warnings },
    is_merged: true,
  };
}

function nothingToMerge(file: string): UsageError {
  const rule = t`has no journal of a shard beside it, such as ${`${file}.1-of-3.journal.ndjson`}`;
  const next = t`put the journals of all runners into the folder of the file`;
  return new UsageError(`${file} ${rule}`, { details: [{ field: 'file', value: file, rule, next }], hint: next });
}

/** What a runner has sent it has not found done. */
function knownRow(row: RefundRow, entry: JournalEntry): BatchRow {
  const known = rowOfEntry(row, entry);
  return { ...known, repeated: known.repeated && entry.sent_at === undefined };
}

function unknownRow({ line, named, sum, refund_no = '' }: RefundRow, missing: readonly Shard[]): BatchRow {
  const shard = missing.find(({ index, count }) => shardOf({ named }, count) === index);
  const key = sumKey(sum);
  return {
    ...{ line, refund_no, txamt: key === 'full' ? '' : key, outcome: 'not_sent', repeated: false },
    ...(named.field === 'syssn' ? { orig_syssn: named.value } : { orig_syssn: '', orig_out_trade_no: named.value }),
    message: shard ? t`the journal of its runner is missing: ${shardName(shard)}` : t`no journal has this row`,
  };
}

async function askUnvouched(
  rows: readonly RefundRow[],
  merged: JournalFile,
  request: BatchRequest,
  world: { readonly session: Session; readonly context: Context },
): Promise<ReadonlyMap<RefundRow, BatchRow>> {
  const { find } = indexJournal(merged);
  const unvouched = rows.filter((row) => isUnvouched(find(row), false));
  if (unvouched.length === 0) return new Map();
  const plans = await planRows(unvouched, merged, request, world);
  return new Map(
    plans.rows.map((each): [RefundRow, BatchRow] => {
      if ('known' in each) return [each.row, each.known];
      const message = t`the journal calls it refunded, and QFPay knows no such refund`;
      return [each.row, unsentRow(each.row, refundOf(each.plan, each.row), message)];
    }),
  );
}
