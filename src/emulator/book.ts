import type { Entry } from './entry.ts';
import { createTimeline } from './timeline.ts';

/** The books as they stand, for reading. */
export interface Book {
  /** How many entries there are; the next one's serial number is one more. */
  readonly size: number;
  find(syssn: string): Entry | undefined;
  /** The payment and the refunds that hold a number; one at most, as numbers are unique over both. */
  findByNumber(owner: string, out_trade_no: string): Entry | undefined;
  /** Refunds, reversals and closes of a payment, oldest first. */
  about(syssn: string): readonly Entry[];
  /** In the order they came. */
  all(): Iterable<Entry>;
  /** Made between two times, both included: the latest first, of the same time the one that came last. */
  between(start: number, end: number): Iterable<Entry>;
}

export interface OpenBook extends Book {
  /** The latest entry of a `syssn` stands for it. Whom an entry belongs to and what it is about never changes. */
  put(entry: Entry): void;
}

export function createBook(): OpenBook {
  const bySyssn = new Map<string, Entry>();
  const byNumber = new Map<string, Map<string, Entry>>();
  const byOriginal = new Map<string, string[]>();
  const byTime = createTimeline();
  const find = (syssn: string) => bySyssn.get(syssn);
  return {
    get size() {
      return bySyssn.size;
    },
    find,
    findByNumber: (owner, out_trade_no) => byNumber.get(owner)?.get(out_trade_no),
    about: (syssn) => byOriginal.get(syssn)?.flatMap((about) => find(about) ?? []) ?? none,
    all: () => bySyssn.values(),
    *between(start, end) {
      for (const syssn of byTime.between(start, end)) {
        const entry = find(syssn);
        if (entry) yield entry;
      }
    },
    put(entry) {
      const { kind, syssn, owner, out_trade_no, orig_syssn } = entry;
      const isNew = !bySyssn.has(syssn);
      bySyssn.set(syssn, entry);
      if (kind === 'payment' || kind === 'refund') entryOf(byNumber, owner, newMap).set(out_trade_no, entry);
      if (!isNew) return;
      byTime.add(entry.made_at, syssn);
      if (orig_syssn !== undefined) entryOf(byOriginal, orig_syssn, newList).push(syssn);
    },
  };
}

const none: readonly Entry[] = [];
const newMap = () => new Map<string, Entry>();
const newList = (): string[] => [];

/** What a map has for a name, made where it has nothing. */
function entryOf<T>(map: Map<string, T>, name: string, make: () => T): T {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}
