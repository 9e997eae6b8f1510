import type { Clock } from '../context.ts';
import { type Limits, OwnTraffic } from './own-traffic.ts';
import { timeToSend } from './time-to-send.ts';
import type { Slot, Traffic } from './traffic.ts';
import type { TrafficBook } from './traffic-book.ts';

/** Lets requests out no faster than the gateway takes them. */
export interface Limiter {
  /** Waits for its turn, then works. Turns come in the order they were asked for. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** The gateway answered 429: nobody on this machine sends for this merchant for so many milliseconds. */
  pause(ms: number): void;
  /** Milliseconds until the last of so many more requests may leave, by what is known now and if nobody else sends. */
  timeFor(requests: number): number;
}

export interface LimiterWorld {
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

  constructor(limits: Limits, world: LimiterWorld) {
    this.#limits = limits;
    this.#world = world;
    this.#own = new OwnTraffic(world.owner, limits);
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const slot = await new Promise<Slot>((leave, fail) => {
      this.#waiting.push({ leave, fail });
      void this.#takeTurns();
    });
    try {
      return await work();
    } finally {
      slot.until = Math.max(slot.since, this.#now());
      // The answer does not wait for it. The process ends after it all the same.
      void this.#takeTurns();
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

  #now(): number {
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
