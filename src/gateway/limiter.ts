import type { Clock } from '../context.ts';
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
