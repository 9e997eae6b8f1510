import type { Context } from '../context.ts';
import { stateFolder } from '../merchant/folders.ts';
import { foldHistory, type HistoryFile, parseObject, type Sending, type Settled } from './history-entry.ts';

/**
 * On disk (fsync) when it returns; only then may the request leave. Gives the id that the outcome is recorded under.
 * @throws ConfigError the history cannot be written, so that nothing may be sent
 */
export async function recordSending(context: Context, sending: Sending): Promise<string> {
  const time = context.clock.now().toISOString();
  const id = Buffer.from(context.random.bytes(8)).toString('hex');
  await append(context, { kind: 'sending', time, id, ...sending });
  return id;
}

/** @throws ConfigError the history cannot be written; the call was made all the same */
export async function recordOutcome(context: Context, id: string, settled: Settled): Promise<void> {
  const time = context.clock.now().toISOString();
  await append(context, { kind: 'outcome', time, id, ...settled });
}

/** Every call of this machine in the order it was sent, each with its last outcome; and the lines that cannot be read. */
export function readHistory(context: Context): HistoryFile {
  return foldHistory(Buffer.from(readBytes(context, historyPath(context))).toString('utf8'));
}

function historyPath(context: Context): string {
  return `${stateFolder(context)}/history.ndjson`;
}

function readBytes({ files }: Context, path: string): Uint8Array {
  return files.read(path) ?? new Uint8Array();
}

async function append(context: Context, line: object): Promise<void> {
  const path = historyPath(context);
  const lock = await context.files.lock(`${path}.lock`);
  try {
    context.files.append(path, `${mendTornLine(context, path)}${JSON.stringify(line)}\n`);
  } finally {
    lock.release();
  }
}

/**
 * A machine that died while it wrote leaves a last line without its end. A whole entry gets its line end; half a one is cut
 * off, since its request cannot have left. Gives what has to stand before the next entry.
 */
function mendTornLine(context: Context, path: string): '' | '\n' {
  const bytes = Buffer.from(readBytes(context, path));
  const start = bytes.lastIndexOf('\n') + 1;
  if (start === bytes.length) return '';
  if (parseObject(bytes.subarray(start).toString('utf8'))) return '\n';
  context.files.truncate(path, start);
  return '';
}
