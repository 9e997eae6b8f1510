import { outcomeWord } from '../diagnosis/outcome.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { Block, Report, ReportError } from './report.ts';
import { amountLook, type ColumnLook, namedColumns, tableOf } from './table-columns.ts';
import { simulatedWord } from './transaction-report.ts';

interface HistoryFindings {
  /** Those that were asked for, the oldest first. */
  readonly entries: ListedEntries;
  /** How many there are without `--limit`. */
  readonly total: number;
  /** `--limit` was given, so that a screen gets all that is here. */
  readonly is_limited: boolean;
  /** Of the table, where they were chosen. */
  readonly columns?: readonly string[] | undefined;
  readonly warnings: readonly string[];
}

/** A screen has no room for years. */
const onScreen = 50;

/** Every entry in JSON, the latest ones on a screen. Which of both it is decides what is read of a long history. */
export function historyReport(findings: HistoryFindings): Report {
  const { entries, total, warnings } = findings;
  return {
    command: 'history',
    exit_code: 0,
    list: { name: 'entries', items: () => entries.from(0) },
    data: { total, ...(warnings.length > 0 ? { warnings } : {}) },
    get blocks() {
      return historyBlocks(findings);
    },
    warnings,
  };
}

function historyBlocks({ entries, total, is_limited, columns }: HistoryFindings): Block[] {
  if (entries.count === 0) return [{ kind: 'text', text: t`No call that moves money.` }];
  const shown = [...entries.from(is_limited ? 0 : Math.max(0, entries.count - onScreen))];
  const earlier = total - shown.length;
  const more = earlier > 0 ? [{ kind: 'text', text: t`${earlier} earlier: --limit ${total} shows them` } as const] : [];
  const open = entries.open();
  const hint = open > 0 ? [{ kind: 'hint', text: t`${open} open: qfpay resume` } as const] : [];
  return [historyTable(shown, columns), ...more, ...hint];
}

/** The usual ones stand first; all are called as in JSON. */
export const historyColumnNames = [
  ...(['time', 'command', 'env', 'out_trade_no', 'txamt', 'outcome'] as const),
  ...(['syssn', 'orig_syssn', 'respcd', 'pay_type', 'endpoint', 'mchid', 'app_code'] as const),
  ...(['base_url', 'settled_at', 'id', 'attempts'] as const),
];

/** Calls for a person, a line each. The file may have been edited: what is in it steers no terminal, as in every table. */
function historyTable(entries: readonly ListedEntry[], chosen?: readonly string[]): Block {
  return tableOf(
    namedColumns(historyColumnNames, { ...usualLooks(chosen ? [] : entries), ...otherLooks() }),
    entries,
    chosen,
  );
}

/** The year stands in the heading where it is one, and seconds nowhere: a call is a line. Whoever chooses columns gets the time whole. */
function usualLooks(entries: readonly ListedEntry[]) {
  const years = new Set(entries.map(({ time }) => timeText(time).slice(0, 4)));
  const [year = '', ...others] = years;
  const is_one_year = /^\d{4}$/.test(year) && others.length === 0;
  const short = (time: string) => (is_one_year ? time.slice(5, 16) : time);
  return {
    time: {
      title: is_one_year ? `${year}, UTC+8` : t`time (UTC+8)`,
      wraps: 10,
      cell: ({ time }) => short(timeText(time)),
    },
    command: { title: t`command`, wraps: 8, cell: commandText },
    env: { title: 'env', spare: 1, cell: ({ env }) => env },
    out_trade_no: { title: 'out_trade_no', cell: numberText },
    txamt: amountLook(entries),
    outcome: {
      ...{ title: t`outcome`, wraps: 9, cell: outcomeText },
      marks: { words: simulatedWord('', true), mark: '*', means: t`simulated: no real money moved` },
    },
  } as const satisfies Readonly<Record<string, ColumnLook<ListedEntry>>>;
}

function otherLooks() {
  return {
    syssn: extra('syssn'),
    orig_syssn: extra('orig_syssn'),
    respcd: extra('respcd'),
    pay_type: extra('pay_type'),
    endpoint: extra('endpoint'),
    mchid: extra('mchid'),
    app_code: extra('app_code'),
    base_url: extra('base_url'),
    settled_at: { title: 'settled_at (UTC+8)', extra: true, cell: ({ settled_at = '' }) => timeText(settled_at) },
    id: extra('id'),
    attempts: {
      title: 'attempts',
      align: 'right',
      extra: true,
      cell: ({ attempts }) => String(attempts?.length ?? 1),
    },
  } as const satisfies Readonly<Record<string, ColumnLook<ListedEntry>>>;
}

type HistoryTextField = Exclude<keyof ListedEntry, 'open' | 'simulated' | 'skipped_rules' | 'attempts'>;

function extra(field: HistoryTextField): ColumnLook<ListedEntry> {
  return { title: field, extra: true, cell: (entry) => entry[field] ?? '' };
}

function timeText(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : formatGatewayTime(new Date(time));
}

const endpointOf: Readonly<Record<string, string>> = {
  pay: 'payment',
  refund: 'refund',
  reverse: 'reversal',
  close: 'close',
  capture: 'capture',
  unfreeze: 'unfreeze',
};

function commandText({ command, endpoint }: ListedEntry): string {
  const isItsOwn = (endpointOf[command] ?? endpoint) === endpoint;
  return isItsOwn ? command : `${command} (${endpoint})`;
}

/** A call without a number is told by its name. */
function numberText({ command, endpoint, out_trade_no }: ListedEntry): string {
  return out_trade_no === '' && command === 'api' ? `(${endpoint})` : out_trade_no;
}

/** How often it was sent stands behind it. What is open is told by the outcome itself, and counted beneath. */
function outcomeText({ outcome, simulated, attempts }: ListedEntry): string {
  const said = simulatedWord(outcomeWord(outcome), simulated);
  return attempts ? `${said} ×${attempts.length}` : said;
}

/** What is known of a call, or of one of its sendings. */
export interface ListedState {
  /** One of the contract's, or `not_sent`; `unknown` while nothing was written down. */
  readonly outcome: string;
  /** An emulator said so: no real money is in it. */
  readonly simulated?: true;
  readonly respcd?: string;
  readonly syssn?: string;
  readonly settled_at?: string;
  /** It may still turn into something else, so that `resume` asks about it. */
  readonly open: boolean;
}

/** One sending of a call that was sent more than once. */
interface ListedAttempt extends ListedState {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly command: string;
}

/**
 * A call of this machine that moved money, under its number, as `history` and `resume` tell of it: its last sending, and what is
 * known of the call by all of them. Wire names; absent is what is not known.
 */
export interface ListedEntry extends ListedAttempt {
  readonly env: string;
  readonly base_url: string;
  readonly app_code: string;
  readonly mchid?: string;
  readonly endpoint: string;
  readonly out_trade_no: string;
  readonly orig_syssn?: string;
  readonly pay_type?: string;
  /** Cents. */
  readonly txamt?: string;
  readonly txcurrcd?: string;
  readonly skipped_rules?: readonly string[];
  /** All its sendings, the oldest first; absent where there was one. */
  readonly attempts?: readonly ListedAttempt[];
}

/** Many of them, each made while it is read: a history may be long. */
export interface ListedEntries {
  readonly count: number;
  /** From one place on. */
  from(place: number): Iterable<ListedEntry>;
  /** How many of them are open. */
  open(): number;
}

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

interface ResumeFindings {
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
    const rule = entry.problem ?? (said === '' ? state : t`${state} (${said})`);
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
