import type { RateWindow } from './windows.ts';

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
export interface Place {
  readonly owner: string;
  readonly is_background: boolean;
  readonly since: number;
  readonly until: number;
}

/** What one merchant's processes on this machine know of each other. Times are milliseconds of the wall clock. */
export interface Traffic {
  slots: Slot[];
  queue: Place[];
  /** After a 429 nobody sends before. */
  closed_until: number;
}

/** A window, and which requests count in it. */
export interface Rule extends RateWindow {
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
export function tidy(traffic: Traffic, rules: readonly Rule[], now: number): void {
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

/** How many more requests may leave now, before those who wait are thought of. */
export function roomNow({ slots, closed_until }: Traffic, rules: readonly Rule[], now: number): number {
  if (now < closed_until) return 0;
  return Math.min(...rules.map((rule) => rule.requests - counted(slots, rule, now).length), Number.MAX_SAFE_INTEGER);
}

/** Less than half of each window is used, and nobody waits. */
export function hasPlenty(traffic: Traffic, rules: readonly Rule[], now: number): boolean {
  const halves = rules.map((rule) => ({ ...rule, requests: Math.floor(rule.requests / 2) }));
  return traffic.queue.length === 0 && roomNow(traffic, halves, now) > 0;
}

/** Milliseconds until `needed` more requests may leave, if nothing else is sent: at least so long, as one in the air may still arrive. */
export function timeUntilRoom({ slots, closed_until }: Traffic, rules: readonly Rule[], now: number, needed: number) {
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
export function aheadOf(place: Omit<Place, 'until'>, queue: readonly Place[]): number {
  return queue.filter((other) => other.owner !== place.owner && isBefore(other, place)).length;
}

function isBefore(one: Omit<Place, 'until'>, other: Omit<Place, 'until'>): boolean {
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
function counted(slots: readonly Slot[], rule: Rule, now: number): number[] {
  const span = spanOf(rule);
  return slots
    .filter(({ is_background }) => is_background || rule.counts === 'all')
    .map(({ until }) => Math.min(until, now))
    .filter((at) => now - at < span);
}
