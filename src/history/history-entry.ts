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

/**
 * Reads the line that begins there once more. Sendings, outcomes and what is only looked at to be sure are each asked for in an
 * order of their own, mostly that of the file.
 */
export type LineAt = (at: number, wanted: 'sending' | 'outcome' | 'proof') => string;

/** A history of which no more is held than where its lines stand: it may be long. */
export interface HistoryBook {
  /** One for each call, in the order in which they were last sent. */
  readonly rows: readonly number[];
  readonly damaged: readonly number[];
  /** Reads a row's lines once more. */
  entry(row: number): HistoryEntry;
}

/** By sending, in the order they were written: a row is the place of a call's last one. */
interface CallIndex {
  /** Where the line of the sending stands. */
  readonly sent: NumberColumn;
  /** Where the last outcome stands; -1 while there is none. */
  readonly told: NumberColumn;
  /** The sending before of the same call, or -1. */
  readonly before: NumberColumn;
  /** By order, the last reversal or close. */
  readonly ends: PlaceTable;
  /** By such a sending, the one before of the same order. */
  readonly end_before: Map<number, number>;
}

/**
 * Puts the outcomes to their sendings and the sendings to their numbers, in the order of the file. A last line without its end is
 * one that is being written, or was when its machine died: it counts when it is whole, and is no damage when it is not, since its
 * request has not left.
 */
export function indexHistory(lines: Iterable<HistoryLine>, lineAt: LineAt): HistoryBook {
  const [sent, told, before] = [new NumberColumn(), new NumberColumn(), new NumberColumn()];
  const attemptAt = (place: number) => lineOf(lineAt(sent.at(place), 'proof')) as EntryLine & HistoryAttempt;
  const ends = new PlaceTable((place) => orderOf(attemptAt(place)));
  const index: CallIndex = { sent, told, before, ends, end_before: new Map() };
  const damaged: number[] = [];
  const merchants = new Map<string, number>();
  const taken: TakenCalls = {
    ids: new PlaceTable((place) => attemptAt(place).id),
    calls: new PlaceTable((place) => callOf(attemptAt(place), merchants)),
    merchants,
  };
  let number = 0;
  for (const { at, content, is_ended } of lines) {
    number += 1;
    if (content !== '' && !take(index, taken, readLine(content), at) && is_ended) damaged.push(number);
  }
  return bookOf(index, lastOfEach(before), damaged, lineAt);
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
  readonly ids: PlaceTable;
  /** The last sending of each call. */
  readonly calls: PlaceTable;
  /** With their gateways and endpoints. */
  readonly merchants: Map<string, number>;
}

function take(
  index: CallIndex,
  { ids, calls, merchants }: TakenCalls,
  line: EntryLine | undefined,
  at: number,
): boolean {
  if (!line) return false;
  const known = ids.find(line.id);
  if (line.kind === 'outcome') {
    if (known !== -1) index.told.set(known, at);
    return known !== -1;
  }
  if (known !== -1) return false;
  const attempt = line as EntryLine & HistoryAttempt;
  const place = index.sent.length;
  index.sent.set(place, at);
  index.told.set(place, -1);
  ids.replace(attempt.id, place);
  index.before.set(place, calls.replace(callOf(attempt, merchants), place));
  if (isEnd(attempt)) index.end_before.set(place, index.ends.replace(orderOf(attempt), place));
  return true;
}

/** The sendings that no later one of the same call stands behind, in their order. */
function lastOfEach(before: NumberColumn): readonly number[] {
  const is_repeated = new Uint8Array(before.length);
  for (let place = 0; place < before.length; place += 1) if (before.at(place) !== -1) is_repeated[before.at(place)] = 1;
  const rows: number[] = [];
  for (let place = 0; place < before.length; place += 1) if (is_repeated[place] === 0) rows.push(place);
  return rows;
}

const columnBlock = 4096;

/** Many numbers in blocks: an array that grows leaves each of its smaller selves to the collector, which lets them lie for long. */
class NumberColumn {
  readonly #blocks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(place: number): number {
    return this.#blocks[Math.floor(place / columnBlock)]?.[place % columnBlock] ?? -1;
  }

  /** Of a place that is there, or the next one. */
  set(place: number, value: number): void {
    const block = Math.floor(place / columnBlock);
    this.#blocks[block] ??= new Float64Array(columnBlock);
    (this.#blocks[block] as Float64Array)[place % columnBlock] = value;
    this.#length = Math.max(this.#length, place + 1);
  }
}

/**
 * Which sending a text is of: an id, a call, an order. No text is held, since a history may be long: of each there is a hash, and
 * whether it is the text is read once more where a hash is the same.
 */
class PlaceTable {
  readonly #textOf: (place: number) => string;
  /** In turn a hash and a place, which is one more than it is, so that 0 is none. */
  #slots = new Int32Array(2048);
  #count = 0;

  constructor(textOf: (place: number) => string) {
    this.#textOf = textOf;
  }

  /** -1 where there is none. */
  find(text: string): number {
    return (this.#slots[this.#slotOf(text, hashOf(text)) + 1] ?? 0) - 1;
  }

  /** Gives the place that the text had before, or -1. */
  replace(text: string, place: number): number {
    const hash = hashOf(text);
    const slot = this.#slotOf(text, hash);
    const before = (this.#slots[slot + 1] ?? 0) - 1;
    this.#slots.set([hash, place + 1], slot);
    if (before === -1) this.#count += 1;
    if (this.#count * 3 > this.#slots.length) this.#grow();
    return before;
  }

  #slotOf(text: string, hash: number): number {
    for (let slot = this.#firstSlot(hash); ; slot = (slot + 2) % this.#slots.length) {
      const place = (this.#slots[slot + 1] ?? 0) - 1;
      if (place === -1 || (this.#slots[slot] === hash && this.#textOf(place) === text)) return slot;
    }
  }

  #firstSlot(hash: number): number {
    return (hash & (this.#slots.length / 2 - 1)) * 2;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = this.#firstSlot(old[at] ?? 0);
      while (this.#slots[slot + 1] !== 0) slot = (slot + 2) % this.#slots.length;
      this.#slots.set(old.subarray(at, at + 2), slot);
    }
  }
}

/** FNV-1a, its bits stirred once more: the lower ones say where to look. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}

/**
 * What makes two sendings the same call: a command that was run again goes on under the same number. The same number for another
 * amount is another call, and so is one at another gateway; the embedded emulator is the same at whatever port it is.
 */
function callOf(attempt: HistoryAttempt, merchants: Map<string, number>): string {
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
  const merchant = [env, env === 'local' ? '' : base_url, app_code, mchid, endpoint].join('\n');
  // There are few of them and many calls: each as a number keeps the names short.
  const known = merchants.get(merchant) ?? merchants.size;
  merchants.set(merchant, known);
  return [known, txamt, ...(out_trade_no === '' ? ['', orig_syssn, call] : [out_trade_no])].join('\n');
}

function orderOf({ env, app_code, mchid = '', out_trade_no }: HistoryAttempt): string {
  return [env, app_code, mchid, out_trade_no].join('\n');
}

function isEnd({ endpoint, out_trade_no }: HistoryAttempt): boolean {
  return (endpoint === 'close' || endpoint === 'reversal') && out_trade_no !== '';
}

function bookOf(
  { sent, told, before, ends, end_before }: CallIndex,
  rows: readonly number[],
  damaged: readonly number[],
  lineAt: LineAt,
): HistoryBook {
  function settledOf(place: number): HistoryAttempt['settled'] {
    const at = told.at(place);
    if (at === -1) return undefined;
    const { kind: _kind, id: _id, ...settled } = lineOf(lineAt(at, 'outcome'));
    return settled as HistoryAttempt['settled'];
  }

  /** Nothing more can come of an order that was closed or reversed afterwards: those commands look whether it is. */
  function endOf(attempt: HistoryAttempt, place: number): HistoryAttempt['settled'] {
    if (attempt.endpoint !== 'payment' || attempt.out_trade_no === '') return undefined;
    if (end_before.size === 0) return undefined;
    let first: HistoryAttempt['settled'];
    for (let end = ends.find(orderOf(attempt)); end > place; end = end_before.get(end) ?? -1) {
      const settled = settledOf(end);
      if (settled && ['closed', 'reversed'].includes(settled.outcome)) first = settled;
    }
    return first;
  }

  function attemptAt(place: number): HistoryAttempt {
    const { kind: _kind, id, ...rest } = lineOf(lineAt(sent.at(place), 'sending')) as EntryLine & HistoryAttempt;
    const attempt: HistoryAttempt = { id, ...rest };
    const told = settledOf(place);
    const settled = (isSettledForGood(told) ? undefined : endOf(attempt, place)) ?? told;
    // Not `{ ...attempt, settled }`: for each copy that gets one more field V8 keeps a description of its own, for a good while.
    return settled ? Object.assign(attempt, { settled }) : attempt;
  }

  return {
    rows,
    damaged,
    entry(row) {
      const attempts: HistoryAttempt[] = [];
      for (let place = row; place !== -1; place = before.at(place)) attempts.unshift(attemptAt(place));
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
  ...['authorized', 'paid', 'captured', 'released', 'refunded', 'reversed', 'closed'],
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
  return Object.assign(sending, settled ? { settled, attempts } : { attempts });
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
