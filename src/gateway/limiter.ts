import type { Clock } from '../context.ts';
import type { Settings } from '../merchant/merchant.ts';

/** Lets requests out no faster than the gateway takes them. */
export interface Limiter {
  /** Waits for its turn, then works. Turns come in the order they were asked for. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export interface RateWindow {
  readonly requests: number;
  readonly ms: number;
}

/** QFPay documents both for each merchant, and answers 429 above either. */
export const documentedWindows: readonly RateWindow[] = [
  { requests: 100, ms: 1_000 },
  { requests: 400, ms: 60_000 },
];

/** A request of the past, or in the air. */
interface Slot {
  ended_at: number | undefined;
}

/**
 * Sliding windows, held at every instant. The gateway counts a request when it arrives, which may be as late as its end:
 * so one in the air counts as if it arrived just now.
 */
export function createLimiter(clock: Clock, windows: readonly RateWindow[] = documentedWindows): Limiter {
  const longest = Math.max(...windows.map(({ ms }) => ms));
  let slots: Slot[] = [];
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function takeSlot(): Promise<Slot> {
    for (;;) {
      const now = clock.now().getTime();
      // A clock that was set back must not hold anybody up: what ended in the future ended now.
      for (const slot of slots) slot.ended_at &&= Math.min(slot.ended_at, now);
      slots = slots.filter(({ ended_at = now }) => now - ended_at <= longest);
      const wait = Math.max(...windows.map((window) => timeUntilRoom(slots, window, now)));
      if (wait === 0) break;
      await clock.sleep(wait);
    }
    const slot = { ended_at: undefined };
    slots.push(slot);
    return slot;
  }

  return {
    async run(work) {
      const turn = lastTurn.then(takeSlot);
      lastTurn = turn.catch(() => {});
      const slot = await turn;
      try {
        return await work();
      } finally {
        slot.ended_at = clock.now().getTime();
      }
    },
  };
}

/** Pure: 0 when one more request fits. */
function timeUntilRoom(slots: readonly Slot[], { requests, ms }: RateWindow, now: number): number {
  const counted = slots.map(({ ended_at = now }) => ended_at).filter((at) => now - at <= ms);
  const excess = counted.length - requests;
  const lastToLeave = excess < 0 ? undefined : counted.sort((a, b) => a - b)[excess];
  return lastToLeave === undefined ? 0 : lastToLeave + ms + 1 - now;
}

const limiters = new WeakMap<Clock, Map<string, Limiter>>();

/** One limiter for each merchant at each gateway in this process, however many gateways are created. */
export function limiterOf({ base_url, merchant }: Settings, clock: Clock): Limiter {
  const byMerchant = limiters.get(clock) ?? new Map<string, Limiter>();
  limiters.set(clock, byMerchant);
  const key = JSON.stringify([base_url, merchant.app_code, merchant.mchid ?? '']);
  const limiter = byMerchant.get(key) ?? createLimiter(clock);
  byMerchant.set(key, limiter);
  return limiter;
}
