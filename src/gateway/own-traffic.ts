import {
  aheadOf,
  hasPlenty,
  type Place,
  type Rule,
  roomNow,
  type Slot,
  type Traffic,
  tidy,
  timeUntilRoom,
} from './traffic.ts';

export interface Limits {
  readonly rules: readonly Rule[];
  /** Of a batch: it lets whoever else waits go first. */
  readonly is_background: boolean;
  /** No request is on its way for longer. */
  readonly flight_ms: number;
}

/** Who waits is taken for dead so long after he should have been awake: then those behind do not wait for him. */
const grace = 2_000;

/** One process's part of the traffic: it knows best of its own requests, whatever became of what was written down. */
export class OwnTraffic {
  readonly #owner: string;
  readonly #limits: Limits;
  #slots: Slot[] = [];
  #place: Place | undefined;
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

  #queue(traffic: Traffic, me: Omit<Place, 'until'> | undefined, now: number): void {
    traffic.queue = traffic.queue.filter(({ owner }) => owner !== this.#owner);
    const ahead = me ? aheadOf(me, traffic.queue) : 0;
    const wait = timeUntilRoom(traffic, this.#limits.rules, now, 1 + ahead);
    this.#place = me && { ...me, until: now + wait + grace };
    if (this.#place) traffic.queue.push(this.#place);
  }
}
