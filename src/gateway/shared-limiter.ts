import type { Limiter, LimiterWorld } from './limiter.ts';
import { type Limits, OwnTraffic } from './own-traffic.ts';
import { timeToSend } from './time-to-send.ts';
import type { Slot, Traffic } from './traffic.ts';

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
    if (this.#waiting.length > 0 || this.#limits.is_background) return undefined;
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
    if (this.#waiting.length > 0 || this.#limits.is_background) void this.#takeTurns();
    else this.#world.book.add(slot);
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
        await this.#world.book.update((traffic) => this.#turn(traffic, this.#now()));
      } catch (error) {
        this.#has_news = false;
        for (const { fail } of this.#waiting.splice(0)) fail(error);
      }
      const { next_try } = this.#own;
      if (this.#waiting.length > 0 && next_try !== undefined && !this.#is_asleep) void this.#sleepUntil(next_try);
    }
    this.#is_turning = false;
  }

  #turn(traffic: Traffic, now: number): void {
    this.#has_news = false;
    this.#own.complete(traffic, now);
    // Nobody is let out while the first in line sleeps, so that no sleep outlasts its reason.
    if (this.#is_asleep) return;
    const slots = this.#own.takeSlots(traffic, this.#waiting.length, now);
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
