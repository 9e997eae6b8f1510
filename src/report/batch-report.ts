import type { Lang, Words } from '../catalog/words/words.ts';
import { exitCodes, signatureHint } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { BatchFindings, BatchRow } from './batch-findings.ts';
import { rowData } from './batch-row.ts';
import { batchSums, countsOf, sumText } from './batch-sums.ts';
import { batchTable } from './batch-table.ts';
import { simulatedWord } from './outcome-words.ts';
import type { Block, Report, ReportError } from './report.ts';

/** A batch as a document, and for a person as a sum and the rows that somebody has to look at. */
export function batchReport(findings: BatchFindings, words: Words, lang: Lang): Report {
  const { env, simulated, rows, journal, results, warnings } = findings;
  const exit_code = batchExit(findings);
  const { not_sent, ...counts } = countsOf(rows);
  return {
    command: 'refund-batch',
    exit_code,
    data: {
      env,
      ...(simulated ? { simulated } : {}),
      batch: { rows: rows.length, ...counts, ...(not_sent > 0 ? { not_sent } : {}), journal, results },
      totals: batchSums(rows).map(({ txcurrcd, kind, rows, txamt }) => ({
        kind,
        rows,
        txcurrcd,
        txamt: String(txamt),
      })),
      rows: rows.map(rowData),
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: blocksOf(findings, words, lang),
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
  if (has('pending')) return exitCodes.pending;
  return has('declined') ? exitCodes.declined : exitCodes.ok;
}

function errorOf({ rows, end, again, results, warnings }: BatchFindings): ReportError {
  const told = t`${rows.length} refunds: ${sumText(rows)}`;
  const hint = t`what to do about each row stands in ${results}`;
  if (!end) return { message: told, ...(warnings.length > 0 ? {} : { hint }), resume: again };
  const message = `${end.message} (${told})`;
  return { message, hint: endHint(end), resume: again };
}

function endHint({ kind }: NonNullable<BatchFindings['end']>): string {
  if (kind === 'signature') return signatureHint().moving;
  if (kind !== 'disk') return t`everything is written down; the same command goes on`;
  return t`make room on the disk: the same command goes on, and asks what became of each row that was sent`;
}

/** Of ten thousand rows nobody reads more; all stand in the results. */
const mostShown = 50;

function blocksOf(findings: BatchFindings, words: Words, lang: Lang): Block[] {
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
    ...(shown.length > 0 ? [batchTable(shown, { words, lang, columns })] : []),
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
