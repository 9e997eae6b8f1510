export interface LockStressWishes {
  readonly processes: number;
  /** Of each process. */
  readonly takings: number;
  /** How many of a hundred holders kill themselves while they hold it. */
  readonly deaths: number;
  /** How many milliseconds lie between two that are killed from outside, whatever they are at; never if absent. */
  readonly kill_every?: number;
  readonly seconds: number;
}

export interface LockStressFigures {
  readonly takings: number;
  readonly killed: number;
  /** Gave up after half a minute, and began anew. */
  readonly gave_up: number;
  /** Times that two held the lock at once. */
  readonly overlaps: number;
  /** Sockets and files of locks that nobody removed, though the lock was taken once more at the end. */
  readonly left: readonly string[];
  readonly seconds: number;
}

/** How often somebody was inside while another was, by what all of them wrote down. */
export function countOverlaps(log: string): number;

export function stressLocks(wishes: LockStressWishes): Promise<LockStressFigures>;
