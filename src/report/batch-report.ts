import { outcomeWord } from '../diagnosis/outcome.ts';
import { exitCodes, signatureHint } from '../errors.ts';
import type { CatalogWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { BatchFindings, BatchRow, PlanFindings } from './batch-findings.ts';
import type { Block, Report, ReportError } from './report.ts';
import { type ColumnLook, csvText, namedColumns, tableOf } from './table-columns.ts';
import { explainMove, simulatedWord } from './transaction-report.ts';

/** A batch as a document, and for a person as a sum and the rows that somebody has to look at. */
export function batchReport(findings: BatchFindings, words: CatalogWords): Report {
  const { env, simulated, rows, journal, results, shard, journals, warnings } = findings;
  const exit_code = batchExit(findings);
  const part = { ...(shard === undefined ? {} : { shard }), ...(journals === undefined ? { journal } : { journals }) };
  const { not_sent, ...counts } = countsOf(rows);
  return {
    command: 'refund-batch',
    exit_code,
    data: {
      env,
      ...(simulated ? { simulated } : {}),
      batch: { rows: rows.length, ...counts, ...(not_sent > 0 ? { not_sent } : {}), ...part, results },
      totals: batchSums(rows).map(({ txcurrcd, kind, rows, txamt }) => ({
        kind,
        rows,
        txcurrcd,
        txamt: String(txamt),
      })),
      rows: rows.map(rowData),
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: blocksOf(findings, words),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: errorOf(findings) }),
  };
}

/** The first of 8, 6, 9, 7, 5, 4 that occurred; an interruption and a full disk have ended it before. */
export function batchExit({ rows, end }: Pick<BatchFindings, 'rows' | 'end'>): number {
  const has = (outcome: BatchRow['outcome']) => rows.some((row) => row.outcome === outcome);
  if (end?.kind === 'interrupted') return exitCodes.interrupted;
  if (has('unknown')) return exitCodes.unknown;
  if (end?.kind === 'signature' || rows.some(({ respcd, outcome }) => respcd === '1108' && outcome === 'declined'))
    return exitCodes.signature;
  if (end?.kind === 'rate-limited' || end?.kind === 'network') return exitCodes[end.kind];
  if (end?.kind === 'disk') return exitCodes.config;
  // Without an end only the merging of journals has a row that was not sent: none of them has it.
  if (has('pending') || has('not_sent')) return exitCodes.pending;
  return has('declined') ? exitCodes.declined : exitCodes.ok;
}

function errorOf({ rows, end, again, results, warnings }: BatchFindings): ReportError {
  const sum = sumText(rows);
  const told = rows.length === 1 ? t`1 refund: ${sum}` : t`${rows.length} refunds: ${sum}`;
  const hint = t`what to do about each row stands in ${results}`;
  if (!end) return { message: told, ...(warnings.length > 0 ? {} : { hint }), resume: again };
  const message = `${end.message} (${told})`;
  return { message, hint: endHint(end), resume: again };
}

function endHint({ kind }: NonNullable<BatchFindings['end']>): string {
  if (kind === 'signature') return signatureHint();
  if (kind !== 'disk') return t`everything is written down; the same command goes on`;
  return t`make room on the disk: the same command goes on, and asks what became of each row that was sent`;
}

/** Of ten thousand rows nobody reads more; all stand in the results. */
const mostShown = 50;

function blocksOf(findings: BatchFindings, words: CatalogWords): Block[] {
  const { rows, results, warnings, columns, simulated } = findings;
  const open = rows.filter(({ outcome }) => outcome !== 'refunded');
  const is_done = open.length === 0;
  const shown = open.filter(({ outcome }) => outcome !== 'not_sent').slice(0, mostShown);
  const unsaid = open.length - shown.length;
  return [
    {
      kind: 'headline',
      tone: is_done ? 'good' : 'bad',
      word: simulatedWord(is_done ? t`REFUNDED` : t`NOT ALL REFUNDED`, simulated),
      text: sumText(rows),
    },
    {
      kind: 'rows',
      rows: batchSums(rows).map(({ word, rows, txamt, txcurrcd }) => [
        word,
        `${rows}, ${formatMoney(String(txamt), txcurrcd)}`,
      ]),
    },
    ...(shown.length > 0 ? [batchTable(shown, { words, columns })] : []),
    // A warning says that there are no results.
    ...(warnings.length > 0
      ? []
      : [
          {
            kind: 'hint' as const,
            text:
              unsaid > 0 && shown.length > 0
                ? t`${unsaid} more, and all others, in ${results}`
                : t`all rows in ${results}`,
          },
        ]),
  ];
}

/** What a batch would do, for whoever only wants to know. */
export function batchPlanReport(plan: PlanFindings): Report {
  const { env, rows, totals, seconds, max_per_minute, queries, journal, results, warnings } = plan;
  const known = rows.filter(({ outcome }) => outcome !== 'not_sent').length;
  return {
    command: 'refund-batch',
    exit_code: 0,
    data: {
      env,
      dry_run: true,
      batch: { rows: rows.length, known, to_send: rows.length - known, journal, results },
      plan: { totals: totals.map(totalData), max_per_minute, seconds, queries },
      rows: rows.map(rowData),
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: [{ kind: 'text', text: planLines(plan).join('\n') }],
    warnings,
  };
}

/** Cents as text, as everywhere in JSON. */
function totalData({ txcurrcd, rows, txamt, rows_to_send, txamt_to_send }: PlanFindings['totals'][number]) {
  return { txcurrcd, rows, txamt: String(txamt), to_send: rows_to_send, txamt_to_send: String(txamt_to_send) };
}

/** The plan for a person, a line each. */
export function planLines(plan: PlanFindings): string[] {
  const { env, base_url, app_code, mchid, totals, queries, journal } = plan;
  const store = mchid === undefined ? '' : `, mchid ${mchid}`;
  return [
    t`${env}: ${base_url}, app code ${app_code}${store}`,
    ...totals.map((total) => countText(total.rows, formatMoney(String(total.txamt), total.txcurrcd)) + restOf(total)),
    workText(plan),
    queries === 1
      ? t`journal ${journal}; looking up took 1 query`
      : t`journal ${journal}; looking up took ${queries} queries`,
  ];
}

/** What is done already, and what is left to do. */
function workText({ rows, seconds, max_per_minute }: PlanFindings): string {
  const known = rows.filter(({ outcome }) => outcome !== 'not_sent');
  const [before, left] = [known.length, rows.length - known.length];
  const are_refunded = known.every(({ outcome }) => outcome === 'refunded');
  if (left === 0) return are_refunded ? t`already refunded, nothing to send` : t`all were sent before, nothing to send`;
  const work = t`${left} to send, ${durationText(seconds)} at ${max_per_minute} a minute`;
  if (before === 0) return work;
  const done = are_refunded
    ? t`${before} of ${rows.length} already refunded`
    : t`${before} of ${rows.length} sent before`;
  return t`${done}; ${work}`;
}

function countText(rows: number, money: string): string {
  return rows === 1 ? t`1 refund, ${money}` : t`${rows} refunds, ${money}`;
}

function restOf({ txcurrcd, rows, rows_to_send, txamt_to_send }: PlanFindings['totals'][number]): string {
  return rows_to_send === rows || rows_to_send === 0
    ? ''
    : t`, of which ${formatMoney(String(txamt_to_send), txcurrcd)} is still to be sent`;
}

export function durationText(seconds: number): string {
  if (seconds < 60) return t`about ${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t`about ${minutes} min` : t`about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The usual ones stand first; the others are called as in the results. `payment` is the number that the file named. */
export const batchColumnNames = [
  ...(['line', 'payment', 'txamt', 'outcome', 'what_to_do'] as const),
  ...(['refund_no', 'orig_syssn', 'orig_out_trade_no', 'respcd', 'syssn', 'message'] as const),
];

/** Rows of a batch for a person, a line each. */
function batchTable(
  rows: readonly BatchRow[],
  { words, columns }: { words: CatalogWords; columns?: readonly string[] | undefined },
): Block {
  const looks: Readonly<Record<(typeof batchColumnNames)[number], ColumnLook<BatchRow>>> = {
    line: { title: t`line`, align: 'right', cell: ({ line }) => String(line) },
    payment: { title: t`payment`, cell: ({ orig_out_trade_no, orig_syssn }) => orig_out_trade_no ?? orig_syssn },
    txamt: { title: t`amount`, align: 'right', cell: ({ txamt, txcurrcd = '' }) => formatMoney(txamt, txcurrcd) },
    outcome: { title: t`outcome`, wraps: 10, cell: outcomeText },
    what_to_do: { title: t`what to do`, wraps: 24, cell: (row) => rowAdvice(row, words) },
    refund_no: extra('refund_no'),
    orig_syssn: extra('orig_syssn'),
    orig_out_trade_no: extra('orig_out_trade_no'),
    respcd: extra('respcd'),
    syssn: extra('syssn'),
    message: { ...extra('message'), wraps: 24 },
  };
  return tableOf(namedColumns(batchColumnNames, looks), rows, columns);
}

function outcomeText({ outcome, respcd }: BatchRow): string {
  return respcd === undefined ? outcomeWord(outcome) : t`${outcomeWord(outcome)} (${respcd})`;
}

type BatchTextField = 'refund_no' | 'orig_syssn' | 'orig_out_trade_no' | 'respcd' | 'syssn' | 'message';

function extra(field: BatchTextField): ColumnLook<BatchRow> {
  return { title: field, extra: true, cell: (row) => row[field] ?? '' };
}

/** One line of the file as the contract's JSON. */
function rowData(row: BatchRow): Record<string, unknown> {
  const { line, refund_no, orig_syssn, orig_out_trade_no, txamt, txcurrcd, outcome, respcd, syssn } = row;
  const { message, repeated, shard } = row;
  const told = { orig_out_trade_no, txcurrcd, respcd, syssn, shard, ...(respcd === '0000' ? {} : { message }) };
  return {
    ...{ line, refund_no, orig_syssn, txamt, outcome, repeated },
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== '')),
  };
}

/** What a row counts as: a refund that stood already counts as repeated and not as made. */
const kinds = ['refunded', 'repeated', 'declined', 'pending', 'unknown', 'not_sent'] as const;
type BatchRowKind = (typeof kinds)[number];

function kindOf({ outcome, repeated }: Pick<BatchRow, 'outcome' | 'repeated'>): BatchRowKind {
  if (outcome === 'refunded') return repeated ? 'repeated' : 'refunded';
  return kinds.find((kind) => kind === outcome) ?? 'unknown';
}

/** They add up to the number of rows. */
export function countsOf(rows: readonly BatchRow[]): Record<BatchRowKind, number> {
  const counts = { refunded: 0, repeated: 0, declined: 0, pending: 0, unknown: 0, not_sent: 0 };
  for (const row of rows) counts[kindOf(row)] += 1;
  return counts;
}

interface Sum {
  readonly kind: BatchRowKind;
  /** The kind for a person. */
  readonly word: string;
  readonly txcurrcd: string;
  readonly rows: number;
  /** Cents. */
  readonly txamt: number;
}

function kindWords(): Readonly<Record<BatchRowKind, string>> {
  return {
    refunded: t`refunded now`,
    repeated: t`refunded before`,
    declined: t`declined`,
    pending: t`pending`,
    unknown: t`unknown`,
    not_sent: t`not sent`,
  };
}

/** Rows and money by what became of them and by currency. */
function batchSums(rows: readonly BatchRow[]): Sum[] {
  return kinds.flatMap((kind) => {
    const sums = new Map<string, Sum>();
    for (const row of rows.filter((each) => kindOf(each) === kind)) {
      const { txcurrcd = '', txamt } = row;
      const { rows, txamt: sum } = sums.get(txcurrcd) ?? { rows: 0, txamt: 0 };
      // Merging moves no money: it says what the runners did.
      const word = kind === 'refunded' && row.shard !== undefined ? t`refunded` : kindWords()[kind];
      sums.set(txcurrcd, { kind, word, txcurrcd, rows: rows + 1, txamt: sum + Number(txamt) });
    }
    return [...sums.values()];
  });
}

/** `428 refunded now, 2 declined`. */
function sumText(rows: readonly BatchRow[]): string {
  const [counts, sums] = [countsOf(rows), batchSums(rows)];
  const wordOf = (kind: BatchRowKind) => sums.find((sum) => sum.kind === kind)?.word ?? '';
  return (
    kinds.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} ${wordOf(kind)}`] : [])).join(', ') || t`no rows`
  );
}

/** Scripts rely on the order: a new column comes at the end. */
const columns = [
  ...['line', 'refund_no', 'orig_syssn', 'orig_out_trade_no', 'txamt', 'txcurrcd'],
  ...['outcome', 'respcd', 'repeated', 'message', 'what_to_do'],
];

/** All rows of a batch with what became of them, for a spreadsheet. */
export function batchCsv(rows: readonly BatchRow[], words: CatalogWords): string {
  const lines = rows.map((row) => [
    ...[String(row.line), row.refund_no, row.orig_syssn, row.orig_out_trade_no ?? '', row.txamt, row.txcurrcd ?? ''],
    ...[row.outcome, row.respcd ?? '', row.repeated ? 'yes' : 'no', row.respcd === '0000' ? '' : (row.message ?? '')],
    rowAdvice(row, words),
  ]);
  return `${csvText([columns, ...lines])}\n`;
}

/** What to do about a row; empty where nothing is left to do. */
function rowAdvice({ outcome, respcd, needs_number, shard }: BatchRow, catalogue: CatalogWords): string {
  const explained = () => (respcd === undefined ? '' : explainMove('refund', respcd, catalogue, 'declined').next_step);
  if (outcome === 'refunded') return '';
  if (shard !== undefined && outcome !== 'declined' && !needs_number)
    return t`Run the runner of this row again (--shard ${shard}), then merge once more.`;
  if (outcome === 'not_sent') return t`Run the same command again: this row was not sent.`;
  if (respcd === '1108') return explained();
  if (outcome === 'pending') return t`Run the same command again: it asks what became of this row.`;
  if (needs_number)
    return outcome === 'declined'
      ? t`Nothing was given back, and the number is used. To try once more, give this row a new refund_no.`
      : t`Ask again in some minutes. Only when it is certain that nothing was given back, give this row a new refund_no.`;
  if (outcome === 'unknown')
    return t`Run the same command again: it asks first, and sends the same number, which cannot pay twice.`;
  return `${explained()} ${t`To try again: the same command with --retry-declined.`}`.trim();
}
