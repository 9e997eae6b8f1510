import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import type { PlanFindings } from './batch-findings.ts';
import { rowData } from './batch-row.ts';
import type { Report } from './report.ts';

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
  const { env, base_url, app_code, mchid, rows, totals, seconds, max_per_minute, queries, journal } = plan;
  const known = rows.filter(({ outcome }) => outcome !== 'not_sent').length;
  const store = mchid === undefined ? '' : `, mchid ${mchid}`;
  return [
    t`${env}: ${base_url}, app code ${app_code}${store}`,
    ...totals.map((total) => countText(total.rows, formatMoney(String(total.txamt), total.txcurrcd)) + restOf(total)),
    known === rows.length
      ? t`all of them stand already: nothing is to be sent`
      : t`${known} of ${rows.length} stand already; ${rows.length - known} to send, ${durationText(seconds)} at ${max_per_minute} a minute`,
    queries === 1
      ? t`journal ${journal}; looking up took 1 query`
      : t`journal ${journal}; looking up took ${queries} queries`,
  ];
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
