import type { Context } from '../context.ts';
import { stateFolder } from '../merchant/folders.ts';
import { foldHistory, type HistoryFile, type Sending, type Settled } from './history-entry.ts';
import { mendTornLine } from './torn-line.ts';

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

/**
 * Every call of this machine in the order it was sent, each with its last outcome; and the lines that cannot be read.
 * @throws ConfigError the history cannot be read at all
 */
export function readHistory(context: Context): HistoryFile {
  return foldHistory(Buffer.from(readBytes(context, historyPath(context))).toString('utf8'));
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
      const isItsOwn = entry?.endpoint === 'payment' || entry?.endpoint === 'refund';
      if (isItsOwn && entry.out_trade_no === out_trade_no) return entry.time;
    }
    return undefined;
  };
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

async function append(context: Context, line: object): Promise<void> {
  const path = historyPath(context);
  const lock = await context.files.lock(`${path}.lock`);
  try {
    context.files.append(
      path,
      `${mendTornLine(context.files, path)}${JSON.stringify(context.secrets.maskValue(line))}\n`,
    );
  } finally {
    lock.release();
  }
}
