import type { Clock } from '../context.ts';
import {
  aheadOf,
  hasPlenty,
  type QueuePlace,
  roomNow,
  type Slot,
  spanOf,
  type Traffic,
  type TrafficBook,
  type TrafficRule,
  tidy,
  timeUntilRoom,
} from './traffic.ts';

/** Lets requests out no faster than the gateway takes them. */
export interface Limiter {
  /** Waits for its turn, then works. Turns come in the order they were asked for. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** The gateway answered 429: nobody on this machine sends for this merchant for so many milliseconds. */
  pause(ms: number): void;
  /** Milliseconds until the last of so many more requests may leave, by what is known now and if nobody else sends. */
  timeFor(requests: number): number;
}

interface LimiterWorld {
  readonly clock: Clock;
  readonly book: TrafficBook;
  /** A name that no other process has, without a space. */
  readonly owner: string;
  /** Called with each wait, before it. */
  readonly onWait?: (ms: number) => void;
}

interface Waiter {
  readonly leave: (slot: Slot) => void;
  readonly fail: (error: unknown) => void;
}

/** A clock that runs a little fast or slow was not set. */
const noticeable_ms = 1_000;

/** What is added makes a book longer, a turn makes it as short as it can be. */
const longBook = 500;

/** Sliding windows, held at every instant, by all processes together. */
export function createLimiter(limits: Limits, world: LimiterWorld): Limiter {
  return new SharedLimiter(limits, world);
}

/**
 * The gateway counts a request when it arrives, which may be as late as its end: so one in the air counts as if it arrived
 * just now. All that ended and all that may leave is told to the other processes in one turn at the book.
 */
class SharedLimiter implements Limiter {
  readonly #limits: Limits;
  readonly #world: LimiterWorld;
  readonly #own: OwnTraffic;
  readonly #waiting: Waiter[] = [];
  #has_news = false;
  #is_turning = false;
  #is_asleep = false;
  /** How far the wall clock is ahead of the one that only grows. */
  #offset: number;

  constructor(limits: Limits, world: LimiterWorld) {
    this.#limits = limits;
    this.#world = world;
    this.#own = new OwnTraffic(world.owner, limits);
    this.#offset = offsetOf(world);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const slot = this.#takeEasily() ?? (await this.#waitForTurn());
    try {
      return await work();
    } finally {
      slot.until = Math.max(slot.since, this.#now());
      this.#tellOf(slot);
    }
  }

  pause(ms: number): void {
    this.#own.closeUntil(this.#now() + ms);
    void this.#takeTurns();
  }

  timeFor(requests: number): number {
    const [now, traffic] = [this.#now(), this.#world.book.read()];
    this.#own.complete(traffic, now);
    return timeToSend(requests, traffic, this.#limits.rules, now);
  }

  /** Most commands send a few requests where few are sent: they do without the lock, which costs more than all the rest. */
  #takeEasily(): Slot | undefined {
    const { book } = this.#world;
    if (!book.add || this.#waiting.length > 0 || this.#limits.is_background) return undefined;
    const traffic = book.read();
    const slot = traffic.slots.length < longBook ? this.#own.takeEasily(traffic, this.#now()) : undefined;
    if (slot) book.add(slot);
    return slot;
  }

  #waitForTurn(): Promise<Slot> {
    return new Promise((leave, fail) => {
      this.#waiting.push({ leave, fail });
      void this.#takeTurns();
    });
  }

  /** The answer does not wait for a turn; the process ends after it all the same. */
  #tellOf(slot: Slot): void {
    const { book } = this.#world;
    if (!book.add || this.#waiting.length > 0 || this.#limits.is_background) void this.#takeTurns();
    else book.add(slot);
  }

  /** By the wall clock, which all processes share. When it is set, this one's own traffic goes along. */
  #now(): number {
    const moved = offsetOf(this.#world) - this.#offset;
    if (Math.abs(moved) > noticeable_ms) {
      this.#offset += moved;
      this.#own.shift(moved);
    }
    return this.#world.clock.now().getTime();
  }

  /** A turn at the book, and another one as long as something has happened meanwhile. */
  async #takeTurns(): Promise<void> {
    this.#has_news = true;
    if (this.#is_turning) return;
    this.#is_turning = true;
    while (this.#has_news) {
      try {
        await this.#takeTurn();
      } catch (error) {
        this.#has_news = false;
        for (const { fail } of this.#waiting.splice(0)) fail(error);
      }
      const { next_try } = this.#own;
      if (this.#waiting.length > 0 && next_try !== undefined && !this.#is_asleep) void this.#sleepUntil(next_try);
    }
    this.#is_turning = false;
  }

  /** Nobody leaves before it stands in the book that he does. */
  async #takeTurn(): Promise<void> {
    let slots: readonly Slot[] = [];
    await this.#world.book.update((traffic) => {
      const now = this.#now();
      this.#has_news = false;
      this.#own.giveBack(slots);
      this.#own.complete(traffic, now);
      // Nobody is let out while the first in line sleeps, so that no sleep outlasts its reason.
      slots = this.#is_asleep ? [] : this.#own.takeSlots(traffic, this.#waiting.length, now);
    });
    const leaving = this.#waiting.splice(0, slots.length);
    for (const [index, slot] of slots.entries()) leaving[index]?.leave(slot);
  }

  /** One that is interrupted fails alone; who comes after waits for itself. */
  async #sleepUntil(time: number): Promise<void> {
    this.#is_asleep = true;
    const { clock, onWait } = this.#world;
    const ms = Math.max(1, time - this.#now());
    onWait?.(ms);
    try {
      await clock.sleep(ms);
    } catch (error) {
      this.#waiting.shift()?.fail(error);
    }
    this.#is_asleep = false;
    await this.#takeTurns();
  }
}

function offsetOf({ clock }: LimiterWorld): number {
  return clock.now().getTime() - clock.monotonic();
}

interface Limits {
  readonly rules: readonly TrafficRule[];
  /** Of a batch: it lets whoever else waits go first. */
  readonly is_background: boolean;
  /** No request is on its way for longer. */
  readonly flight_ms: number;
}

/** Who waits is taken for dead so long after he should have been awake: then those behind do not wait for him. */
const grace = 2_000;

/** One process's part of the traffic: it knows best of its own requests, whatever became of what was written down. */
class OwnTraffic {
  readonly #owner: string;
  readonly #limits: Limits;
  #slots: Slot[] = [];
  #place: QueuePlace | undefined;
  #closed_until = 0;
  #last_id = 0;

  /** `owner` is a name that no other process has. */
  constructor(owner: string, limits: Limits) {
    this.#owner = owner;
    this.#limits = limits;
  }

  /** When it is worth while to ask for room again; undefined when nobody waits. */
  get next_try(): number | undefined {
    return this.#place && this.#place.until - grace;
  }

  closeUntil(time: number): void {
    this.#closed_until = Math.max(this.#closed_until, time);
  }

  /** The wall clock was set by so many milliseconds: what was long ago, or is due, is as long ago or due as before. */
  shift(ms: number): void {
    for (const slot of this.#slots) {
      slot.since += ms;
      slot.until += ms;
    }
    this.#closed_until += ms;
    this.#place &&= { ...this.#place, since: this.#place.since + ms, until: this.#place.until + ms };
  }

  /** Puts what this process knows into what all know. */
  complete(traffic: Traffic, now: number): void {
    traffic.slots = [...traffic.slots.filter(({ owner }) => owner !== this.#owner), ...this.#slots];
    traffic.closed_until = Math.max(traffic.closed_until, this.#closed_until);
    tidy(traffic, this.#limits.rules, now);
    this.#keep(traffic);
    const others = traffic.queue.filter(({ owner }) => owner !== this.#owner);
    traffic.queue = this.#place ? [...others, this.#place] : others;
  }

  /** Slots for as many as there is room for. Whoever is left has a place in the queue, which says when there may be more. */
  takeSlots(traffic: Traffic, wanted: number, now: number): Slot[] {
    const { rules, is_background } = this.#limits;
    const me = { owner: this.#owner, is_background, since: this.#place?.since ?? now };
    const room = roomNow(traffic, rules, now) - aheadOf(me, traffic.queue);
    const length = Math.max(0, Math.min(room, wanted));
    const taken = Array.from({ length }, () => this.#slot(traffic, now));
    // Whoever was let out stands at the end again: a process of a thousand requests does not starve one of a single one.
    this.#queue(traffic, wanted > length ? { ...me, since: length > 0 ? now : me.since } : undefined, now);
    return taken;
  }

  /** What was taken in an update that was not kept: it is taken anew, or not. */
  giveBack(slots: readonly Slot[]): void {
    this.#slots = this.#slots.filter((slot) => !slots.includes(slot));
  }

  /** A slot at once where there is room and to spare, and nobody waits. Such a one need not be agreed upon. */
  takeEasily(traffic: Traffic, now: number): Slot | undefined {
    this.complete(traffic, now);
    const { rules, is_background } = this.#limits;
    return !is_background && hasPlenty(traffic, rules, now) ? this.#slot(traffic, now) : undefined;
  }

  #slot(traffic: Traffic, now: number): Slot {
    const { is_background, flight_ms } = this.#limits;
    this.#last_id += 1;
    const slot = { owner: this.#owner, id: this.#last_id, is_background, since: now, until: now + flight_ms };
    traffic.slots.push(slot);
    this.#slots.push(slot);
    return slot;
  }

  #keep({ slots }: Traffic): void {
    this.#slots = slots.filter(({ owner }) => owner === this.#owner);
  }

  #queue(traffic: Traffic, me: Omit<QueuePlace, 'until'> | undefined, now: number): void {
    traffic.queue = traffic.queue.filter(({ owner }) => owner !== this.#owner);
    const ahead = me ? aheadOf(me, traffic.queue) : 0;
    const wait = timeUntilRoom(traffic, this.#limits.rules, now, 1 + ahead);
    this.#place = me && { ...me, until: now + wait + grace };
    if (this.#place) traffic.queue.push(this.#place);
  }
}

/**
 * Pure: milliseconds from `now` until the last of so many background requests may leave, when each is answered at once and
 * nobody else sends. What is in the air counts as arriving now.
 */
export function timeToSend(requests: number, traffic: Traffic, rules: readonly TrafficRule[], now: number): number {
  const past = (rule: TrafficRule) =>
    traffic.slots
      .filter(({ is_background }) => is_background || rule.counts === 'all')
      .map(({ until }) => Math.min(until, now))
      .sort((a, b) => a - b);
  const lanes = rules.map((rule) => ({ limit: rule.requests, span: spanOf(rule), at: past(rule) }));
  let last = Math.max(now, traffic.closed_until);
  for (let sent = 0; sent < requests; sent += 1) {
    last = Math.max(last, ...lanes.map(({ limit, span, at }) => (at[at.length - limit] ?? -Infinity) + span));
    for (const { at } of lanes) at.push(last);
  }
  return requests > 0 ? last - now : 0;
}
