import type { Files } from '../context/files.ts';
import type { Context } from '../context.ts';
import { readingOwnFile } from '../errors.ts';
import { stateFolder } from '../merchant/given.ts';
import {
  attemptsOf,
  foldHistory,
  type HistoryAttempt,
  type HistoryBook,
  type HistoryFile,
  type HistoryLine,
  indexHistory,
  parseObject,
  type RecordedOutcome,
  type RecordedSending,
} from './history-entry.ts';

/**
 * On disk (fsync) when it returns; only then may the request leave. Gives the id that the outcome is recorded under.
 * @param check looks at the history once more while no other process writes to it, and throws where nothing may be sent
 * @throws ConfigError the history cannot be written, so that nothing may be sent
 */
export async function recordSending(context: Context, sending: RecordedSending, check?: () => void): Promise<string> {
  await context.onSending?.(sending);
  const time = context.clock.now().toISOString();
  const id = Buffer.from(context.random.bytes(8)).toString('hex');
  await append(context, { kind: 'sending', time, id, ...sending }, check);
  return id;
}

/** @throws ConfigError the history cannot be written; the call was made all the same */
export async function recordOutcome(context: Context, id: string, settled: RecordedOutcome): Promise<void> {
  const time = context.clock.now().toISOString();
  await append(context, { kind: 'outcome', time, id, ...settled });
}

/**
 * Every call of this machine, each with what is known of it; and the lines that cannot be read.
 * @throws ConfigError the history cannot be read at all
 */
export function readHistory(context: Context): HistoryFile {
  const { rows, damaged, entry } = openHistory(context);
  return { entries: rows.map(entry), damaged };
}

/** The same, of which no more is held than where the lines stand. What is appended meanwhile is left for the next reader. */
export function openHistory(context: Context): HistoryBook {
  const path = historyPath(context);
  const reader = () => lineReader(context, path);
  const readers = { sending: reader(), outcome: reader(), proof: reader() };
  return indexHistory(linesOf(context, path), (at, wanted) => readers[wanted](at));
}

const blockSize = 32 * 1024;
const lineEnd = 10;

function* linesOf({ files }: Context, path: string): Generator<HistoryLine> {
  const room = new Uint8Array(blockSize);
  let begun: Uint8Array[] = [];
  let at = 0;
  for (let offset = 0; ; ) {
    const block = bufferOf(files.readFrom(path, offset, blockSize, room));
    if (block.length === 0) break;
    let start = 0;
    for (let end = block.indexOf(lineEnd); end !== -1; end = block.indexOf(lineEnd, start)) {
      const content = textOf(begun, block.subarray(start, end));
      yield { at, content, is_ended: true };
      begun = [];
      start = end + 1;
      at = offset + start;
    }
    begun.push(Buffer.from(block.subarray(start)));
    offset += block.length;
  }
  yield { at, content: textOf(begun, Buffer.alloc(0)), is_ended: false };
}

/** The same bytes, not copied. */
function bufferOf({ buffer, byteOffset, length }: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function textOf(begun: readonly Uint8Array[], rest: Buffer): string {
  return (begun.length === 0 ? rest : Buffer.concat([...begun, rest])).toString('utf8');
}

/** Gives the line that begins at a byte. Keeps the block that was read last, which has the next one most of the time. */
function lineReader({ files }: Context, path: string): (at: number) => string {
  const room = new Uint8Array(blockSize);
  let block: Buffer = bufferOf();
  let start = 0;
  return (at) => {
    const cached = at >= start ? block.indexOf(lineEnd, at - start) : -1;
    if (cached !== -1 && at < start + block.length) return block.toString('utf8', at - start, cached);
    for (let size = blockSize; ; size *= 2) {
      block = bufferOf(files.readFrom(path, at, size, room));
      start = at;
      const end = block.indexOf(lineEnd);
      if (end !== -1 || block.length < size) return block.toString('utf8', 0, end === -1 ? undefined : end);
    }
  };
}

/**
 * Tells when an order or a refund was sent under a number; undefined for one that this machine has not sent. Reads the file
 * once, and of it but the lines that have the number: a history may be long, and a query must not wait for it.
 */
export function sendingTimes(context: Context): (out_trade_no: string) => string | undefined {
  const bytes = Buffer.from(readBytes(context, historyPath(context)));
  return (out_trade_no) => {
    const needle = `"out_trade_no":${JSON.stringify(out_trade_no)}`;
    for (let at = bytes.lastIndexOf(needle); at > 0; at = bytes.lastIndexOf(needle, at - 1)) {
      const [entry] = foldHistory(lineAt(bytes, at)).entries;
      const isItsOwn = ['payment', 'refund', 'capture'].includes(entry?.endpoint ?? '');
      if (entry && isItsOwn && entry.out_trade_no === out_trade_no) return entry.time;
    }
    return undefined;
  };
}

const dayInMs = 24 * 3_600_000;

/**
 * The last call with this mark, if it was sent within 24 hours. Reads of the file but the lines that name it: a history may be long.
 */
export function findLastCall(context: Context, call: string): HistoryAttempt | undefined {
  const bytes = Buffer.from(readBytes(context, historyPath(context)));
  const sent = linesWith(bytes, `"call":${JSON.stringify(call)}`);
  const attempts = foldHistory([...sent, ...sent.flatMap((line) => outcomesOf(bytes, line))].join('\n'))
    .entries.flatMap(attemptsOf)
    .filter((attempt) => attempt.call === call && attempt.settled?.outcome !== 'not_sent');
  // One that is open counts more than one that came after it, sent again all the same.
  const last = attempts.findLast(isOpenCall) ?? attempts.at(-1);
  return last && context.clock.now().getTime() - Date.parse(last.time) < dayInMs ? last : undefined;
}

/** Whether nobody knows what became of a call. */
export function isOpenCall({ settled }: HistoryAttempt): boolean {
  return settled === undefined || ['unknown', 'pending'].includes(settled.outcome);
}

function outcomesOf(bytes: Buffer, sent: string): string[] {
  const { id } = parseObject(sent) ?? {};
  return typeof id === 'string' ? linesWith(bytes, `"id":${JSON.stringify(id)}`).filter((line) => line !== sent) : [];
}

/** In the order of the file. */
function linesWith(bytes: Buffer, needle: string): string[] {
  const lines: string[] = [];
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) lines.push(lineAt(bytes, at));
  return [...new Set(lines)];
}

function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf('\n', at);
  return bytes.subarray(bytes.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end).toString('utf8');
}

export function historyPath(context: Context): string {
  return `${stateFolder(context)}/history.ndjson`;
}

function readBytes({ files }: Context, path: string): Uint8Array {
  return files.readFrom(path, 0) ?? new Uint8Array();
}

async function append(context: Context, line: object, check?: () => void): Promise<void> {
  const path = historyPath(context);
  const lock = await context.files.lock(`${path}.lock`);
  try {
    check?.();
    context.files.append(
      path,
      `${mendTornLine(context.files, path)}${JSON.stringify(context.secrets.maskValue(line))}\n`,
    );
  } finally {
    lock.release();
  }
}

/** Where a call that moves money is written down: this machine's history, or the journal of a batch. */
export interface Records {
  /** On disk when it resolves; gives what the outcome is kept under. @throws ConfigError it cannot be written */
  sending(sending: RecordedSending): Promise<string>;
  /** @throws ConfigError it cannot be written */
  outcome(id: string, settled: RecordedOutcome): Promise<void>;
}

export function historyRecords(context: Context): Records {
  return {
    sending: (sending) => recordSending(context, sending),
    outcome: (id, settled) => recordOutcome(context, id, settled),
  };
}

/** Longer than any line: more is read only where something else than a history was written. */
const tailSize = 64 * 1024;

/**
 * A machine that died while it wrote leaves a last line without its end. A whole entry gets its line end; half a one is cut
 * off, since its request cannot have left. Gives what has to stand before the next entry.
 */
export function mendTornLine(files: Files, path: string): '' | '\n' {
  const size = readingOwnFile(() => files.facts(path))?.size ?? 0;
  const { start, last } = lastLine(files, path, Math.max(0, size - tailSize));
  if (last === '') return '';
  if (parseObject(last)) return '\n';
  files.truncate(path, start);
  return '';
}

/** What follows the last line end, and at which byte it starts. */
function lastLine(files: Files, path: string, offset: number): { start: number; last: string } {
  const tail = Buffer.from(files.readFrom(path, offset) ?? []);
  const start = tail.lastIndexOf('\n') + 1;
  if (start === 0 && offset > 0) return lastLine(files, path, 0);
  return { start: offset + start, last: tail.subarray(start).toString('utf8') };
}
