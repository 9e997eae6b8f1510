/** As many events as are remembered; QFPay repeats one for a day. */
const most = 10_000;

/** Events that were acknowledged, or are being handled just now. */
export interface SeenEvents {
  /**
   * Does `work` once for an event, until it was acknowledged: a copy that comes meanwhile waits for it, and is done only where
   * it failed.
   * @returns what was done, or undefined for a copy of what was acknowledged before
   */
  once<T>(event_key: string, work: () => Promise<T>, isAcknowledged: (done: T) => boolean): Promise<T | undefined>;
}

export function createSeenEvents(): SeenEvents {
  const seen = new Map<string, Promise<boolean>>();

  function forgetOldest(): void {
    const [oldest] = seen.keys();
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
  }

  return {
    async once(event_key, work, isAcknowledged) {
      for (let earlier = seen.get(event_key); earlier; earlier = seen.get(event_key)) {
        if (await earlier) return undefined;
      }
      let settle: (acknowledged: boolean) => void = () => {};
      seen.set(event_key, new Promise((resolve) => (settle = resolve)));
      forgetOldest();
      let acknowledged = false;
      try {
        const done = await work();
        acknowledged = isAcknowledged(done);
        return done;
      } finally {
        // Forgotten before those who wait are told, so that one of them takes it on.
        if (!acknowledged) seen.delete(event_key);
        settle(acknowledged);
      }
    },
  };
}
