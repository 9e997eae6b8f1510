import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import { historyTable } from './history-table.ts';
import type { ListedEntry } from './listed-entry.ts';
import type { Block, Report, ReportError } from './report.ts';

/** A call that was left open, as it stands now. */
export interface ResumedEntry extends ListedEntry {
  /** The outcome that was written down before. */
  readonly before: string;
  /** The gateway's words, or that it has none. */
  readonly message?: string;
  /** The command that goes on with it. */
  readonly next?: string;
  /** What has to be typed for it to be asked about. */
  readonly needs?: string;
  /** Why the gateway could not be asked. */
  readonly problem?: string;
  /** What it adds to the exit status. */
  readonly exit: number;
}

export interface ResumeFindings {
  readonly entries: readonly ResumedEntry[];
  readonly warnings: readonly string[];
}

/** Of several, the one that a script has to know most. */
const severity: readonly number[] = [
  exitCodes.unknown,
  exitCodes.signature,
  exitCodes['rate-limited'],
  exitCodes.network,
  exitCodes.pending,
  exitCodes.declined,
];

export function resumeReport({ entries, warnings }: ResumeFindings): Report {
  const exit_code = severity.find((code) => entries.some(({ exit }) => exit === code)) ?? exitCodes.ok;
  return {
    command: 'resume',
    exit_code,
    data: { entries, ...(warnings.length > 0 ? { warnings } : {}) },
    blocks: resumeBlocks(entries),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: resumeError(entries) }),
  };
}

function resumeBlocks(entries: readonly ResumedEntry[]): Block[] {
  if (entries.length === 0) return [{ kind: 'text', text: t`Nothing is open.` }];
  const notes = entries.flatMap((entry): Block[] => {
    const text = noteOf(entry);
    return text === undefined ? [] : [{ kind: 'hint', text: `${nameOf(entry)}: ${text}` }];
  });
  return [historyTable(entries), ...notes];
}

function noteOf({ needs, problem, next }: ResumedEntry): string | undefined {
  if (needs !== undefined) return t`not asked about, needs ${needs}`;
  return [problem, next].filter((text) => text !== undefined).join('; ') || undefined;
}

function resumeError(entries: readonly ResumedEntry[]): ReportError {
  const bad = entries.filter(({ exit }) => exit !== exitCodes.ok);
  const details = bad.map((entry) => {
    const said = [entry.respcd, entry.message].filter((text) => text && text !== '0000').join(' ');
    const word = outcomeWord(entry.outcome);
    // An outcome that was written down once is none that is known now.
    const is_unseen = entry.exit === exitCodes.unknown && entry.outcome !== 'unknown';
    const state = is_unseen ? t`was ${word} when last seen` : t`is ${word}`;
    const rule = entry.problem ?? [state, ...(said === '' ? [] : [`(${said})`])].join(' ');
    return {
      field: 'out_trade_no',
      value: nameOf(entry),
      rule,
      ...(entry.next === undefined ? {} : { next: entry.next }),
    };
  });
  const [first] = details;
  const message =
    first && details.length === 1 ? `${first.value} ${first.rule}` : t`${details.length} calls are not settled well`;
  return { message, details };
}

function nameOf({ out_trade_no, orig_syssn = '' }: ListedEntry): string {
  return out_trade_no === '' ? orig_syssn : out_trade_no;
}
