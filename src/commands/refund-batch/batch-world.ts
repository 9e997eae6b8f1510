import type { Context } from '../../context.ts';
import { CancelledError } from '../../errors.ts';
import type { Journal } from '../../journal/journal.ts';
import type { BatchEnd } from '../../report/batch-findings.ts';
import type { Session } from '../session.ts';

/** Ends a batch before its last row. What is in the air comes to its end; whoever only waits for its turn is let go. */
export interface Ending {
  /** Fires when no further row is begun. */
  readonly signal: AbortSignal;
  readonly end: BatchEnd | undefined;
  /** The first reason counts. */
  begin(end: BatchEnd): void;
}

export function createEnding(): Ending {
  const controller = new AbortController();
  let end: BatchEnd | undefined;
  return {
    signal: controller.signal,
    get end() {
      return end;
    },
    begin(reason) {
      end ??= reason;
      controller.abort();
    },
  };
}

/** What the rows of a batch share. */
export interface BatchWorld {
  /** Its gateway goes at the batch's own pace. */
  readonly session: Session;
  /** Says nothing of a single row. */
  readonly context: Context;
  readonly journal: Journal;
  readonly ending: Ending;
}

/** For the gateway of a batch: whoever waits for a turn is woken when the batch ends. */
export function endingContext(context: Context, { signal }: Ending): Context {
  const { clock, io } = context;
  let told_at = Number.NEGATIVE_INFINITY;
  function err(text: string) {
    // Each refund in the air meets a 429 of its own, and says so.
    const is_wait = /; waiting [\d.]+ s\n$/.test(text);
    const now = clock.now().getTime();
    if (is_wait && now - told_at < 5000) return;
    if (is_wait) told_at = now;
    io.err(text);
  }
  async function sleep(ms: number) {
    await clock.sleep(ms, signal);
    if (signal.aborted) throw new CancelledError('interrupted');
  }
  return { ...context, clock: { ...clock, sleep }, io: { ...io, err } };
}

/** For a row: what a single refund would say on the way and at Ctrl-C, the batch says for all. */
export function silentContext(context: Context): Context {
  return {
    ...context,
    io: { ...context.io, err: () => {} },
    progress: () => ({ update: () => {}, stop: () => {} }),
    interruption: { ...context.interruption, resume: undefined },
  };
}
