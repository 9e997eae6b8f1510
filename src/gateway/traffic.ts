import type { Files } from '../context/files.ts';
import type { Context } from '../context.ts';
import { CancelledError, QfpayError } from '../errors.ts';

/** A request that was let out: it arrives not before `since` and not after `until`, which for one in the air is a bound. */
export interface Slot {
  /** The process that let it out, and its number there. */
  readonly owner: string;
  readonly id: number;
  readonly is_background: boolean;
  since: number;
  until: number;
}

/** A process that waits for its turn. After `until` it is taken for dead. */
export interface QueuePlace {
  readonly owner: string;
  readonly is_background: boolean;
  readonly since: number;
  readonly until: number;
}

/** What one merchant's processes on this machine know of each other. Times are milliseconds of the wall clock. */
export interface Traffic {
  slots: Slot[];
  queue: QueuePlace[];
  /** After a 429 nobody sends before. */
  closed_until: number;
}

/** A window, and which requests count in it. */
export interface TrafficRule extends RateWindow {
  readonly counts: 'all' | 'background';
}

/** Far above any time limit of an exchange, and above any back-off. What claims to last longer is damage. */
const longestFlight = 600_000;
const longestPause = 150_000;

export function noTraffic(): Traffic {
  return { slots: [], queue: [], closed_until: 0 };
}

/**
 * Drops what no longer counts, and takes what lies in the future for now, so that a clock that was set back or a damaged
 * number holds nobody up for long.
 */
export function tidy(traffic: Traffic, rules: readonly TrafficRule[], now: number): void {
  for (const slot of traffic.slots) {
    const ahead = Math.max(0, slot.since - now);
    slot.since -= ahead;
    slot.until = Math.min(slot.until - ahead, slot.since + longestFlight);
  }
  const longest = Math.max(0, ...rules.map(spanOf));
  traffic.slots = traffic.slots.filter(({ until }) => now - until < longest);
  traffic.queue = traffic.queue.filter(({ until }) => until >= now && until - now <= longestPause);
  if (traffic.closed_until - now > longestPause) traffic.closed_until = 0;
}

/**
 * Puts in what another book knows of requests; who waits there waits by himself. One that both know counts as it ended, where one
 * of them still has it in the air. `slack_ms` is how much too early the other's times may be.
 */
export function takeUp(traffic: Traffic, known: Traffic, slack_ms: number): void {
  const byName = new Map(traffic.slots.map((slot) => [nameOf(slot), slot]));
  for (const slot of known.slots) {
    const [name, until] = [nameOf(slot), slot.until + slack_ms];
    const there = byName.get(name);
    if (!there || until < there.until) byName.set(name, { ...slot, until });
  }
  traffic.slots = [...byName.values()];
  traffic.closed_until = Math.max(traffic.closed_until, known.closed_until);
}

function nameOf({ owner, id }: Slot): string {
  return `${owner} ${id}`;
}

/** How many more requests may leave now, before those who wait are thought of. */
export function roomNow({ slots, closed_until }: Traffic, rules: readonly TrafficRule[], now: number): number {
  if (now < closed_until) return 0;
  return Math.min(...rules.map((rule) => rule.requests - counted(slots, rule, now).length), Number.MAX_SAFE_INTEGER);
}

/** Less than half of each window is used, and nobody waits. */
export function hasPlenty(traffic: Traffic, rules: readonly TrafficRule[], now: number): boolean {
  const halves = rules.map((rule) => ({ ...rule, requests: Math.floor(rule.requests / 2) }));
  return traffic.queue.length === 0 && roomNow(traffic, halves, now) > 0;
}

/** Milliseconds until `needed` more requests may leave, if nothing else is sent: at least so long, as one in the air may still arrive. */
export function timeUntilRoom(
  { slots, closed_until }: Traffic,
  rules: readonly TrafficRule[],
  now: number,
  needed: number,
) {
  const waits = rules.map((rule) => {
    const at = counted(slots, rule, now);
    const excess = at.length + needed - 1 - rule.requests;
    if (excess < 0) return 0;
    const lastToLeave = at.sort((a, b) => a - b)[excess] ?? now;
    return lastToLeave + spanOf(rule) - now;
  });
  return Math.max(closed_until - now, 0, ...waits);
}

/** How many are ahead of this one: tills before batches, then who came first. */
export function aheadOf(place: Omit<QueuePlace, 'until'>, queue: readonly QueuePlace[]): number {
  return queue.filter((other) => other.owner !== place.owner && isBefore(other, place)).length;
}

function isBefore(one: Omit<QueuePlace, 'until'>, other: Omit<QueuePlace, 'until'>): boolean {
  if (one.is_background !== other.is_background) return other.is_background;
  return one.since === other.since ? one.owner < other.owner : one.since < other.since;
}

/**
 * How long a request counts after it arrived: the window, both ends of it, and a thousandth, for the gateway's clock need
 * not run as fast as ours.
 */
export function spanOf({ ms }: RateWindow): number {
  return ms + 1 + Math.ceil(ms / 1000);
}

/** When each request arrived that a window holds now. The gateway counts one in the air when it arrives: that is, now at the latest. */
function counted(slots: readonly Slot[], rule: TrafficRule, now: number): number[] {
  const span = spanOf(rule);
  return slots
    .filter(({ is_background }) => is_background || rule.counts === 'all')
    .map(({ until }) => Math.min(until, now))
    .filter((at) => now - at < span);
}

/** At most so many requests within any span of so many milliseconds. */
export interface RateWindow {
  readonly requests: number;
  readonly ms: number;
}

/** QFPay documents both for each merchant, and answers 429 above either. */
export const documentedWindows: readonly RateWindow[] = [
  { requests: 100, ms: 1_000 },
  { requests: 400, ms: 60_000 },
];

/** Where the traffic of one merchant is written down. */
export interface TrafficBook {
  /**
   * `change` finds the book as it is and leaves it as it shall be; nobody else is at it meanwhile. Where what it left could not
   * be kept, it is called again with another state of the book: when all has ended, the last call is the one that counts.
   */
  update(change: (traffic: Traffic) => void): Promise<void>;
  /** A copy of what it says; of a book far away, of what it said at the last update. */
  read(): Traffic;
  /**
   * Adds a slot, or what became of one, without waiting for anybody. An update at the same instant may miss it. A book far away
   * has no such way: whoever let a request out by a copy that is a moment old would meet a 429.
   */
  add?(slot: Slot): void;
}

/** For a single process. */
export function memoryBook(): Required<TrafficBook> {
  const kept = noTraffic();
  return {
    update: async (change) => change(kept),
    read: () => ({ ...kept, slots: [...kept.slots], queue: [...kept.queue] }),
    add: (slot) => {
      if (!kept.slots.includes(slot)) kept.slots.push(slot);
    },
  };
}

/**
 * For all processes of this machine that have this file. A damaged one is started afresh. Where it cannot be used, the
 * process keeps its own book from then on: a payment matters more. `onTrouble` is told why, once.
 */
export function fileBook(
  { files }: Pick<Context, 'files'>,
  path: string,
  onTrouble: (error: QfpayError) => void,
): Required<TrafficBook> {
  return new FileBook(files, path, onTrouble);
}

class FileBook implements TrafficBook {
  readonly #files: Files;
  readonly #path: string;
  readonly #onTrouble: (error: QfpayError) => void;
  readonly #ownBook = memoryBook();
  #is_usable = true;

  constructor(files: Files, path: string, onTrouble: (error: QfpayError) => void) {
    this.#files = files;
    this.#path = path;
    this.#onTrouble = onTrouble;
  }

  async update(change: (traffic: Traffic) => void): Promise<void> {
    try {
      if (this.#is_usable) return await this.#updateFile(change);
    } catch (error) {
      this.#giveUp(error);
    }
    await this.#ownBook.update(change);
  }

  read(): Traffic {
    try {
      if (this.#is_usable) return this.#readFile();
    } catch (error) {
      this.#giveUp(error);
    }
    return this.#ownBook.read();
  }

  add(slot: Slot): void {
    try {
      if (this.#is_usable) this.#files.add(this.#path, formatSlot(slot));
    } catch (error) {
      this.#giveUp(error);
    }
    if (!this.#is_usable) this.#ownBook.add(slot);
  }

  async #updateFile(change: (traffic: Traffic) => void): Promise<void> {
    const lock = await this.#files.lock(`${this.#path}.lock`);
    try {
      const traffic = this.#readFile();
      change(traffic);
      this.#files.overwrite(this.#path, formatTraffic(traffic));
    } finally {
      lock.release();
    }
  }

  #readFile(): Traffic {
    return readTraffic(this.#files.readFrom(this.#path, 0) ?? new Uint8Array());
  }

  /** @throws what is no failure of a file: an interruption, a bug */
  #giveUp(error: unknown): void {
    if (!(error instanceof QfpayError) || error instanceof CancelledError) throw error;
    if (this.#is_usable) this.#onTrouble(error);
    this.#is_usable = false;
  }
}

/** A line each: what, whose, its number, since when, until when, and whether it is a batch. Times are milliseconds. */
export function formatTraffic({ slots, queue, closed_until }: Traffic): string {
  return [
    ...(closed_until > 0 ? [`closed - 0 0 ${closed_until} 0\n`] : []),
    ...slots.map(formatSlot),
    ...queue.map((place) => formatRow('place', { ...place, id: 0 })),
  ].join('');
}

function formatSlot(slot: Slot): string {
  return formatRow('slot', slot);
}

/**
 * Of a slot the last line counts. Lines that cannot be read are left out, at worst all of them: a limiter that forgets costs
 * a 429, one that fails costs a sale.
 */
export function readTraffic(bytes: Uint8Array): Traffic {
  const traffic = noTraffic();
  const slots = new Map<string, Slot>();
  for (const line of Buffer.from(bytes).toString('latin1').split('\n')) {
    const [kind, ...words] = line.split(' ');
    const row = readRow(words);
    if (row && kind === 'slot') slots.set(nameOf(row), row);
    if (row && kind === 'place') traffic.queue.push(placeOf(row));
    if (row && kind === 'closed') traffic.closed_until = row.until;
  }
  return { ...traffic, slots: [...slots.values()] };
}

function formatRow(kind: string, { owner, id, since, until, is_background }: Slot): string {
  return `${kind} ${owner} ${id} ${since} ${until} ${is_background ? 1 : 0}\n`;
}

function readRow([owner = '', id, since, until, background]: string[]): Slot | undefined {
  const is_whole = background === '0' || background === '1';
  const row = { owner, id: Number(id), since: Number(since), until: Number(until), is_background: background === '1' };
  return is_whole && Number.isFinite(row.since) && row.until >= row.since ? row : undefined;
}

function placeOf({ owner, is_background, since, until }: Slot): QueuePlace {
  return { owner, is_background, since, until };
}
