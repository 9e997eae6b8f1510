import { command, exits } from '../command/command.ts';
import { connectionFlags, shellLine } from '../command/session.ts';
import type { Context } from '../context.ts';
import { ConfigError, UsageError } from '../errors.ts';
import { historyPath, readHistory } from '../history/history.ts';
import type { HistoryEntry } from '../history/history-entry.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { damageWarnings, isOpen } from '../money/listed-entry.ts';
import { resumeEntries } from '../money/resume.ts';
import { type ResumedEntry, resumeReport } from '../report/history-report.ts';
import { type RefusalDiagnosis, withDiagnosis } from '../report/refused-signature.ts';
import type { Example, Report } from '../report/report.ts';

export const resumeOpenCommand = command({
  name: 'resume',
  says: () =>
    t`Settle what this machine left open: every payment, refund, reversal, close, capture or release without a final outcome is looked up by its number, in its own environment, and its outcome is written down. Never moves money. Exits with the first of 8, 6, 9, 7, 5, 4 that occurred, else 0.`,
  arguments: [{ name: 'number', says: () => t`only this out_trade_no or refund number` }],
  flags: {},
  examples,
  exits: exits.asking,
  run: resume,
});

function examples(): readonly Example[] {
  return [
    ['qfpay resume', t`everything that is open`],
    ['qfpay resume QF20260302150405123ABCDEFGHJK', t`one number`],
    ['qfpay resume --env prod --json', t`those of prod, for a script`],
  ];
}

/**
 * @throws UsageError the number is not in the history
 * @throws ConfigError the number cannot be asked about with these settings
 */
async function resume(options: GlobalOptions, args: readonly string[], context: Context): Promise<Report> {
  const [number] = args;
  const file = readHistory(context);
  const chosen = choose(file.entries, number);
  context.interruption.resume = {
    command: shellLine(['qfpay', 'resume', ...args, ...connectionFlags(options)]),
    ...(number === undefined ? {} : { out_trade_no: number }),
  };
  let diagnosis: RefusalDiagnosis | undefined;
  const entries = await resumeEntries(chosen, options, context, (first) => {
    diagnosis ??= first;
  });
  context.interruption.resume = undefined;
  if (number !== undefined) refuseUnasked(number, entries);
  const report = resumeReport({ entries, warnings: damageWarnings(file, historyPath(context)) });
  return diagnosis ? withDiagnosis(report, diagnosis) : report;
}

function choose(entries: readonly HistoryEntry[], number: string | undefined): HistoryEntry[] {
  if (number === undefined) return entries.filter(isOpen);
  const named = entries.filter(({ out_trade_no }) => out_trade_no === number);
  if (named.length > 0) return named;
  const rule = t`is not in this machine's history`;
  throw new UsageError(`number ${number} ${rule}`, {
    hint: shellLine(['qfpay', 'query', number]),
    details: [{ field: 'number', value: number, rule }],
  });
}

/** A number that was named has to be asked about, or the settings are wrong. */
function refuseUnasked(number: string, entries: readonly ResumedEntry[]): void {
  const needs = [...new Set(entries.flatMap((entry) => entry.needs ?? []))];
  if (needs.length === 0) return;
  throw new ConfigError(t`out_trade_no ${number} was sent with other settings`, {
    details: needs.map((need) => ({ field: 'number', value: number, rule: t`needs ${need}` })),
    out_trade_no: number,
    known: { entries },
  });
}
