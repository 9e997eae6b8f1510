/** A clock that goes on from wherever it was put: expiry, months and nights come when a test wants them. */
export interface MovableClock {
  now(): Date;
  /** It was put somewhere, and is not the world's. */
  isMoved(): boolean;
  set(time: Date): void;
  advance(ms: number): void;
  /** Back to the world's. */
  reset(): void;
}

export function createMovableClock(world: () => Date, onMove: () => void): MovableClock {
  let offset = 0;
  function move(to: number) {
    offset = to;
    onMove();
  }
  return {
    now: () => (offset === 0 ? world() : new Date(world().getTime() + offset)),
    isMoved: () => offset !== 0,
    set: (time) => move(time.getTime() - world().getTime()),
    advance: (ms) => move(offset + ms),
    reset: () => move(0),
  };
}
