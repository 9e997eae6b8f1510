import type { Files } from '../context/files.ts';
import type { Context } from '../context.ts';
import { CancelledError, QfpayError } from '../errors.ts';
import { noTraffic, type Slot, type Traffic } from './traffic.ts';
import { formatSlot, formatTraffic, readTraffic } from './traffic-text.ts';

/** Where the traffic of one merchant is written down. */
export interface TrafficBook {
  /** `change` finds the book as it is and leaves it as it shall be; nobody else is at it meanwhile. */
  update(change: (traffic: Traffic) => void): Promise<void>;
  /** A copy of what it says. */
  read(): Traffic;
  /** Adds a slot, or what became of one, without waiting for anybody. An update at the same instant may miss it. */
  add(slot: Slot): void;
}

/** For a single process. */
export function memoryBook(): TrafficBook {
  const kept = noTraffic();
  return {
    update: async (change) => change(kept),
    read: () => ({ ...kept, slots: [...kept.slots], queue: [...kept.queue] }),
    add: (slot) => {
      if (!kept.slots.includes(slot)) kept.slots.push(slot);
    },
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
  return new FileBook(files, path, onTrouble);
}

class FileBook implements TrafficBook {
  readonly #files: Files;
  readonly #path: string;
  readonly #onTrouble: (error: QfpayError) => void;
  readonly #ownBook = memoryBook();
  #is_usable = true;

  constructor(files: Files, path: string, onTrouble: (error: QfpayError) => void) {
    this.#files = files;
    this.#path = path;
    this.#onTrouble = onTrouble;
  }

  async update(change: (traffic: Traffic) => void): Promise<void> {
    let has_changed = false;
    const once = (traffic: Traffic) => {
      has_changed = true;
      change(traffic);
    };
    try {
      if (this.#is_usable) await this.#updateFile(once);
    } catch (error) {
      this.#giveUp(error);
    }
    if (!has_changed) await this.#ownBook.update(change);
  }

  read(): Traffic {
    try {
      if (this.#is_usable) return this.#readFile();
    } catch (error) {
      this.#giveUp(error);
    }
    return this.#ownBook.read();
  }

  add(slot: Slot): void {
    try {
      if (this.#is_usable) this.#files.add(this.#path, formatSlot(slot));
    } catch (error) {
      this.#giveUp(error);
    }
    if (!this.#is_usable) this.#ownBook.add(slot);
  }

  async #updateFile(change: (traffic: Traffic) => void): Promise<void> {
    const lock = await this.#files.lock(`${this.#path}.lock`);
    try {
      const traffic = this.#readFile();
      change(traffic);
      this.#files.overwrite(this.#path, formatTraffic(traffic));
    } finally {
      lock.release();
    }
  }

  #readFile(): Traffic {
    return readTraffic(this.#files.readFrom(this.#path, 0) ?? new Uint8Array());
  }

  /** @throws what is no failure of a file: an interruption, a bug */
  #giveUp(error: unknown): void {
    if (!(error instanceof QfpayError) || error instanceof CancelledError) throw error;
    if (this.#is_usable) this.#onTrouble(error);
    this.#is_usable = false;
  }
}
