import type { Lock } from '../context/files.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { mendTornLine } from '../history/torn-line.ts';
import { t } from '../language/t.ts';
import {
  foldJournal,
  type JournalFile,
  type JournalOutcome,
  type JournalOwner,
  type JournalRefund,
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
export function readJournal({ files }: Pick<Context, 'files'>, path: string, owner: JournalOwner): JournalFile {
  const bytes = files.readFrom(path, 0, largest + 1) ?? [];
  if (bytes.length > largest) throw foreign(path, t`is no journal of refund-batch`);
  const text = Buffer.from(bytes).toString('utf8');
  const journal = foldJournal(text);
  if (text === '') return journal;
  if (!journal.owner && (journal.entries.size > 0 || text.includes('\n')))
    throw foreign(path, t`is no journal of refund-batch`);
  const other =
    journal.owner && (['env', 'app_code', 'mchid'] as const).find((name) => journal.owner?.[name] !== owner[name]);
  if (!other) return journal;
  const [written = 'none', now = 'none'] = [journal.owner?.[other], owner[other]];
  throw foreign(path, t`is of another merchant or environment: its ${other} is ${written}, and this one is ${now}`);
}

function foreign(path: string, rule: string): ConfigError {
  const hint = t`name another file by --journal, or go on with the merchant and environment that it belongs to`;
  return new ConfigError(t`the journal ${path} ${rule}`, { hint, details: [{ field: 'journal', value: path, rule }] });
}

/**
 * Holds a journal, and mends a last line that was torn when its machine died.
 * @throws ConfigError held by another process; another merchant's; it cannot be written
 */
export async function openJournal(context: Context, path: string, owner: JournalOwner): Promise<Journal> {
  const lock = await takeAlone(context, path);
  try {
    const file = readJournal(context, path, owner);
    const { elsewhere: lock_folder } = lock;
    const writing = writer(context, path, file.owner ? undefined : owner);
    return { ...file, path, lock_folder, ...writing, close: () => lock.release() };
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

/** Lines that come while the disk is being written to wait, and then go in one write: a disk takes many as fast as one. */
function writer(
  { files, clock, secrets }: Context,
  path: string,
  owner: JournalOwner | undefined,
): Pick<Journal, 'sending' | 'outcome'> {
  let waiting = '';
  let next: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let start: (() => string) | undefined = () => beginning();

  /** Once: the torn line of a machine that died, and whose journal it is. */
  function beginning(): string {
    const head = owner ? `${JSON.stringify({ kind: 'journal', version: 1, time: now(), ...owner })}\n` : '';
    return `${mendTornLine(files, path)}${head}`;
  }

  function now(): string {
    return clock.now().toISOString();
  }

  async function flush(): Promise<void> {
    const text = waiting;
    waiting = '';
    next = undefined;
    const before = start?.() ?? '';
    // Of what failed a part may stand there, and must not run into the next line.
    start = () => '\n';
    await files.appendAside(path, `${before}${text}`);
    start = undefined;
  }

  function append(line: object): Promise<void> {
    waiting += `${JSON.stringify(secrets.maskValue(line))}\n`;
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
