import { createHash } from 'node:crypto';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { RefundRow } from './refund-row.ts';

/** One of several runners that share a file: `index` from 1 to `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** As many jobs as GitHub makes of a matrix. */
const mostShards = 256;

/** `2/3`. */
export function parseShard(text: string): Shard | Fault {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index <= shard.count && shard.count <= mostShards) return shard;
  const rule = t`must be i/n: the i-th of n runners, n at most ${mostShards}`;
  return { field: 'shard', value: text, rule, next: '--shard 1/3' };
}

/** `2-of-3`, as it stands in the journal's name. */
export function shardName({ index, count }: Shard): string {
  return `${index}-of-${count}`;
}

/**
 * The shard (from 1) that a row falls to: by its payment alone, as the file names it, so that all rows of a payment are one
 * runner's, whatever else is in the file and in whatever order. What changes here lets two runners at work have the same row.
 */
export function shardOf({ named }: Pick<RefundRow, 'named'>, count: number): number {
  const digest = createHash('sha256').update(`qfpay shard 1 ${named.value}`, 'utf8').digest();
  return (digest.readUIntBE(0, 6) % count) + 1;
}

/**
 * A file that names some payments by one number and some by the other: a payment that it names in both ways would be two runners',
 * and neither would see what the other gives back.
 */
export function namingFaults(rows: readonly RefundRow[]): Fault[] {
  const [first] = rows;
  const other = rows.find(({ named }) => named.field !== first?.named.field);
  if (!first || !other) return [];
  const rule = t`names its payment by ${other.named.field}, and line ${first.line} by ${first.named.field}: with --shard all have to be named alike`;
  return [
    {
      line: other.line,
      ...other.named,
      rule,
      next: t`fill one of the columns in every line, or run the file without --shard`,
    },
  ];
}

/** The journal of one runner. */
export interface ShardJournal extends Shard {
  readonly path: string;
}

/** Those of a file's shards among these paths; of several numbers of shards the one that most stand there of comes last. */
export function shardJournals(file: string, paths: readonly string[]): ShardJournal[] {
  const journals = paths.flatMap((path): ShardJournal[] => {
    const [, index, count] = /^\.([1-9]\d*)-of-([1-9]\d*)\.journal\.ndjson$/.exec(path.slice(file.length)) ?? [];
    return index === undefined || count === undefined ? [] : [{ path, index: Number(index), count: Number(count) }];
  });
  const many = (count: number) => journals.filter((each) => each.count === count).length;
  return journals.sort((a, b) => many(a.count) - many(b.count) || a.count - b.count || a.index - b.index);
}

/** A runner's part of a file, and what the others have of it. */
export interface FileShare {
  readonly own: readonly RefundRow[];
  readonly others: readonly RefundRow[];
}

/** Without a shard all rows are one's own. */
export function shareOf(rows: readonly RefundRow[], shard: Shard | undefined): FileShare {
  if (!shard) return { own: rows, others: [] };
  const isOwn = (row: RefundRow) => shardOf(row, shard.count) === shard.index;
  return { own: rows.filter(isOwn), others: rows.filter((row) => !isOwn(row)) };
}
