import type { Clock } from '../../context.ts';
import { CancelledError } from '../../errors.ts';
import type { BookEntry } from '../book.ts';
import type { BilledCharges } from '../subscriptions.ts';
import { type TellerOptions, type ToldNotification, tell, tellAt } from './teller.ts';

interface NotifierOptions extends TellerOptions {
  readonly sleep: Clock['sleep'];
  /** Charges the subscriptions that have fallen due. Asked again when that says, and when one is made or changed. */
  bill(): Promise<BilledCharges>;
  onTold(told: ToldNotification): void;
}

/** Tells merchants that money moved, when it moves, and again until they say SUCCESS. */
export interface Notifier {
  /** Takes note of an entry that is new or changed. */
  watch(entry: BookEntry): void;
  /** The clock was moved: something may be due now. */
  wake(): void;
  /** The books were cleared. */
  forget(): void;
  /**
   * Works until it is closed or the process is interrupted. What an earlier process left untold is told too. Fails when the
   * books cannot be written.
   */
  run(): Promise<void>;
  close(): void;
}

/** At most so many at once: a merchant's server that is slow does not make us open connections without end. */
const mostAtOnce = 20;
const longestSleep = 3_600_000;

const asSoonAsPossible = Number.NEGATIVE_INFINITY;

interface Works {
  readonly list: DueList;
  /** By `syssn`: what is being told is not told a second time meanwhile, however often it was noted. */
  readonly running: Map<string, Promise<void>>;
  alarm: AbortController;
  /** When the next subscription falls due. */
  bill_at: number;
  is_closed: boolean;
  failure?: unknown;
}

export function createNotifier(options: NotifierOptions): Notifier {
  const works: Works = {
    list: createDueList(),
    running: new Map(),
    alarm: new AbortController(),
    bill_at: asSoonAsPossible,
    is_closed: false,
  };
  return {
    watch: (entry) => watch(entry, works, options),
    wake: () => works.alarm.abort(),
    forget: () => works.list.clear(),
    run: () => run(works, options),
    close() {
      works.is_closed = true;
      works.alarm.abort();
    },
  };
}

function watch(entry: BookEntry, works: Works, options: NotifierOptions): void {
  const { list, alarm } = works;
  if (entry.notice?.notify_type === 'subscription') {
    works.bill_at = asSoonAsPossible;
    alarm.abort();
  }
  const due = tellAt(entry, options);
  if (due === undefined) return;
  const before = list.next();
  list.add(due, entry.syssn);
  if (before === undefined || due < before) alarm.abort();
}

async function run(works: Works, options: NotifierOptions): Promise<void> {
  for (const entry of (await options.ledger.read()).all()) watch(entry, works, options);
  while (!works.is_closed) {
    if (works.bill_at <= options.now().getTime()) await bill(works, options);
    const isFree = works.running.size < mostAtOnce;
    const syssn = isFree ? works.list.take(options.now().getTime()) : undefined;
    if (syssn === undefined) await rest(isFree ? works.list.next() : undefined, works, options);
    else start(syssn, works, options);
  }
  await Promise.all(works.running.values());
  if (works.failure !== undefined) throw works.failure;
}

async function bill(works: Works, options: NotifierOptions): Promise<void> {
  // A subscription that is made meanwhile brings it forward again.
  works.bill_at = Number.POSITIVE_INFINITY;
  const { entries, next_at = Number.POSITIVE_INFINITY } = await options.bill();
  for (const entry of entries) watch(entry, works, options);
  works.bill_at = Math.min(works.bill_at, next_at);
}

/** Until something is due, or there may be something new. */
async function rest(next = Number.POSITIVE_INFINITY, works: Works, { now, sleep }: NotifierOptions): Promise<void> {
  works.alarm = new AbortController();
  const ms = Math.min(Math.min(next, works.bill_at) - now().getTime(), longestSleep);
  if (ms > 0) await sleep(ms, works.alarm.signal).catch((error: unknown) => end(error, works));
}

function start(syssn: string, works: Works, options: NotifierOptions): void {
  if (works.running.has(syssn)) return;
  const work = tellOne(syssn, works, options)
    .catch((error: unknown) => end(error, works))
    .finally(() => {
      works.running.delete(syssn);
      works.alarm.abort();
    });
  works.running.set(syssn, work);
}

async function tellOne(syssn: string, works: Works, options: NotifierOptions): Promise<void> {
  const all = await tell(syssn, options);
  for (const told of all) options.onTold(told);
  if (all[0]) watch(all[0].entry, works, options);
}

/** An interruption is no failure: what was not told is told by the next process. */
function end(error: unknown, works: Works): void {
  works.is_closed = true;
  if (!(error instanceof CancelledError)) works.failure ??= error;
}

/** What is to be done at a time, earliest first; of the same time in the order it came. */
interface DueList {
  add(due: number, syssn: string): void;
  /** The earliest time; undefined when there is nothing to do. */
  next(): number | undefined;
  /** Takes out the earliest that is due by `now`. */
  take(now: number): string | undefined;
  clear(): void;
}

export function createDueList(): DueList {
  const items: { due: number; syssn: string }[] = [];
  return {
    add(due, syssn) {
      let [from, to] = [0, items.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        // Kept latest first, so that the earliest is taken off the end.
        if ((items[middle]?.due ?? 0) > due) from = middle + 1;
        else to = middle;
      }
      items.splice(from, 0, { due, syssn });
    },
    next: () => items.at(-1)?.due,
    take(now) {
      const last = items.at(-1);
      return last && last.due <= now ? items.pop()?.syssn : undefined;
    },
    clear() {
      items.length = 0;
    },
  };
}
