import type { Interruption, StopSignal } from '../context.ts';

const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Ctrl-C, SIGTERM and a closed terminal abort whatever waits. A second one ends the process at once, should something not let go;
 * but a terminal that is closed says so several times, and the system beside its SIGTERM: that is still the first.
 */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let by: Interruption['by'];
  let soft: (() => void) | undefined;
  function interrupt(name: StopSignal) {
    if (by !== undefined && name === 'SIGHUP') return;
    if (controller.signal.aborted) process.exit(130);
    by = name;
    const stop = soft;
    soft = undefined;
    if (stop) stop();
    else controller.abort();
  }
  for (const name of signals) process.on(name, () => interrupt(name));
  return {
    signal: controller.signal,
    get by() {
      return by;
    },
    resume: undefined,
    sent: undefined,
    soften(stop) {
      soft = stop;
      return () => {
        soft = undefined;
      };
    },
  };
}

/**
 * Tells of a process that would end without a verdict: there is nothing left to wait for, though the command has not come to
 * its end, or nobody caught an error. Without this the one would look like success.
 */
export function watchLostEnd(onLost: (error?: unknown) => void): void {
  process.once('beforeExit', () => onLost());
  process.on('uncaughtException', onLost);
}

/** For what the host has to see to its end, such as a terminal that is slow to take what is written. */
const grace_ms = 1000;

/**
 * After the verdict nothing lives on: what would still hold the process (a look-up of a name that nobody answers, a proxy that
 * drips) is let go.
 */
export function endWith(exit_code: number): void {
  process.exitCode = exit_code;
  const timer = setInterval(() => {
    if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit(exit_code);
  }, grace_ms);
  timer.unref();
}
