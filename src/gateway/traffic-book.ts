import type { Context } from '../context.ts';
import { CancelledError, QfpayError } from '../errors.ts';
import { noTraffic, type Traffic } from './traffic.ts';
import { formatTraffic, readTraffic } from './traffic-text.ts';

/** Where the traffic of one merchant is written down. */
export interface TrafficBook {
  /** `change` finds the book as it is and leaves it as it shall be; nobody else is at it meanwhile. */
  update(change: (traffic: Traffic) => void): Promise<void>;
  /** A copy of what it says. */
  read(): Traffic;
}

/** For a single process. */
export function memoryBook(): TrafficBook {
  const kept = noTraffic();
  return {
    update: async (change) => change(kept),
    read: () => ({ ...kept, slots: [...kept.slots], queue: [...kept.queue] }),
  };
}

/**
 * For all processes of this machine that have this file. A damaged one is started afresh. Where it cannot be used, the
 * process keeps its own book from then on: a payment matters more. `onTrouble` is told why, once.
 */
export function fileBook(
  { files }: Pick<Context, 'files'>,
  path: string,
  onTrouble: (error: QfpayError) => void,
): TrafficBook {
  const ownBook = memoryBook();
  let is_usable = true;

  async function shared(change: (traffic: Traffic) => void): Promise<void> {
    const lock = await files.lock(`${path}.lock`);
    try {
      const traffic = read();
      change(traffic);
      files.overwrite(path, formatTraffic(traffic));
    } finally {
      lock.release();
    }
  }

  function read(): Traffic {
    try {
      return readTraffic(files.readFrom(path, 0) ?? new Uint8Array());
    } catch (error) {
      giveUp(error);
      return noTraffic();
    }
  }

  /** @throws what is no failure of a file: an interruption, a bug */
  function giveUp(error: unknown): void {
    if (!(error instanceof QfpayError) || error instanceof CancelledError) throw error;
    if (is_usable) onTrouble(error);
    is_usable = false;
  }

  return {
    async update(change) {
      let has_changed = false;
      const once = (traffic: Traffic) => {
        has_changed = true;
        change(traffic);
      };
      try {
        if (is_usable) await shared(once);
      } catch (error) {
        giveUp(error);
      }
      if (!has_changed) await ownBook.update(change);
    },
    read: () => (is_usable ? read() : ownBook.read()),
  };
}
