import type { Lock } from '../context/files.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { mendTornLine } from '../history/history.ts';
import { t } from '../language/t.ts';
import {
  foldJournal,
  type JournalFile,
  type JournalKeeper,
  type JournalOutcome,
  type JournalRefund,
  sealedLine,
} from './journal-entry.ts';

/** The journal of a batch, held by this process alone until it is closed. */
export interface Journal extends JournalFile {
  readonly path: string;
  /** The folder that its lock is in, where its own takes none: a process that has another such folder does not see it held. */
  readonly lock_folder?: string | undefined;
  /** On disk when it resolves; only then may the request leave. @throws ConfigError it cannot be written */
  sending(refund: JournalRefund): Promise<void>;
  /** @throws ConfigError it cannot be written */
  outcome(refund: JournalRefund, outcome: JournalOutcome): Promise<void>;
  close(): void;
}

/** A million lines; what is longer is no journal, and a device has no end. */
const largest = 256 * 1024 * 1024;

/**
 * What a journal says, without holding it.
 * @throws ConfigError another merchant's or environment's, no journal at all, or one that cannot be read
 */
export function readJournal(context: Pick<Context, 'files'>, path: string, keeper: JournalKeeper): JournalFile {
  return readSized(context, path, keeper).file;
}

/** With its size in bytes. */
function readSized(
  { files }: Pick<Context, 'files'>,
  path: string,
  keeper: JournalKeeper,
): { readonly file: JournalFile; readonly size: number } {
  const bytes = files.readFrom(path, 0, largest + 1) ?? [];
  if (bytes.length > largest) throw foreign(path, t`is no journal of refund-batch`);
  return { file: understood(Buffer.from(bytes).toString('utf8'), path, keeper), size: bytes.length };
}

/** Of a journal that lost its head every row is asked for; a text without any line of a journal is something else. */
function understood(text: string, path: string, { owner, sealer }: JournalKeeper): JournalFile {
  const journal = foldJournal(text, sealer);
  if (!journal.owner && journal.entries.size === 0 && !isTornHead(text))
    throw foreign(path, t`is no journal of refund-batch`);
  const other =
    journal.owner && (['env', 'app_code', 'mchid'] as const).find((name) => journal.owner?.[name] !== owner[name]);
  if (!other) return journal;
  const [written = 'none', now = 'none'] = [journal.owner?.[other], owner[other]];
  throw foreign(path, t`is of another merchant or environment: its ${other} is ${written}, and this one is ${now}`);
}

/** Nothing yet, or the beginning of a first line whose machine died. */
function isTornHead(text: string): boolean {
  return !text.includes('\n') && headStart.startsWith(text.slice(0, headStart.length));
}

const headStart = '{"kind":"journal",';

function foreign(path: string, rule: string): ConfigError {
  const hint = t`name another file by --journal, or go on with the merchant and environment that it belongs to`;
  return new ConfigError(t`the journal ${path} ${rule}`, { hint, details: [{ field: 'journal', value: path, rule }] });
}

/**
 * Holds a journal, and mends a last line that was torn when its machine died. `onChanged` hears, each time, that another
 * hand has removed or changed it meanwhile: it is begun anew then.
 * @throws ConfigError held by another process; another merchant's; it cannot be written
 */
export async function openJournal(
  context: Context,
  path: string,
  keeper: JournalKeeper,
  onChanged: () => void,
): Promise<Journal> {
  const lock = await takeAlone(context, path);
  try {
    const { file, size } = readSized(context, path, keeper);
    const { elsewhere: lock_folder } = lock;
    const writer = createWriter(context, path, { ...file, size, keeper, onChanged });
    return { ...file, path, lock_folder, ...writer, close: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Of two that begin at once one may have to try again; whoever holds it holds it for longer. */
const patience_ms = 500;

async function takeAlone({ files }: Context, path: string): Promise<Lock> {
  try {
    return await files.lock(`${path}.lock`, patience_ms);
  } catch (error) {
    if (!(error instanceof ConfigError) || error.facts.cause !== undefined) throw error;
    const hint = t`wait for the other qfpay refund-batch to end; a batch that was killed holds nothing`;
    throw new ConfigError(t`the journal ${path} is in use by another qfpay`, { hint, cause: error });
  }
}

/** What is written to: as it was read, and by whose key. */
interface JournalToWrite extends Pick<JournalFile, 'journal_id'> {
  readonly size: number;
  readonly keeper: JournalKeeper;
  onChanged(): void;
}

/** Lines that come while the disk is being written to wait, and then go in one write: a disk takes many as fast as one. */
function createWriter(
  { files, clock, random, secrets }: Context,
  path: string,
  { journal_id, size, keeper, onChanged }: JournalToWrite,
): Pick<Journal, 'sending' | 'outcome'> {
  const id = journal_id ?? Buffer.from(random.bytes(16)).toString('hex');
  const seal = keeper.sealer(id);
  let waiting = '';
  let next: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let state: 'untouched' | 'whole' | 'torn' = 'untouched';
  /** In bytes, as this process left it. */
  let left = size;

  /** Ahead of the next lines: whose journal it is, where it does not say so yet, or not any more. */
  function beginning(): string {
    const found = sizeNow();
    // Of what failed a part may stand there, and must not run into the next line.
    const is_changed = state === 'torn' ? found < left : found !== left;
    if (is_changed) {
      onChanged();
      return `${found > 0 ? '\n' : ''}${head()}`;
    }
    if (state === 'torn') return '\n';
    return state === 'untouched' ? `${mendTornLine(files, path)}${journal_id === undefined ? head() : ''}` : '';
  }

  function head(): string {
    const line = { kind: 'journal', version: 1, time: now(), ...keeper.owner, journal_id: id };
    return `${JSON.stringify(line)}\n`;
  }

  function now(): string {
    return clock.now().toISOString();
  }

  /** Whatever else it may be by now, to write to it will tell. */
  function sizeNow(): number {
    try {
      return files.facts(path)?.size ?? 0;
    } catch {
      return 0;
    }
  }

  async function flush(): Promise<void> {
    const lines = waiting;
    waiting = '';
    next = undefined;
    const text = `${beginning()}${lines}`;
    state = 'torn';
    left = sizeNow();
    await files.appendAside(path, text);
    state = 'whole';
    left = sizeNow();
  }

  function append(line: object): Promise<void> {
    // Masked before it is sealed: what is masked at the door alone would not be what was sealed.
    waiting += sealedLine(secrets.maskValue(line), seal);
    if (!next) {
      next = last.then(flush);
      last = next.catch(() => undefined);
    }
    return next;
  }

  return {
    sending: (refund) => append({ kind: 'sending', time: now(), ...refund }),
    outcome: (refund, outcome) => append({ kind: 'outcome', time: now(), ...refund, ...outcome }),
  };
}
