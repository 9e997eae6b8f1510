import { tell } from '../command/command.ts';
import type { Session } from '../command/session.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { readJournal } from '../journal/journal.ts';
import { isOpen, type JournalEntry, type JournalFile } from '../journal/journal-entry.ts';
import { t } from '../language/t.ts';
import { sumKey } from '../refund/refund-number.ts';
import type { RefundRow } from '../refund-list/refund-row.ts';
import { type ShardJournal, shardJournals, shardOf } from '../refund-list/shards.ts';
import type { BatchFindings, BatchRow } from '../report/batch-findings.ts';
import { journalKeeper, planRows } from './batch-plan.ts';
import { indexJournal, isUnvouched, refundOf, rowOfEntry, unsentRow } from './batch-planned-row.ts';
import { type BatchRequest, commandLine } from './batch-request.ts';

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
  const { file, journal, results, options } = request;
  const paths = context.files.beginningWith(file);
  const sharded = shardJournals(file, paths);
  const newest = sharded.at(-1);
  if (!newest) throw nothingToMerge(file);
  // What was begun without shards counts as well.
  const journals = [...paths.filter((path) => path === journal), ...sharded.map(({ path }) => path)];
  const keeper = await journalKeeper(session);
  const merged = mergeJournals(journals.map((path) => readJournal(context, path, keeper)));
  const asked = await askUnvouched(rows, merged, request, { session, context });
  const { find } = indexJournal(merged);
  const found = rows.map((row): BatchRow => {
    const shard = `${shardOf(row, newest.count)}/${newest.count}`;
    const entry = find(row);
    return { ...(asked.get(row) ?? (entry ? knownRow(row, entry) : unsentRowOf(row))), shard };
  });
  tellMissing(found, sharded, context);
  const open = found.find(({ outcome }) => outcome !== 'refunded' && outcome !== 'declined');
  const { merge_results: _merge_results, ...others } = options;
  const again = commandLine(file, open ? { ...others, ...(open.shard ? { shard: open.shard } : {}) } : options);
  const { env } = session.settings;
  return { env, rows: found, journal, journals, results, again, columns: options.columns, warnings: [] };
}

/** Of a runner that had rows, and whose journal is not among those that were brought together. */
function tellMissing(rows: readonly BatchRow[], journals: readonly ShardJournal[], context: Context): void {
  const there = new Set(journals.map(({ index, count }) => `${index}/${count}`));
  const missing = rows.flatMap(({ shard = '', outcome }) =>
    outcome === 'not_sent' && !there.has(shard) ? [shard] : [],
  );
  for (const shard of new Set(missing)) {
    const count = missing.filter((each) => each === shard).length;
    tell(context, t`warning: the journal of shard ${shard} is missing: nothing is known of ${count} rows`);
  }
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

function unsentRowOf({ line, named, sum, refund_no = '' }: RefundRow): BatchRow {
  const key = sumKey(sum);
  return {
    ...{ line, refund_no, txamt: key === 'full' ? '' : key, outcome: 'not_sent', repeated: false },
    ...(named.field === 'syssn' ? { orig_syssn: named.value } : { orig_syssn: '', orig_out_trade_no: named.value }),
    message: t`no journal has this row`,
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

/**
 * What several journals of one file have, each refund once. A number is one refund at the gateway, whoever sent it: made in one of
 * them, it is made. Else what is least known counts, for a runner that met a refusal does not know what another one has in the air.
 */
function mergeJournals(journals: readonly JournalFile[]): JournalFile {
  const entries = new Map<string, JournalEntry>();
  for (const journal of journals) {
    for (const [refund_no, entry] of journal.entries) {
      const other = entries.get(refund_no);
      if (!other || rankOf(entry) > rankOf(other)) entries.set(refund_no, entry);
    }
  }
  return { entries, damaged: [] };
}

/** A line that nobody vouches for tells less than any that somebody does. */
function rankOf(entry: JournalEntry): number {
  const vouched = entry.is_vouched ? 10 : 0;
  if (entry.settled?.outcome === 'refunded') return vouched + 4;
  if (isOpen(entry)) return vouched + (entry.settled?.outcome === 'pending' ? 2 : 3);
  return vouched + (entry.settled?.outcome === 'declined' ? 1 : 0);
}
