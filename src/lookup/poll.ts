import type { EnvName } from '../catalog/endpoints.ts';
import type { Clock, Context, Resume } from '../context.ts';
import { t } from '../language/t.ts';

/** What is told while something is waited for, and for how long. */
export interface Waiting {
  readonly deadline: Date;
  /** For whoever interrupts: the number and the command to go on with. */
  readonly resume: Resume;
  /** What is waited for, such as `the payment of QF2026…`. */
  readonly label: string;
}

export type WaitingContext = Pick<Context, 'clock' | 'progress' | 'interruption'>;

/** The emulator is in this process; of QFPay every 3 to 5 seconds is asked. */
function paceOf(env: EnvName): { first: number; most: number } {
  return env === 'local' ? { first: 300, most: 1000 } : { first: 2000, most: 5000 };
}

/**
 * Asks again and again, with growing pauses, until `poll` says that it is done or the time is up. The line with the time left
 * is kept up to date, and so is what an interruption has to tell.
 * @throws CancelledError interrupted; `context.interruption.resume` says how to go on
 */
export async function pollUntilDone(
  env: EnvName,
  { clock, progress: startProgress, interruption }: WaitingContext,
  waiting: Waiting,
  poll: () => Promise<boolean>,
): Promise<void> {
  const { first, most } = paceOf(env);
  interruption.resume = { ...interruption.resume, ...waiting.resume };
  const left = timeLeft(waiting, clock);
  const progress = startProgress(() => waitingLine(waiting, left()));
  try {
    for (let pause = first, done = false; !done; pause = Math.min(pause * 1.3, most)) {
      const ms = left();
      if (ms <= 0) break;
      await clock.sleep(Math.min(pause, ms));
      done = await poll();
    }
  } finally {
    progress.stop();
  }
  interruption.resume = undefined;
}

/**
 * Milliseconds to a deadline, by two clocks: the wall's may be set back meanwhile, and the one that only grows may stand still
 * while the machine sleeps. Whichever is over first ends it.
 */
function timeLeft({ deadline }: Waiting, clock: Clock): () => number {
  const byWall = () => deadline.getTime() - clock.now().getTime();
  const end = clock.monotonic() + byWall();
  return () => Math.min(byWall(), end - clock.monotonic());
}

function waitingLine({ label }: Waiting, left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes === 0
    ? t`waiting for ${label}: ${seconds} s left`
    : t`waiting for ${label}: ${minutes} min ${seconds % 60} s left`;
}
