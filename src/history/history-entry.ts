import type { EnvName } from '../catalog/endpoints.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';

/**
 * A call that moves money, written down before it is sent. The merchant's numbers and the amount and nothing of the payer:
 * no auth_code, openid, goods_name or extend_info, and never the key.
 */
export interface RecordedSending {
  readonly command: string;
  readonly env: EnvName;
  readonly base_url: string;
  readonly app_code: string;
  readonly mchid?: string;
  /** Its name; of a call that is in no document, its path. */
  readonly endpoint: string;
  /** Empty for an order that never had one, which a terminal can make; `orig_syssn` or `call` names it then. */
  readonly out_trade_no: string;
  /** Of a call by `api`: the same for every run of the same command. */
  readonly call?: string;
  /** What the gateway had before such a call, to tell afterwards what it made. */
  readonly before?: readonly string[];
  readonly pay_type?: string;
  readonly txamt?: string;
  readonly txcurrcd?: string;
  /** Of the transaction that a refund, reversal or close is about. */
  readonly orig_syssn?: string;
  /** What `--skip-rule` lifted. */
  readonly skipped_rules?: readonly string[];
}

/** What became of it. Without a respcd when no answer could be had. */
export interface RecordedOutcome {
  /** An outcome of the contract, or `not_sent`: the gateway was not reached, or said that it did not look (HTTP 429). */
  readonly outcome: string;
  readonly respcd?: string;
  readonly syssn?: string;
}

/** One sending of a call, as it was written down. */
export interface HistoryAttempt extends RecordedSending {
  readonly id: string;
  /** ISO 8601, UTC: when it was about to be sent. */
  readonly time: string;
  /** The last outcome that was written down; absent while nothing is known. */
  readonly settled?: RecordedOutcome & { readonly time: string };
}

/** A call under its number, however often it was sent: its last sending, with what is known of the call. */
export interface HistoryEntry extends HistoryAttempt {
  /** All its sendings, the oldest first; absent where there was one. */
  readonly attempts?: readonly HistoryAttempt[];
}

export interface HistoryFile {
  /** One for each call, in the order in which they were last sent. */
  readonly entries: readonly HistoryEntry[];
  /** Numbers (from 1) of the lines that cannot be read, for a warning: money may hang on them. */
  readonly damaged: readonly number[];
}

interface EntryLine {
  readonly kind: 'sending' | 'outcome';
  readonly id: string;
  readonly time: string;
}

/** A line of a history, and where it can be read again. */
export interface HistoryLine {
  readonly at: number;
  readonly content: string;
  /** Its line end is there. */
  readonly is_ended: boolean;
}

/** Reads the line that begins there once more. Each kind stands in an order of its own, mostly. */
export type LineAt = (at: number, kind: EntryLine['kind']) => string;

/** A history of which no more is held than where its lines stand: it may be long. */
export interface HistoryBook {
  /** One for each call, in the order in which they were last sent. */
  readonly rows: readonly number[];
  readonly damaged: readonly number[];
  /** Reads a row's lines once more. */
  entry(row: number): HistoryEntry;
}

/** By call, in the order they were written: a row is the place of its last sending. */
interface CallIndex {
  /** Where the line of the sending stands. */
  readonly sent: number[];
  /** Where the last outcome stands; -1 while there is none. */
  readonly told: number[];
  /** The sending before of the same call, or -1. */
  readonly before: number[];
  /** By order, the reversals and closes. */
  readonly ends: Map<string, number[]>;
}

/**
 * Puts the outcomes to their sendings and the sendings to their numbers, in the order of the file. A last line without its end is
 * one that is being written, or was when its machine died: it counts when it is whole, and is no damage when it is not, since its
 * request has not left.
 */
export function indexHistory(lines: Iterable<HistoryLine>, lineAt: LineAt): HistoryBook {
  const index: CallIndex = { sent: [], told: [], before: [], ends: new Map() };
  const damaged: number[] = [];
  const taken: TakenCalls = { ids: new Map(), calls: new Map(), places: new Map() };
  let number = 0;
  for (const { at, content, is_ended } of lines) {
    number += 1;
    if (content !== '' && !take(index, taken, readLine(content), at) && is_ended) damaged.push(number);
  }
  const rows = [...taken.calls.values()].sort((a, b) => a - b);
  return bookOf(index, rows, damaged, lineAt);
}

/** The same of a text that is held already. */
export function foldHistory(text: string): HistoryFile {
  const lines = text.split('\n');
  const numbered = lines.map((content, at): HistoryLine => ({ at, content, is_ended: at < lines.length - 1 }));
  const { rows, damaged, entry } = indexHistory(numbered, (at) => lines[at] ?? '');
  return { entries: rows.map(entry), damaged };
}

/** What only the reading needs, and is let go then. */
interface TakenCalls {
  readonly ids: Map<string, number>;
  /** The last sending of each call. */
  readonly calls: Map<string, number>;
  /** Merchants, gateways and endpoints. */
  readonly places: Map<string, number>;
}

function take(index: CallIndex, { ids, calls, places }: TakenCalls, line: EntryLine | undefined, at: number): boolean {
  if (!line) return false;
  const sent = ids.get(line.id);
  if (line.kind === 'outcome') {
    if (sent !== undefined) index.told[sent] = at;
    return sent !== undefined;
  }
  if (sent !== undefined) return false;
  const attempt = line as EntryLine & HistoryAttempt;
  const place = index.sent.push(at) - 1;
  index.told.push(-1);
  ids.set(attempt.id, place);
  const call = callOf(attempt, places);
  index.before.push(calls.get(call) ?? -1);
  calls.set(call, place);
  if (isEnd(attempt)) index.ends.set(orderOf(attempt), [...(index.ends.get(orderOf(attempt)) ?? []), place]);
  return true;
}

/**
 * What makes two sendings the same call: a command that was run again goes on under the same number. The same number for another
 * amount is another call, and so is one at another gateway; the embedded emulator is the same at whatever port it is.
 */
function callOf(attempt: HistoryAttempt, places: Map<string, number>): string {
  const {
    env,
    base_url,
    app_code,
    mchid = '',
    endpoint,
    txamt = '',
    out_trade_no,
    orig_syssn = '',
    call = '',
  } = attempt;
  const place = [env, env === 'local' ? '' : base_url, app_code, mchid, endpoint].join('\n');
  // There are few of them and many calls: each as a number keeps the names short.
  const known = places.get(place) ?? places.size;
  places.set(place, known);
  return [known, txamt, ...(out_trade_no === '' ? ['', orig_syssn, call] : [out_trade_no])].join('\n');
}

function orderOf({ env, app_code, mchid = '', out_trade_no }: HistoryAttempt): string {
  return [env, app_code, mchid, out_trade_no].join('\n');
}

function isEnd({ endpoint, out_trade_no }: HistoryAttempt): boolean {
  return (endpoint === 'close' || endpoint === 'reversal') && out_trade_no !== '';
}

function bookOf(
  { sent, told, before, ends }: CallIndex,
  rows: readonly number[],
  damaged: readonly number[],
  lineAt: LineAt,
): HistoryBook {
  function settledOf(place: number): HistoryAttempt['settled'] {
    const at = told[place] ?? -1;
    if (at === -1) return undefined;
    const { kind: _kind, id: _id, ...settled } = lineOf(lineAt(at, 'outcome'));
    return settled as HistoryAttempt['settled'];
  }

  /** Nothing more can come of an order that was closed or reversed afterwards: those commands look whether it is. */
  function endOf(attempt: HistoryAttempt, place: number): HistoryAttempt['settled'] {
    if (attempt.endpoint !== 'payment' || attempt.out_trade_no === '') return undefined;
    for (const end of ends.get(orderOf(attempt)) ?? []) {
      const settled = end > place ? settledOf(end) : undefined;
      if (settled && ['closed', 'reversed'].includes(settled.outcome)) return settled;
    }
    return undefined;
  }

  function attemptAt(place: number): HistoryAttempt {
    const { kind: _kind, id, ...rest } = lineOf(lineAt(sent[place] ?? 0, 'sending')) as EntryLine & HistoryAttempt;
    const attempt = { id, ...rest };
    const settled = settledOf(place);
    const end = isSettledForGood(settled) ? undefined : endOf(attempt, place);
    return { ...attempt, ...((end ?? settled) ? { settled: end ?? settled } : {}) } as HistoryAttempt;
  }

  return {
    rows,
    damaged,
    entry(row) {
      const attempts: HistoryAttempt[] = [];
      for (let place = row; place !== -1; place = before[place] ?? -1) attempts.unshift(attemptAt(place));
      return entryOf(attempts);
    },
  };
}

/** @throws ConfigError another hand changed the file since it was read: only a line that was understood is read again */
function lineOf(content: string): EntryLine {
  const line = readLine(content);
  if (!line)
    throw new ConfigError(t`the history was changed by another hand while it was read`, {
      hint: t`run the same command again`,
    });
  return line;
}

const done: readonly (string | undefined)[] = [
  ...['paid', 'refunded', 'reversed', 'closed', 'captured', 'released'],
  // Of a call whose 0000 says nothing about money.
  'done',
];

/** What a call cannot leave any more. */
function isSettledForGood(settled: HistoryAttempt['settled']): boolean {
  return done.includes(settled?.outcome) || ['declined', 'not_sent'].includes(settled?.outcome ?? '');
}

/**
 * What is known of a call by all its sendings: what one of them brought about holds for all; else it is open as long as one of
 * them is; else the last one tells.
 */
function entryOf(attempts: readonly HistoryAttempt[]): HistoryEntry {
  const last = attempts.at(-1) as HistoryAttempt;
  if (attempts.length === 1) return last;
  const made = attempts.findLast(({ settled }) => done.includes(settled?.outcome));
  const { settled } = made ?? attempts.findLast((attempt) => !isSettledForGood(attempt.settled)) ?? last;
  const { settled: _settled, ...sending } = last;
  return { ...sending, ...(settled ? { settled } : {}), attempts };
}

/** All sendings of a call. */
export function attemptsOf(entry: HistoryEntry): readonly HistoryAttempt[] {
  return entry.attempts ?? [entry];
}

/** A line with all that its kind needs; undefined for any other. */
function readLine(content: string): EntryLine | undefined {
  const line = parseObject(content);
  if (!line || !hasText(line, ['id', 'time'])) return undefined;
  const isWhole = line.kind === 'sending' ? isSending(line) : line.kind === 'outcome' && hasText(line, ['outcome']);
  return isWhole ? (line as unknown as EntryLine) : undefined;
}

function isSending(line: Record<string, unknown>): boolean {
  const isWithout = line.out_trade_no === '' && (hasText(line, ['orig_syssn']) || hasText(line, ['call']));
  const isNamed = hasText(line, ['out_trade_no']) || isWithout;
  return isNamed && hasText(line, ['command', 'env', 'endpoint']);
}

function hasText(line: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => typeof line[name] === 'string' && line[name] !== '');
}

/** Undefined for what is no JSON object. */
export function parseObject(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
