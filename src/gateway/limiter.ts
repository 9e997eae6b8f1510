import type { Clock } from '../context.ts';
import { timeToSend } from './time-to-send.ts';
import { aheadOf, type Place, type Rule, roomNow, type Slot, type Traffic, tidy, timeUntilRoom } from './traffic.ts';
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

export interface Limits {
  readonly rules: readonly Rule[];
  /** Of a batch: it lets whoever else waits go first. */
  readonly is_background: boolean;
  /** No request is on its way for longer. */
  readonly flight_ms: number;
}

export interface LimiterWorld {
  readonly clock: Clock;
  readonly book: TrafficBook;
  /** A name that no other process has. */
  readonly owner: string;
  /** Called with each wait, before it. */
  readonly onWait?: (ms: number) => void;
}

interface Waiter {
  readonly leave: (slot: Slot) => void;
  readonly fail: (error: unknown) => void;
}

/** Who waits is taken for dead so long after he should have been awake: then those behind do not wait for him. */
const grace = 2_000;

/**
 * Sliding windows, held at every instant. The gateway counts a request when it arrives, which may be as late as its end:
 * so one in the air counts as if it arrived just now. All that ended and all that may leave is told to the other
 * processes at once, in one turn at the book.
 */
export function createLimiter(limits: Limits, { clock, book, owner, onWait = () => {} }: LimiterWorld): Limiter {
  const { rules, is_background, flight_ms } = limits;
  const waiting: Waiter[] = [];
  let own: Slot[] = [];
  let place: Place | undefined;
  let closed_until = 0;
  let has_news = false;
  let is_turning = false;
  let is_asleep = false;

  const time = () => clock.now().getTime();

  /** A turn at the book, and another one as long as something has happened meanwhile. */
  async function takeTurns(): Promise<void> {
    has_news = true;
    if (is_turning) return;
    is_turning = true;
    while (has_news) {
      try {
        await book.update(turn);
        if (waiting.length > 0 && place && !is_asleep) void sleepUntil(place.until - grace);
      } catch (error) {
        has_news = false;
        for (const { fail } of waiting.splice(0)) fail(error);
      }
    }
    is_turning = false;
  }

  function turn(traffic: Traffic): void {
    const now = time();
    has_news = false;
    know(traffic, now);
    if (!is_asleep) letOut(traffic, now);
    traffic.queue = traffic.queue.filter((other) => other.owner !== owner);
    if (place) traffic.queue.push(place);
  }

  /** This process knows best of its own requests, whatever became of the book. */
  function know(traffic: Traffic, now: number): void {
    traffic.slots = [...traffic.slots.filter((slot) => slot.owner !== owner), ...own];
    traffic.closed_until = Math.max(traffic.closed_until, closed_until);
    tidy(traffic, rules, now);
    own = traffic.slots.filter((slot) => slot.owner === owner);
  }

  /** As many as there is room for; whoever is left has a place in the queue that says when there may be more. */
  function letOut(traffic: Traffic, now: number): void {
    const me = { owner, is_background, since: place?.since ?? now };
    const room = roomNow(traffic, rules, now) - aheadOf(me, traffic.queue);
    const leaving = waiting.splice(0, Math.max(0, room));
    for (const { leave } of leaving) {
      const slot = { owner, is_background, since: now, until: now + flight_ms };
      own.push(slot);
      traffic.slots.push(slot);
      leave(slot);
    }
    place = undefined;
    if (waiting.length === 0) return;
    // Who was let out stands at the end again: a process with a thousand requests does not starve one with a single one.
    const since = leaving.length > 0 ? now : me.since;
    const wait = timeUntilRoom(traffic, rules, now, 1 + aheadOf({ ...me, since }, traffic.queue));
    place = { ...me, since, until: now + wait + grace };
  }

  /** One that is interrupted fails alone; who comes after waits for itself. */
  async function sleepUntil(at: number): Promise<void> {
    is_asleep = true;
    const ms = Math.max(1, at - time());
    onWait(ms);
    try {
      await clock.sleep(ms);
    } catch (error) {
      waiting.shift()?.fail(error);
    }
    is_asleep = false;
    await takeTurns();
  }

  return {
    async run(work) {
      const slot = await new Promise<Slot>((leave, fail) => {
        waiting.push({ leave, fail });
        void takeTurns();
      });
      try {
        return await work();
      } finally {
        slot.until = Math.max(slot.since, time());
        // Nobody waits for it: the answer does not, and the process ends after it all the same.
        void takeTurns();
      }
    },
    pause(ms) {
      closed_until = Math.max(closed_until, time() + ms);
      void takeTurns();
    },
    timeFor(requests) {
      const [now, traffic] = [time(), book.read()];
      know(traffic, now);
      return timeToSend(requests, traffic, rules, now);
    },
  };
}
