import type { Files } from '../context/files.ts';
import { ConfigError, readingOwnFile } from '../errors.ts';
import { t } from '../language/t.ts';
import { type Book, type BookEntry, createBook, type Thing } from './book.ts';

/** What is to be answered, and what that writes into the books, if anything. */
export interface Decision<T> {
  readonly answer: T;
  readonly entry?: BookEntry | undefined;
  /** What came of it, behind it on the books. */
  readonly others?: readonly BookEntry[];
  /** Kept together with the entries, or not at all; of one that is there twice the last counts. */
  readonly things?: readonly Thing[];
}

/** What a decision writes as entries, in the order of the books. */
export function entriesOf({ entry, others = [] }: Omit<Decision<unknown>, 'answer'>): readonly BookEntry[] {
  return entry ? [entry, ...others] : others;
}

/** The emulator's books. Those in memory are at hand at once, and make nobody wait. */
export interface Ledger {
  read(): Book | Promise<Book>;
  /**
   * Reads, decides and writes as one step: nobody else writes between what `decide` saw and what it decided, and its entry is
   * kept before the answer is handed back.
   */
  transact<T>(decide: (book: Book) => Decision<T>): T | Promise<T>;
  /** Starts afresh, with empty books. */
  clear(): Promise<void>;
}

/** Books that end with the process. */
export function createMemoryLedger(): Ledger {
  let book = createBook();
  return {
    read: () => book,
    transact(decide) {
      const { answer, things = [], ...made } = decide(book);
      for (const thing of things) book.putThing(thing);
      for (const entry of entriesOf(made)) book.put(entry);
      return answer;
    },
    async clear() {
      book = createBook();
    },
  };
}

type LedgerFiles = Pick<Files, 'append' | 'facts' | 'lock' | 'readFrom' | 'truncate'>;

/**
 * Books in a file, one line of JSON an entry, only ever appended to. Several processes may hold the same file: each takes in
 * what the others wrote before it decides, under a lock that dies with its holder. A process killed in the middle of a write
 * leaves a last line without its end; it was never acknowledged, and the next writer cuts it off.
 * Reading and transacting fail with a ConfigError where a line is damaged.
 */
export function createFileLedger(files: LedgerFiles, path: string): Ledger {
  let book = createBook();
  let known = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** Reads the lines that are new. Without the lock the last one may still be in the making: it is left for later. */
  function catchUp(): number {
    const size = readingOwnFile(() => files.facts(path))?.size ?? 0;
    if (size < known) forget();
    if (size === known) return size;
    const tail = Buffer.from(files.readFrom(path, known) ?? []);
    const end = tail.lastIndexOf('\n') + 1;
    for (const kept of readEntries(tail.subarray(0, end).toString('utf8'), path)) keep(kept, book);
    known += end;
    return size;
  }

  /** Somebody removed the file, to start afresh. */
  function forget(): void {
    book = createBook();
    known = 0;
  }

  /** In one piece, so that a process killed meanwhile leaves none of it or all. */
  function write(kept: readonly Kept[]): void {
    const lines = kept.map((each) => `${JSON.stringify(each)}\n`).join('');
    files.append(path, lines);
    for (const each of kept) keep(each, book);
    known += Buffer.byteLength(lines);
  }

  /** The lock has a file of its own: where a lock is on the file itself, its holder could not write to it. */
  async function alone<T>(work: () => T): Promise<T> {
    const lock = await files.lock(`${path}.lock`);
    try {
      return work();
    } finally {
      lock.release();
    }
  }

  function transact<T>(decide: (book: Book) => Decision<T>): T {
    if (catchUp() > known) files.truncate(path, known);
    const { answer, things = [], ...made } = decide(book);
    const written = [...things, ...entriesOf(made)];
    if (written.length > 0) write(written);
    return answer;
  }

  function empty(): void {
    if (files.facts(path)) files.truncate(path, 0);
    forget();
  }

  /** Within a process they queue; asking for the lock again and again is only for those who cannot know. */
  function queue<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    async read() {
      catchUp();
      return book;
    },
    transact: (decide) => queue(() => alone(() => transact(decide))),
    clear: () => queue(() => alone(empty)),
  };
}

type Kept = BookEntry | Thing;

function keep(kept: Kept, book: ReturnType<typeof createBook>): void {
  if ('thing' in kept) book.putThing(kept);
  else book.put(kept);
}

function readEntries(text: string, path: string): Kept[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => readEntry(line, path));
}

/** A line that cannot be read is no reason to guess: a refund that is overlooked could be paid twice. */
function readEntry(line: string, path: string): Kept {
  const entry: unknown = parseLine(line);
  if (isEntry(entry) || isThing(entry)) return entry;
  const rule = t`has a line that is no entry of the emulator's books`;
  throw new ConfigError(`${path} ${rule}`, {
    hint: t`remove ${path} to start afresh: no real money is in these books`,
    details: [{ field: path, rule }],
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isThing(value: unknown): value is Thing {
  if (typeof value !== 'object' || value === null) return false;
  const { thing, id, owner, made_at, fields } = value as Partial<Thing>;
  const isFilled = [thing, id, owner].every((text) => typeof text === 'string') && Number.isSafeInteger(made_at);
  return isFilled && typeof fields === 'object' && fields !== null;
}

function isEntry(value: unknown): value is BookEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, syssn, owner, out_trade_no, txcurrcd, pay_type, txdtm, txamt, made_at } = value as Partial<BookEntry>;
  const texts = [kind, syssn, owner, out_trade_no, txcurrcd, pay_type, txdtm];
  return texts.every((text) => typeof text === 'string') && [txamt, made_at].every(Number.isSafeInteger);
}
