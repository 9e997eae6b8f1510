import type { Redis, RedisReply } from '../context/network.ts';
import type { Clock, Random } from '../context.ts';
import { NetworkError } from '../errors.ts';
import { t } from '../language/t.ts';
import { formatTraffic, noTraffic, readTraffic, type Slot, type Traffic, type TrafficBook, takeUp } from './traffic.ts';

/** The lock of a process that died in its turn is free again after this. */
const lock_ms = 3_000;
/** Longer than a dead process holds the lock. Nobody waits longer for a turn. */
const patience_ms = 4_000;
/** A book that nobody has written to for longer says nothing that still counts. */
const kept_ms = 900_000;
/** After a failure this machine goes by its own book for so long; twice as long after each further one. */
const [first_pause_ms, longest_pause_ms] = [5_000, 60_000];

/**
 * A turn begins: the lock, and only under it the time and the book. In one script, so that whoever waits for the lock is not sent
 * the book each time. `SET` comes before `TIME`: a Redis before 5.0 writes nothing after it.
 */
export const enterScript = `if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
local time = redis.call('TIME')
return {time[1], time[2], redis.call('GET', KEYS[2])}`;

/** A turn ends: the book is kept only where the lock is still this turn's, and nobody else has read it meanwhile. */
export const leaveScript = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[1])
return 1`;

/** One Redis as all limiters of this process see it: one connection, one word about its trouble, one pause after it. */
export class RedisDoor {
  readonly #open: () => Promise<Redis>;
  #redis: Promise<Redis> | undefined;
  readonly #onTrouble: (problem: string) => void;
  #has_told = false;
  #pause_ms = first_pause_ms;
  #closed_until = Number.NEGATIVE_INFINITY;

  /** `onTrouble` hears once, in words for a person, why the Redis cannot be used. */
  constructor(open: () => Promise<Redis>, onTrouble: (problem: string) => void) {
    this.#open = open;
    this.#onTrouble = onTrouble;
  }

  /** @throws NetworkError no answer, or an error for one */
  async send(command: readonly string[]): Promise<RedisReply> {
    this.#redis ??= this.#open();
    return (await this.#redis).send(command);
  }

  /** Times are of a clock that only grows. */
  isOpen(now: number): boolean {
    return now >= this.#closed_until;
  }

  hasAnswered(): void {
    this.#pause_ms = first_pause_ms;
  }

  /** @throws what is no trouble of a Redis: an interruption, a bug */
  shut(error: unknown, now: number): void {
    if (!(error instanceof NetworkError)) throw error;
    this.#closed_until = now + this.#pause_ms;
    this.#pause_ms = Math.min(2 * this.#pause_ms, longest_pause_ms);
    if (this.#has_told) return;
    this.#has_told = true;
    this.#onTrouble(error.message);
  }
}

export interface RedisBookWorld {
  readonly door: RedisDoor;
  readonly clock: Clock;
  readonly random: Random;
  /** Of the merchant at this gateway, for the keys: a digest, without the app code. */
  readonly name: string;
  /** The name of the process in the book. */
  readonly owner: string;
  /** What holds while the Redis cannot be used: the book of this machine. */
  readonly own: TrafficBook;
}

/**
 * For all machines that have this Redis. Each turn takes a short lock, reads the book anew under it, and writes it back. Its
 * times are Redis's own, for the clocks of machines differ; whoever reads it sees them by this machine's clock. Where the
 * Redis is away, slow or full, this machine's own book holds: a payment matters more.
 */
export function redisBook(world: RedisBookWorld): TrafficBook {
  return new RedisBook(world);
}

/** A turn that was begun: the book as it stands, and how Redis's clock stands to this machine's. */
interface Turn {
  readonly token: string;
  readonly traffic: Traffic;
  /** There is none yet, or the Redis has lost it. */
  readonly is_blank: boolean;
  /** What is added to this machine's time for Redis's: too little by what the way there took, never too much. */
  readonly ahead_ms: number;
  readonly way_ms: number;
}

class RedisBook implements TrafficBook {
  readonly #world: RedisBookWorld;
  readonly #keys: readonly [lock: string, book: string];
  /** As it was left at the last turn. */
  #seen: Traffic | undefined;
  /** Whether all that this machine knows stands in the shared book: not before the first turn, nor after it went by its own. */
  #has_brought = false;

  constructor(world: RedisBookWorld) {
    this.#world = world;
    this.#keys = keysOf(world.name);
  }

  async update(change: (traffic: Traffic) => void): Promise<void> {
    const { door, clock, own } = this.#world;
    if (door.isOpen(clock.monotonic())) {
      try {
        await this.#updateShared(change);
        door.hasAnswered();
        return;
      } catch (error) {
        door.shut(error, clock.monotonic());
      }
    }
    // The minute that all have spent stays spent, also where nobody else can be asked.
    const seen = this.#seen ?? noTraffic();
    await own.update((traffic) => {
      takeUp(traffic, seen, 0);
      change(traffic);
    });
    this.#seen = undefined;
    this.#has_brought = false;
  }

  read(): Traffic {
    return this.#seen ? movedBy(this.#seen, 0) : this.#world.own.read();
  }

  async #updateShared(change: (traffic: Traffic) => void): Promise<void> {
    const { clock, own } = this.#world;
    const began = clock.monotonic();
    const known = (this.#has_brought ? this.#seen : own.read()) ?? noTraffic();
    do {
      const turn = await this.#enter(began);
      // A Redis that came back empty is told again what is gone: a book that forgets lets out a second minute in the first.
      if (!this.#has_brought || turn.is_blank) takeUp(turn.traffic, known, turn.way_ms);
      change(turn.traffic);
      const seen = movedBy(turn.traffic, 0);
      if (await this.#leave(turn)) {
        this.#seen = seen;
        this.#has_brought = true;
        return;
      }
      // This process stood still for longer than it may hold the lock: the turn did not count, and is taken anew.
    } while (clock.monotonic() - began < patience_ms);
    throw lockTrouble();
  }

  async #enter(began: number): Promise<Turn> {
    const { door, clock, random } = this.#world;
    const token = Buffer.from(random.bytes(12)).toString('hex');
    for (;;) {
      const sent = clock.monotonic();
      const reply = await door.send(['EVAL', enterScript, '2', ...this.#keys, token, String(lock_ms)]);
      const way_ms = Math.ceil(clock.monotonic() - sent);
      if (reply !== null) return { token, way_ms, ...readTurn(reply, clock.now().getTime()) };
      if (clock.monotonic() - began >= patience_ms) throw lockTrouble();
      // Not in step with whoever else waits.
      await clock.sleep(3 + Math.ceil(random.fraction() * 20));
    }
  }

  /** Whether the turn counts. */
  async #leave({ token, traffic, ahead_ms, way_ms }: Turn): Promise<boolean> {
    const { door, owner } = this.#world;
    const shared = movedBy(traffic, ahead_ms);
    // What this process measured by its own clock may have been as much later by Redis's as the way took.
    for (const slot of shared.slots) if (slot.owner === owner) slot.until += way_ms;
    const text = formatTraffic(shared);
    const reply = await door.send(['EVAL', leaveScript, '2', ...this.#keys, token, text, String(kept_ms)]);
    if (reply !== 0 && reply !== 1) throw strangeAnswer();
    return reply === 1;
  }
}

/** One pair of braces in both: a cluster keeps them on one node, and a script may use them together. */
function keysOf(name: string): readonly [lock: string, book: string] {
  return [`qfpay:limiter:{${name}}:lock`, `qfpay:limiter:{${name}}:book`];
}

function readTurn(reply: RedisReply, now: number): Pick<Turn, 'traffic' | 'is_blank' | 'ahead_ms'> {
  const [seconds, micros, text] = Array.isArray(reply) ? (reply as readonly RedisReply[]) : [];
  const time = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  if (!Number.isSafeInteger(time) || (text !== null && typeof text !== 'string')) throw strangeAnswer();
  const ahead_ms = time - now;
  const traffic = movedBy(readTraffic(Buffer.from(text ?? '')), -ahead_ms);
  return { traffic, is_blank: text === null, ahead_ms };
}

/** A copy with all its times moved. That nothing is closed stays so. */
function movedBy({ slots, queue, closed_until }: Traffic, ms: number): Traffic {
  const move = <Spanned extends { since: number; until: number }>(one: Spanned): Spanned => {
    return { ...one, since: one.since + ms, until: one.until + ms };
  };
  return {
    ...noTraffic(),
    slots: slots.map((slot): Slot => move(slot)),
    queue: queue.map((place) => move({ ...place })),
    closed_until: closed_until > 0 ? closed_until + ms : 0,
  };
}

function lockTrouble(): NetworkError {
  return new NetworkError(t`others have held the lock of the book for more than ${patience_ms / 1000} s`);
}

function strangeAnswer(): NetworkError {
  return new NetworkError(t`it does not answer as a Redis does`);
}

/** What a turn at a Redis takes, and how far its clock is ahead of this machine's. */
export interface RedisProbe {
  readonly turn_ms: number;
  readonly ahead_ms: number;
}

/**
 * One turn at a book that nobody else has, so that what it needs (the commands, the rights, the room) is proven.
 * @throws NetworkError in words, what is in the way
 */
export async function probeRedis(redis: Redis, { clock, random }: Pick<RedisBookWorld, 'clock' | 'random'>) {
  const token = Buffer.from(random.bytes(12)).toString('hex');
  const keys = keysOf(`doctor-${token}`);
  const began = clock.monotonic();
  const reply = await redis.send(['EVAL', enterScript, '2', ...keys, token, String(lock_ms)]);
  if (reply === null) throw strangeAnswer();
  const { ahead_ms } = readTurn(reply, clock.now().getTime());
  const kept = await redis.send(['EVAL', leaveScript, '2', ...keys, token, '', '1000']);
  if (kept !== 1) throw strangeAnswer();
  const probe: RedisProbe = { turn_ms: Math.ceil(clock.monotonic() - began), ahead_ms };
  return probe;
}
