import { type Book, createBook } from './book.ts';
import type { Entry } from './entry.ts';

/** What is to be answered, and what that writes into the books, if anything. */
export interface Decision<T> {
  readonly answer: T;
  readonly entry?: Entry;
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
      const { answer, entry } = decide(book);
      if (entry) book.put(entry);
      return answer;
    },
    async clear() {
      book = createBook();
    },
  };
}
