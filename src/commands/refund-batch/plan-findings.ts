import { t } from '../../language/t.ts';
import type { BatchRow, CurrencyTotal, PlanFindings } from '../../report/batch-findings.ts';
import type { BatchSession } from './batch-session.ts';
import type { RowPlans } from './plan-rows.ts';
import type { BatchRequest } from './request.ts';

/** What is to be shown before anything is sent. */
export function planFindings(
  plans: RowPlans,
  rows: readonly BatchRow[],
  totals: readonly CurrencyTotal[],
  { request, session }: { readonly request: BatchRequest; readonly session: BatchSession },
): PlanFindings {
  const { env, base_url, merchant } = session.settings;
  const { max_per_minute, journal, results } = request;
  const to_send = rows.filter(({ outcome }) => outcome === 'not_sent').length;
  return {
    ...{ env, base_url, app_code: merchant.app_code, mchid: merchant.mchid },
    ...{
      rows,
      totals,
      max_per_minute,
      seconds: session.secondsFor(to_send),
      queries: session.count(),
      journal,
      results,
    },
    warnings: warningsOf(plans),
  };
}

/** Lines that are warned of alike are told together. */
function warningsOf({ warnings, night }: RowPlans): string[] {
  const lines = new Map<string, number[]>();
  for (const { line, text } of warnings) lines.set(text, [...(lines.get(text)?.slice(0, mostLines + 1) ?? []), line]);
  const counts = new Map<string, number>();
  for (const { text } of warnings) counts.set(text, (counts.get(text) ?? 0) + 1);
  const told = [...lines].map(([text, found]) => `${placeText(found, counts.get(text) ?? 0)}: ${text}`);
  return night ? [...told, t`a refund ${night.fault.rule}`] : told;
}

const mostLines = 5;

function placeText(lines: readonly number[], count: number): string {
  const shown = lines.slice(0, mostLines).join(', ');
  const more = count - Math.min(count, mostLines);
  if (count <= 1) return t`line ${shown}`;
  return more > 0 ? t`lines ${shown} and ${more} more` : t`lines ${shown}`;
}
